import type { Page } from 'playwright-core';
import { say, type Language } from '../machine/language.ts';

const NAMES = { de: 'Deutsch', en: 'English' } as const;

/** By the button in the head, whose name begins with the two letters that it shows. */
export async function changeLanguage(page: Page, from: Language, to: Language): Promise<void> {
  const button = page.getByRole('button', { name: say('frame.language', { choice: NAMES[from] }, from) });
  await button.click();
  await page.getByRole('menuitemradio', { name: NAMES[to] }).click();
  await page.locator(`html[lang=${to}]`).waitFor();
}
