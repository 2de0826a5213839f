import type { Page } from 'playwright-core';
import { reads } from '../machine/see.ts';

export const today = (): string =>
  new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium', timeZone: 'Europe/Berlin' }).format(new Date());

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
