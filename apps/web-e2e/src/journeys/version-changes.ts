import assert from 'node:assert/strict';
import type { RunDetail } from '@querraum/contracts';
import { ADMIN, LEAD, SECOND_ADMIN } from '../acts/cast.ts';
import { twoVersions } from '../acts/two-versions.ts';
import { isAccessible } from '../machine/axe.ts';
import type { Journey } from '../machine/journey.ts';
import { say, within } from '../machine/language.ts';
import { sees, tabTo } from '../machine/see.ts';

const TITLES = ['Umstellung Bolzplatz', 'Umstellung Sporthalle'];

const change: Journey = {
  name: 'An administrator prepares a change of version without a mouse, a second one releases it, and it is undone',
  async run(world) {
    const { id, running } = await twoVersions(world, TITLES);
    const [moved, left] = running;
    assert.ok(moved && left);
    const admin = await world.named(ADMIN);
    const page = await admin.open(`/verwaltung/verfahren/${id}`);
    await tabTo(page.getByRole('link', { name: say('versionChanges.link') }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: say('title.versionChanges') }).waitFor();
    await isAccessible(page, 'changes of version');
    await tabTo(page.getByRole('button', { name: say('versionChanges.plan') }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: say('versionChanges.between', { from: 1, to: 2 }) }).waitFor();
    await sees(page, say('versionChanges.progress.planned'), say('versionChanges.release.checkFirst'));
    await isAccessible(page, 'change of version');

    await tabTo(page.getByRole('button', { name: say('versionChanges.check.begin') }));
    await page.keyboard.press('Enter');
    await sees(page, say('versionChanges.check.again'), ...TITLES.map((title) => new RegExp(title)));
    await page.getByText(within('versionChanges.change.deadline')).first().waitFor();
    const spared = page.getByRole('checkbox', { name: say('versionChanges.runs.choose', { title: left.title }) });
    await tabTo(spared);
    await page.keyboard.press(' ');
    await page
      .getByText(say('versionChanges.progress.checked', { runs: 2, movable: 2, refused: 0, chosen: 1 }))
      .waitFor();
    await sees(page, say('versionChanges.release.others', { people: SECOND_ADMIN.name }));
    await isAccessible(page, 'dry run');

    const second = await world.named(SECOND_ADMIN.username);
    const reading = await second.open(new URL(page.url()).pathname);
    await tabTo(reading.getByRole('button', { name: say('versionChanges.release.button.one', { count: 1 }) }));
    await reading.keyboard.press('Enter');
    await sees(reading.getByRole('alert'), say('versionChanges.release.question'));
    await tabTo(reading.getByRole('button', { name: say('versionChanges.release.yes') }));
    await reading.keyboard.press('Enter');
    await reading.getByText(say('versionChanges.progress.moved', { moved: 1, failed: 0, chosen: 1 })).waitFor();
    await isAccessible(reading, 'moved');

    const lead = await world.named(LEAD);
    const versionOf = async ({ runId }: { runId: string }) =>
      (await lead.ask<RunDetail>('GET', `/runs/${runId}`)).procedureVersion;
    assert.deepEqual([await versionOf(moved), await versionOf(left)], [2, 1]);
    const told = await lead.open(`${moved.path}/verlauf`);
    await sees(told, say('history.kind.run-migrated', { fromVersion: 1, toVersion: 2 }));

    await reading.getByRole('button', { name: say('versionChanges.undo.button') }).click();
    await reading.getByRole('button', { name: say('versionChanges.undo.yes') }).click();
    await reading.getByText(say('versionChanges.progress.undone', { undone: 1, stays: 0 })).waitFor();
    assert.deepEqual([await versionOf(moved), await versionOf(left)], [1, 1]);
  },
};

export const VERSION_CHANGES: readonly Journey[] = [change];
