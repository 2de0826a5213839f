import type { Page } from 'playwright-core';
import { isFocused, sees, tabTo } from '../machine/see.ts';
import { LEAD_UNIT, OFFICES, PROCEDURE } from './cast.ts';
import type { Upload } from './files.ts';

export const AREA = 'Brunnenstraße Nord';

export async function openForm(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Neues Vorhaben' }).click();
  await page.getByRole('heading', { level: 1, name: 'Neues Vorhaben' }).waitFor();
}

export async function chooseAreaBySearch(page: Page): Promise<void> {
  await page.getByLabel('Raum suchen').fill(AREA);
  await page
    .getByRole('list', { name: 'Treffer' })
    .getByRole('button', { name: /Brunnenstraße Nord\s+BZR 013008/ })
    .click();
  await sees(page.getByRole('list', { name: 'Gewählte Räume' }), AREA);
}

/** From the Bezirk down to the Bezirksregion, with the keys of a tree. */
export async function chooseAreaByTree(page: Page): Promise<void> {
  const { keyboard } = page;
  await tabTo(page.getByText('Aus der Gliederung wählen'));
  await keyboard.press('Enter');
  const item = (name: RegExp) => page.getByRole('treeitem', { name });
  await item(/^Mitte /).waitFor();
  await tabTo(page.getByRole('treeitem').first());
  for (const step of [/^Mitte Bezirk 01$/, /^Gesundbrunnen Prognoseraum 0130$/]) {
    await typeTo(page, step);
    await keyboard.press('ArrowRight');
    await item(step).and(page.locator('[aria-expanded=true]')).waitFor();
  }
  await item(/^Brunnenstraße Nord Bezirksregion 013008$/).waitFor();
  await typeTo(page, /^Brunnenstraße Nord Bezirksregion 013008$/);
  await keyboard.press(' ');
  await item(/^Brunnenstraße Nord /)
    .and(page.locator('[aria-selected=true]'))
    .waitFor();
  await sees(page.getByRole('list', { name: 'Gewählte Räume' }), AREA);
}

async function typeTo(page: Page, name: RegExp): Promise<void> {
  const target = page.getByRole('treeitem', { name });
  await target.waitFor();
  const focused = target.and(page.locator(':focus'));
  for (let step = 0; step < 200 && (await focused.count()) === 0; step += 1) await page.keyboard.press('ArrowDown');
  await isFocused(target);
}

export async function setParties(page: Page): Promise<void> {
  await page.getByLabel('Federführung', { exact: true }).selectOption(LEAD_UNIT);
  for (const [index, { unit }] of OFFICES.entries()) {
    await page.getByRole('button', { name: 'Beteiligung hinzufügen' }).click();
    const line = page.getByRole('group', { name: `Beteiligung ${index + 1}` });
    await line.getByLabel('Stelle').selectOption(unit);
    await line.getByLabel('Art der Beteiligung').selectOption('Mitzeichnung');
  }
}

export async function attach(page: Page, file: Upload, title: string): Promise<void> {
  await page.getByLabel('Dokument (freiwillig)').setInputFiles(file);
  await page.getByLabel('Titel des Dokuments').fill(title);
  await page.getByLabel('Verfahren starten').selectOption(PROCEDURE);
  await sees(page, /bei Start heute bis/);
}

/** Sends the form and waits for the page of the new project; its id. */
export async function create(page: Page, title: string): Promise<string> {
  await page.getByRole('button', { name: 'Vorhaben anlegen' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}
