import type { Locator, Page } from 'playwright-core';
import { say } from '../machine/language.ts';

/** The field of a new note, once its editor is there. */
export async function noteField(page: Page): Promise<Locator> {
  const field = page.getByRole('textbox', { name: say('notes.text') }).first();
  await field.waitFor();
  return field;
}

export const readersChoice = (page: Page, key: 'forUnit' | 'forParties', values: Record<string, string | number>) =>
  page.getByRole('radio', { name: new RegExp(RegExp.escape(say(`notes.${key}`, values))) });

/** The note with these words. */
export const noteWith = (page: Page, text: string): Locator => page.getByRole('article').filter({ hasText: text });
