import type { Locator, Page } from 'playwright-core';
import { say, saying } from '../machine/language.ts';
import type { Person } from '../machine/person.ts';
import { sees } from '../machine/see.ts';

/** From any page to the task in the department inbox, found by the title of its project. */
export async function findInDepartmentInbox(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: saying('frame.inbox') }).click();
  await page.getByRole('tab', { name: saying('inbox.box.amt') }).click();
  await page.getByLabel(say('inbox.filter')).fill(title);
  await page.getByRole('tabpanel').getByRole('link').filter({ hasText: title }).first().click();
  await page
    .getByRole('region', { name: say('preview.label') })
    .getByText(title)
    .first()
    .waitFor();
}

export async function takeOver(page: Page): Promise<void> {
  await page.getByRole('button', { name: say('task.claim') }).click();
}

/** From the preview to the page with paper and decision. */
export async function goToWork(page: Page): Promise<void> {
  await page.getByRole('link', { name: say('preview.work') }).click();
  await page.getByRole('heading', { name: say('taskPage.decision') }).waitFor();
}

export type Answer = 'approve' | 'condition' | 'reserve' | 'refuse';

/** Its name goes on with what the answer leads to. */
export const answerRadio = (page: Page, answer: Answer): Locator =>
  page.getByRole('radio', { name: saying(`answer.${answer}.name`) });

export async function choose(page: Page, answer: Answer, words = ''): Promise<void> {
  await answerRadio(page, answer).check();
  if (answer !== 'approve') await page.getByLabel(say(`answer.${answer}.wordsLabel`), { exact: true }).fill(words);
}

/** „Fassung 1 mitzeichnen, i. A.“ */
export const answerButton = (answer: Answer, version: number): string =>
  say('sign.byOrder', { deed: say(`answer.${answer}.deed`, { version }) });

export const answered = (answer: Answer, version: number): string => say(`answer.${answer}.done`, { version });

/** The button says exactly what is signed, and as whom. */
export async function send(page: Page, button: string, done: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await sees(page, done);
}

/** Over HTTP the task is taken over already; here the person opens it by its address. */
export async function openTask(person: Person, taskId: string): Promise<Page> {
  const page = await person.open(`/aufgaben/${taskId}`);
  await page.getByRole('heading', { name: say('taskPage.decision') }).waitFor();
  return page;
}
