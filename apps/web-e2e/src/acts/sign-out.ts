import type { Page } from 'playwright-core';
import { say } from '../machine/language.ts';

/** Through the menu of the person in the head, to the sign-in page. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button').last().click();
  await page.getByRole('menuitem', { name: say('frame.signOut') }).click();
  await page.locator('#username').waitFor();
}
