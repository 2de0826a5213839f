import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProjectDetail, RetentionRegister } from '@querraum/contracts';
import type { Page } from 'playwright-core';
import { ADMIN, HEALTH, LEAD } from '../acts/cast.ts';
import { letNightCome, letRetentionEnd, letWaitingEnd } from '../acts/due-file.ts';
import { Prepared } from '../acts/prepared.ts';
import { isAccessible } from '../machine/axe.ts';
import type { Journey, World } from '../machine/journey.ts';
import { say } from '../machine/language.ts';
import type { Person } from '../machine/person.ts';
import { isFocused, pressButton, sees } from '../machine/see.ts';

/** A project that has been put away, whose retention is over. */
async function dueFile(world: World, title: string): Promise<Prepared & { reference: string }> {
  const lead = await world.named(LEAD);
  const prepared = await Prepared.running(world, title);
  await lead.ask('POST', `/runs/${prepared.runId}/cancel`, { reason: 'Der Anlass ist entfallen.' });
  await lead.ask('POST', `/projects/${prepared.projectId}/closing`, { note: 'Erledigt.' });
  await lead.ask('POST', `/projects/${prepared.projectId}/filing`, {});
  await letRetentionEnd(prepared.projectId);
  const { reference } = await lead.ask<ProjectDetail>('GET', `/projects/${prepared.projectId}`);
  return Object.assign(prepared, { reference });
}

/** Several work items one after the other, on a busy machine. */
const PATIENCE_MS = 60_000;

/** The register is asked rather than its page loaded again and again: a page that still signs in must not be torn from it. */
async function untilDeleted(admin: Person, projectId: string): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; ; await sleep(250)) {
    const { deletions } = await admin.ask<RetentionRegister>('GET', '/retention');
    const state = deletions.find((one) => one.projectId === projectId)?.state;
    if (state === 'done') return;
    assert.ok(Date.now() < end, `the deletion is still ${state}`);
  }
}

const section = (page: Page) => page.getByRole('region', { name: say('retention.heading'), exact: true });

const deletion: Journey = {
  name: 'A file is held, offered, answered, released by a second person and deleted; its number stays in the register',
  async run(world) {
    const file = await dueFile(world, 'Bewegungsräume von damals');
    const lead = await (await world.named(LEAD)).open(`${file.path}/akte`);
    await pressButton(lead, say('retention.do.offer', { archive: 'Landesarchiv Berlin' }));
    await sees(section(lead), say('retention.offered'));
    await pressButton(lead, say('retention.do.waived'));
    const words = section(lead).getByLabel(say('retention.words.waived'), { exact: true });
    await isFocused(words);
    await words.fill('Schreiben vom 3. Mai');
    await isAccessible(lead, 'answer of the archive');
    await pressButton(lead, say('retention.do.waived'));
    await sees(section(lead), 'Schreiben vom 3. Mai', say('retention.deletableOn'));

    // Another unit needs the file, and holds its deletion.
    const health = await (await world.named(HEALTH.username)).open(`${file.path}/akte`);
    await pressButton(health, say('retention.do.hold'));
    await section(health)
      .getByLabel(say('retention.words.hold'), { exact: true })
      .fill('Klage vor dem Verwaltungsgericht');
    await pressButton(health, say('retention.do.hold'));
    await sees(section(health), say('retention.heldBy', { unit: HEALTH.unit }));
    await isAccessible(health, 'file that is held');
    await letWaitingEnd(file.projectId);

    const admin = await world.named(ADMIN);
    const page = await admin.open('/verwaltung');
    await page.getByRole('link', { name: say('administration.retention'), exact: true }).click();
    await page.getByRole('heading', { level: 1, name: say('title.retention') }).waitFor();
    const row = page
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: file.reference, exact: true }) });
    await sees(row, say('retention.obstacle.hold'));
    assert.equal(await page.getByText('Bewegungsräume von damals').count(), 0);

    await pressButton(health, say('retention.lift'));
    await section(health).getByLabel(say('lifecycle.reason'), { exact: true }).fill('Klage zurückgenommen');
    await pressButton(health, say('retention.lift'));
    await section(health)
      .getByText(say('retention.heldBy', { unit: HEALTH.unit }))
      .waitFor({ state: 'detached' });

    await page.reload();
    await pressButton(page, say('retention.releaseNamed', { reference: file.reference }));
    await sees(row, say('retention.confirm', { reference: file.reference }));
    await isAccessible(page, 'release of a deletion');
    await pressButton(page, say('retention.release'));
    await sees(row, say('retention.states.released'), say('retention.do.stop'));
    await isAccessible(page, 'register of deletions');

    await letNightCome(file.projectId);
    await untilDeleted(admin, file.projectId);
    await page.reload();
    await sees(row, say('retention.states.done'));
    const gone = await (await world.named(LEAD)).open(file.path);
    await sees(gone.getByRole('alert'), say('problem.notFound.title'));
  },
};

export const RETENTION: readonly Journey[] = [deletion];
