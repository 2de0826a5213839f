import type { Page } from 'playwright-core';
import { optional, say, saying } from '../machine/language.ts';
import { isFocused, sees, tabTo } from '../machine/see.ts';
import { LEAD_UNIT, OFFICES, PROCEDURE } from './cast.ts';
import type { Upload } from './files.ts';

export const AREA = 'Brunnenstraße Nord';

export async function openForm(page: Page): Promise<void> {
  await page.getByRole('link', { name: say('projects.new') }).click();
  await page.getByRole('heading', { level: 1, name: say('title.newProject') }).waitFor();
}

export async function chooseAreaBySearch(page: Page): Promise<void> {
  await page.getByLabel(say('areas.search')).fill(AREA);
  await page
    .getByRole('list', { name: say('areas.results') })
    .getByRole('button', { name: new RegExp(`${AREA}\\s+${say('areas.short.BZR')} 013008`) })
    .click();
  await sees(page.getByRole('list', { name: say('areas.chosen') }), AREA);
}

/** From the Bezirk down to the Bezirksregion, with the keys of a tree. */
export async function chooseAreaByTree(page: Page): Promise<void> {
  const { keyboard } = page;
  await tabTo(page.getByText(say('areas.openTree')));
  await keyboard.press('Enter');
  const item = (name: RegExp) => page.getByRole('treeitem', { name });
  await item(/^Mitte /).waitFor();
  await tabTo(page.getByRole('treeitem').first());
  for (const step of [branch('Mitte', 'BEZ', '01'), branch('Gesundbrunnen', 'PGR', '0130')]) {
    await typeTo(page, step);
    await keyboard.press('ArrowRight');
    await item(step).and(page.locator('[aria-expanded=true]')).waitFor();
  }
  await item(branch(AREA, 'BZR', '013008')).waitFor();
  await typeTo(page, branch(AREA, 'BZR', '013008'));
  await keyboard.press(' ');
  await item(/^Brunnenstraße Nord /)
    .and(page.locator('[aria-selected=true]'))
    .waitFor();
  await sees(page.getByRole('list', { name: say('areas.chosen') }), AREA);
}

const branch = (name: string, level: string, key: string): RegExp =>
  new RegExp(`^${name} ${say(`areas.level.${level}`)} ${key}$`);

async function typeTo(page: Page, name: RegExp): Promise<void> {
  const target = page.getByRole('treeitem', { name });
  await target.waitFor();
  const focused = target.and(page.locator(':focus'));
  for (let step = 0; step < 200 && (await focused.count()) === 0; step += 1) await page.keyboard.press('ArrowDown');
  await isFocused(target);
}

export async function setParties(page: Page): Promise<void> {
  await page.getByLabel(say('project.lead'), { exact: true }).selectOption(LEAD_UNIT);
  for (const [index, { unit }] of OFFICES.entries()) {
    await page.getByRole('button', { name: say('newProject.addParticipant') }).click();
    const line = page.getByRole('group', { name: say('newProject.participant', { number: index + 1 }), exact: true });
    await line.getByLabel(say('newProject.unit'), { exact: true }).selectOption(unit);
    await line.getByLabel(say('newProject.involvement')).selectOption(say('involvement.CO_SIGNATURE'));
  }
}

export async function attach(page: Page, file: Upload, title: string): Promise<void> {
  await page.getByLabel(optional('newProject.file')).setInputFiles(file);
  await page.getByLabel(say('newProject.documentTitle')).fill(title);
  await page.getByLabel(say('procedure.label')).selectOption(PROCEDURE);
  await sees(page, saying('procedure.deadline'));
}

/** Sends the form and waits for the page of the new project; its id. */
export async function create(page: Page, title: string): Promise<string> {
  await page.getByRole('button', { name: say('newProject.submit') }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}
