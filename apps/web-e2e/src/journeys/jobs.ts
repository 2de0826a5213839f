import assert from 'node:assert/strict';
import { ADMIN } from '../acts/cast.ts';
import { plantHeldMail, plantIncident } from '../acts/incident.ts';
import { Prepared } from '../acts/prepared.ts';
import { isAccessible } from '../machine/axe.ts';
import type { Journey } from '../machine/journey.ts';
import { say } from '../machine/language.ts';
import { isFocused, sees, seesNot, tabTo } from '../machine/see.ts';

const incidentsAreSettled: Journey = {
  name: 'An administrator sees what was left lying, retries one job and skips another for a reason',
  async run(world) {
    const title = 'Vorhaben mit liegengebliebenem Auftrag';
    const { projectId, runId } = await Prepared.running(world, title);
    await plantIncident(projectId, runId, 'first: the lock was held');
    await plantIncident(projectId, runId, 'second: the lock was held');

    const page = await (await world.named(ADMIN)).open('/verwaltung');
    await page.getByRole('link', { name: say('administration.jobs'), exact: true }).click();
    const card = (error: string) => page.locator('app-work-item-card').filter({ hasText: error });
    await sees(page, 'first: the lock was held', 'second: the lock was held');
    await sees(page, say('jobs.attempts', { attempts: '8', of: '8' }));
    // Administrators see configuration, not content.
    assert.ok(!(await page.locator('main').innerText()).includes(title));
    await isAccessible(page, 'register of jobs');

    const retry = card('first').getByRole('button', { name: say('jobs.retry') });
    await tabTo(retry);
    await retry.press('Enter');
    await seesNot(page, 'first: the lock was held');
    await isFocused(page.getByRole('heading', { name: say('jobs.open') }));

    await card('second')
      .getByRole('button', { name: say('jobs.skipFirst') })
      .click();
    const words = card('second').getByLabel(say('jobs.reason'));
    await isFocused(words);
    await words.fill(' ');
    const skip = card('second').getByRole('button', { name: say('jobs.skip'), exact: true });
    await skip.click();
    await sees(card('second'), say('jobs.reasonMissing'));
    await isAccessible(page, 'a job that is skipped without a reason');
    await words.fill('Die Fristen wurden von Hand geprüft.');
    await skip.click();
    await seesNot(page, 'second: the lock was held');
    await sees(page, say('jobs.empty.incident'));

    await page.getByLabel(say('jobs.filter')).selectOption('waiting');
    await page.waitForURL(/stand=waiting/);
    await sees(page, say('jobs.state.waiting'));
    await sees(page, say('jobs.worker.works'));
  },
};

const heldWorkIsDecided: Journey = {
  name: 'An administrator is told of what is held since a restore, and drops it for a reason',
  async run(world) {
    const { projectId } = await Prepared.running(world, 'Vorhaben vor einer Wiederherstellung');
    await plantHeldMail(projectId);

    const page = await (await world.named(ADMIN)).open('/verwaltung/auftraege');
    await sees(page, say('jobs.heldBackHint'));
    await seesNot(page, say('jobs.noIncidents'));
    await isAccessible(page, 'register of jobs with work that is held');

    await page.getByRole('link', { name: say('jobs.showHeldBack') }).click();
    await page.waitForURL(/stand=held/);
    const card = page.locator('app-work-item-card');
    await card.getByRole('button', { name: say('jobs.dropFirst') }).click();
    await card.getByLabel(say('jobs.reason')).fill('Laut Protokoll des Mailservers versandt.');
    await card.getByRole('button', { name: say('jobs.drop'), exact: true }).click();
    await sees(page, say('jobs.empty.held'), say('jobs.noIncidents'));
    await seesNot(page, say('jobs.heldBackHint'));
  },
};

export const JOBS: readonly Journey[] = [incidentsAreSettled, heldWorkIsDecided];
