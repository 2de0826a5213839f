import type { Locator, Page } from 'playwright-core';
import type { Person } from '../machine/person.ts';
import { sees } from '../machine/see.ts';

/** From any page to the task in the department inbox, found by the title of its project. */
export async function findInDepartmentInbox(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: /^Posteingang/ }).click();
  await page.getByRole('tab', { name: /^Amt/ }).click();
  await page.getByLabel('Suche im Posteingang').fill(title);
  await page.getByRole('tabpanel').getByRole('link').filter({ hasText: title }).first().click();
  await page.getByRole('region', { name: 'Vorschau' }).getByText(title).first().waitFor();
}

export async function takeOver(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Übernehmen' }).click();
}

/** From the preview to the page with paper and decision. */
export async function goToWork(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Aufgabe bearbeiten' }).click();
  await page.getByRole('heading', { name: 'Entscheidung' }).waitFor();
}

export type Answer = 'mitgezeichnet' | 'mit Maßgabe' | 'mit Vorbehalt' | 'abgelehnt';

const WORDS_LABEL = { 'mit Maßgabe': 'Maßgabe', 'mit Vorbehalt': 'Vorbehalt', abgelehnt: 'Begründung der Ablehnung' };

/** Its name goes on with what the answer leads to. */
export const answerRadio = (page: Page, answer: Answer): Locator =>
  page.getByRole('radio', { name: new RegExp(`^${answer}`) });

export async function choose(page: Page, answer: Answer, words = ''): Promise<void> {
  await answerRadio(page, answer).check();
  if (answer !== 'mitgezeichnet') await page.getByLabel(WORDS_LABEL[answer], { exact: true }).fill(words);
}

/** The button says exactly what is signed, and as whom. */
export async function send(page: Page, button: string, done: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await sees(page, done);
}

/** Over HTTP the task is taken over already; here the person opens it by its address. */
export async function openTask(person: Person, taskId: string): Promise<Page> {
  const page = await person.open(`/aufgaben/${taskId}`);
  await page.getByRole('heading', { name: 'Entscheidung' }).waitFor();
  return page;
}
