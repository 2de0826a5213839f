import type { Page } from 'playwright-core';
import { inLanguage, LOCALE, say, type Language } from '../machine/language.ts';
import { reads } from '../machine/see.ts';

/** As the pages write a day. */
export const today = (): string =>
  new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone: 'Europe/Berlin' }).format(new Date());

/** „danach folgt die Schlusszeichnung“ has an article that English does without. */
export const followedBy = (step: Record<Language, string>): string =>
  /ung$/.test(step.de)
    ? say('situation.next', { steps: say('situation.nextFeminine', { name: inLanguage(step) }) })
    : say('situation.nextNamed', { steps: inLanguage(step) });

export const completed = (procedure: string): string => say('situation.ended.completed', { procedure, date: today() });

/** „Wer ist am Zug, seit wann, was folgt“ on the page of the project. */
export const saysWhoIsNext = (page: Page, sentence: string): Promise<void> =>
  reads(page.locator('.sentence'), sentence);

/** What a seat stands at, in the table of the round. */
export async function seatReads(page: Page, unit: string, state: string | RegExp): Promise<void> {
  await page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: unit }) })
    .filter({ hasText: state })
    .waitFor();
}
