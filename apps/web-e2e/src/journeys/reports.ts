import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { ReportSubscription } from '@querraum/contracts';
import { HEALTH, SIGNER } from '../acts/cast.ts';
import { isAccessible } from '../machine/axe.ts';
import type { Journey, World } from '../machine/journey.ts';
import { say } from '../machine/language.ts';
import { sees } from '../machine/see.ts';

const INPUT = {
  scope: { department: ['YOUTH'], area: ['0130'], stage: ['dissent'], unit: [] },
  rhythm: { every: 'month', day: 31, hour: 7 },
  state: 'active',
  recipientIds: [] as string[],
};

/** Somebody of the unit in which the person of that name works. */
async function addRecipient(page: Page, { unit, name }: { unit: string; name: string }): Promise<void> {
  await page.getByLabel(say('overview.unit'), { exact: true }).last().selectOption({ label: unit });
  const person = page.getByLabel(say('reports.person'), { exact: true });
  await person.locator('option', { hasText: name }).waitFor({ state: 'attached' });
  await person.selectOption({ label: name });
  await page.getByRole('button', { name: say('reports.addPerson') }).click();
}

/** The list with one report of one's own. */
export async function showReports(world: World): Promise<Page> {
  const person = await world.named(SIGNER);
  await person.ask('POST', '/report-subscriptions', INPUT);
  const page = await person.open('/berichte');
  await page
    .getByRole('button', { name: say('reports.do.end') })
    .first()
    .click();
  await sees(page, say('reports.question.end'));
  return page;
}

export async function showReportForm(world: World): Promise<Page> {
  const page = await (await world.named(SIGNER)).open('/berichte/neu?ressort=YOUTH&raum=0130');
  await page.getByLabel(say('rhythm.every.month')).check();
  await addRecipient(page, HEALTH);
  return page;
}

export const REPORTS: readonly Journey[] = [
  {
    name: 'A report (/berichte) is subscribed to from the overview, changed, paused and ended',
    async run(world) {
      const person = await world.named(SIGNER);
      const page = await person.open('/uebersicht?raum=01&stand=dissent');
      await page.getByRole('link', { name: say('reports.subscribe') }).click();
      await page.waitForURL(/\/berichte\/neu\?.*raum=01/);
      const chosen = page.getByRole('list', { name: say('overview.chosen') });
      await sees(chosen, say('overview.stage.dissent'));
      await page.getByLabel(say('rhythm.every.month')).check();
      await page.getByLabel(say('rhythm.day'), { exact: true }).selectOption('15');
      await page.getByLabel(say('rhythm.hour'), { exact: true }).selectOption('7');
      await addRecipient(page, HEALTH);
      await isAccessible(page, 'a new report');
      await page.getByRole('button', { name: say('reports.save') }).click();
      await page.waitForURL(/\/berichte$/);
      await sees(page, say('reports.monthly', { day: 15, clock: '07:00' }));
      await sees(page, HEALTH.name);

      const { items } = await person.ask<{ items: ReportSubscription[] }>('GET', '/report-subscriptions');
      const report = items.find(({ rhythm }) => rhythm.every === 'month' && rhythm.day === 15);
      assert.ok(report);
      assert.deepEqual(report.scope, { department: [], area: ['01'], stage: ['dissent'], unit: [] });

      await page.goto(new URL(`/berichte/${report.id}`, page.url()).href);
      await page.getByLabel(say('reports.pause')).check();
      await page.getByRole('button', { name: say('reports.save') }).click();
      await page.waitForURL(/\/berichte$/);
      const card = page.getByRole('listitem').filter({ hasText: say('reports.monthly', { day: 15, clock: '07:00' }) });
      await card.getByText(say('reports.paused'), { exact: true }).waitFor();
      await isAccessible(page, 'reports');
      await card.getByRole('button', { name: say('reports.do.end') }).click();
      await card.getByRole('button', { name: say('reports.do.end'), exact: true }).click();
      await sees(page, say('reports.ended'));
      await card.waitFor({ state: 'detached' });
    },
  },
];
