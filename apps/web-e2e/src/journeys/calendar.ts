import assert from 'node:assert/strict';
import type { CalendarEffect } from '@querraum/contracts';
import type { Page } from 'playwright-core';
import { ADMIN, HEALTH, LEAD, YOUTH } from '../acts/cast.ts';
import { Prepared } from '../acts/prepared.ts';
import { isAccessible } from '../machine/axe.ts';
import type { Journey } from '../machine/journey.ts';
import { inLanguage, LANGUAGE, LOCALE, say, within } from '../machine/language.ts';
import type { Person } from '../machine/person.ts';
import { isFocused, sees, tabTo } from '../machine/see.ts';

const NAME = 'Betriebsausflug';
const DAY = {
  de: { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'Europe/Berlin' },
  en: { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'Europe/Berlin' },
} as const;

const lastMoment = (dueEnd: string): Date => new Date(Date.parse(dueEnd) - 1000);
const shown = (dueEnd: string): string => new Intl.DateTimeFormat(LOCALE, DAY[LANGUAGE]).format(lastMoment(dueEnd));
const lastDay = (dueEnd: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(lastMoment(dueEnd));

const previewOf = (admin: Person, date: string): Promise<CalendarEffect> =>
  admin.ask('GET', `/calendar/preview?change=${encodeURIComponent(JSON.stringify({ add: [{ date, name: NAME }] }))}`);

async function propose(page: Page, date: string, name: string): Promise<void> {
  await page.getByLabel(say('calendar.date'), { exact: true }).fill(date);
  await page.getByLabel(say('calendar.name'), { exact: true }).fill(name);
  const button = page
    .getByRole('form', { name: say('calendar.add') })
    .getByRole('button', { name: say('calendar.preview') });
  await tabTo(button);
  await page.keyboard.press('Enter');
}

const closedDay: Journey = {
  name: 'An administrator closes a day inside a running Frist, having seen what moves, and the project says why',
  async run(world) {
    const admin = await world.named(ADMIN);
    const page = await admin.open('/verwaltung');
    await page.getByRole('link', { name: say('administration.calendar'), exact: true }).click();
    await page.getByRole('heading', { level: 1, name: say('title.calendar') }).waitFor();

    // Other journeys leave rounds behind: what this one adds to the preview is its own.
    const measure = await Prepared.running(world, 'Bewegungsräume vor dem Betriebsausflug');
    const before = (await measure.seatOf(HEALTH)).dueEnd ?? '';
    const date = lastDay(before);
    const without = await previewOf(admin, date);
    const prepared = await Prepared.running(world, 'Bewegungsräume und der Betriebsausflug');
    await prepared.answer(await world.named(YOUTH.username), 'approve');
    assert.equal((await prepared.seatOf(HEALTH)).dueEnd, before);
    assert.equal((await previewOf(admin, date)).count, without.count + 3);

    await propose(page, '2020-01-02', NAME);
    await sees(page, inLanguage({ de: /liegt in der Vergangenheit/, en: /is in the past/ }));
    await propose(page, date, 'x'.repeat(101));
    await sees(page, say('calendar.nameTooLong', { limit: 100 }));
    await isAccessible(page, 'calendar with a fault');

    await propose(page, date, NAME);
    const heading = page.getByRole('heading', { name: say('calendar.previewHeading') });
    await isFocused(heading);
    const row = page.getByRole('row', { name: HEALTH.unit }).first();
    await sees(
      row,
      shown(before),
      inLanguage({ de: /weil .*Betriebsausflug.* kein Arbeitstag/, en: /no working day/ }),
    );
    assert.equal(await page.getByText('Bewegungsräume und der Betriebsausflug').count(), 0);
    await isAccessible(page, 'preview of a change');
    await tabTo(page.getByRole('button', { name: within('calendar.confirm.other') }));
    await page.keyboard.press('Enter');
    await sees(page, within('calendar.done.other'));
    await sees(page.getByRole('region', { name: say('calendar.history') }), new RegExp(NAME));

    await propose(page, date, NAME);
    await sees(page, inLanguage({ de: /ist schon im Hauskalender/, en: /already in the house calendar/ }));

    const project = await (await world.named(LEAD)).open(prepared.path);
    const record = project.getByRole('region', { name: say('timeline.latest') });
    await sees(record, within('history.kind.run-recounted', { of: HEALTH.unit, was: shown(before) }));
    const after = (await prepared.seatOf(HEALTH)).dueEnd ?? '';
    assert.ok(after > before);
    await sees(record, within('history.kind.run-recounted', { of: HEALTH.unit, due: shown(after) }));
    await sees(project.getByRole('table').first(), shown(after));

    await page.getByRole('button', { name: within('calendar.removeNamed', { name: NAME }) }).click();
    await isFocused(heading);
    await page.getByRole('button', { name: within('calendar.confirm.other') }).click();
    await sees(page, within('calendar.done.other'));
    await sees(
      record,
      within('history.kind.run-recounted', { of: HEALTH.unit, was: shown(after), due: shown(before) }),
    );
  },
};

export const CALENDAR: readonly Journey[] = [closedDay];
