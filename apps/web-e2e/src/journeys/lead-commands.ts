import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { HEALTH, LEAD, OFFICES, SOCIAL } from '../acts/cast.ts';
import { Prepared } from '../acts/prepared.ts';
import { openTask } from '../acts/task.ts';
import { isAccessible } from '../machine/axe.ts';
import type { Journey } from '../machine/journey.ts';
import { inLanguage, say, within } from '../machine/language.ts';
import { isFocused, sees, seesNot, tabTo } from '../machine/see.ts';

const ROUND = { de: 'Mitzeichnung', en: 'Co-signature' };
const CHECK = 'Kostenschätzung prüfen';

/** What opens the form of a command stands in the group of all of them, what carries it out in its form. */
const button = (page: Page, act: string, key: 'name' | 'button') =>
  (key === 'name' ? page.getByRole('group', { name: say('lead.choose') }) : form(page, act)).getByRole('button', {
    name: say(`lead.${act}.${key}`),
    exact: true,
  });

async function begin(page: Page, act: string): Promise<void> {
  const details = page.locator('details').filter({ hasText: say('lead.heading') });
  await details.waitFor();
  if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
  await button(page, act, 'name').click();
  await sees(page, say(`lead.${act}.effect`));
}

const form = (page: Page, act: string) => page.getByRole('form', { name: say(`lead.${act}.name`), exact: true });
const reason = (page: Page, act: string) => form(page, act).getByLabel(say('seatStep.reason'), { exact: true });

const intervenes: Journey = {
  name: 'A lead suspends and resumes a procedure, puts a step in, skips it and goes back, each with its reason',
  async run(world) {
    const prepared = await Prepared.running(world, 'Eingriffe der Federführung', 'Entwurf mit Eingriffen');
    const lead = await world.named(LEAD);
    const page = await lead.open(prepared.path);

    // Without a mouse and without a reason: nothing happens but a word about it.
    await tabTo(page.locator('summary').filter({ hasText: say('lead.heading') }));
    await page.keyboard.press('Enter');
    await tabTo(button(page, 'suspend', 'name'));
    await page.keyboard.press('Enter');
    await isAccessible(page, 'lead commands');
    await tabTo(button(page, 'suspend', 'button'));
    await page.keyboard.press('Enter');
    await sees(page, say('form.reasonRequired'));
    await isFocused(reason(page, 'suspend'));
    await page.keyboard.type('Haushaltssperre');
    await page.keyboard.press('Enter');
    await sees(page, say('lead.suspended'), /Haushaltssperre/, within('situation.suspended'));
    await isAccessible(page, 'suspended run');

    // Whoever wants to act meanwhile learns why it does not go on.
    const health = await world.named(HEALTH.username);
    const task = await prepared.taskOf(health);
    const office = await openTask(health, task.id);
    await office.getByRole('button', { name: say('task.claim') }).click();
    await sees(office, inLanguage({ de: 'Das Verfahren ruht.', en: 'The procedure is suspended.' }));

    await begin(page, 'resume');
    await button(page, 'resume', 'button').click();
    await seesNot(page, say('lead.suspended'));

    await begin(page, 'insert');
    await form(page, 'insert').getByLabel(say('lead.name'), { exact: true }).fill(CHECK);
    await form(page, 'insert').getByLabel(say('lead.unit'), { exact: true }).selectOption({ label: SOCIAL.unit });
    await form(page, 'insert').getByLabel(within('lead.days')).fill('2');
    await reason(page, 'insert').fill('Der Rechnungshof fragt nach.');
    await isAccessible(page, 'step to be put in');
    await button(page, 'insert', 'button').click();
    await sees(page, CHECK, say('block.inserted'), say('block.held'));
    const social = await world.named(SOCIAL.username);
    assert.equal((await prepared.taskOf(social, 'task')).name.de, CHECK);

    await begin(page, 'skip');
    await reason(page, 'skip').fill('Die Schätzung liegt schon vor.');
    await button(page, 'skip', 'button').click();
    await sees(page, say('block.skipped'), say('run.task.skipped', { unit: SOCIAL.unit }));
    await seesNot(page, say('block.held'));

    for (const { username } of OFFICES) await prepared.answer(await world.named(username), 'approve');
    await page.reload();
    await lead.signIn(page);
    await sees(page, within('situation.waiting.finalSignature'));
    await begin(page, 'return');
    await page.getByLabel(say('lead.target.return')).selectOption({ label: inLanguage(ROUND) });
    await sees(page, say('lead.return.plan'), within('lead.return.closes'));
    await isAccessible(page, 'plan of a return');
    await reason(page, 'return').fill('Eine Zahl im Anhang stimmt nicht.');
    await button(page, 'return', 'button').click();
    await sees(page, within('situation.waiting.coSignature'));

    const history = await lead.open(`${prepared.path}/verlauf`);
    await sees(history, say('history.kind.run-runSuspended'), say('history.kind.run-stepSkipped', { name: CHECK }));
    await sees(history, say('history.kind.run-returnedTo', { name: inLanguage(ROUND) }));
    await sees(history, say('quoted', { text: 'Eine Zahl im Anhang stimmt nicht.' }));
  },
};

export const LEAD_COMMANDS: readonly Journey[] = [intervenes];
