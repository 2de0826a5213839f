import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { CITY, LEAD, LEAD_UNIT, SIGNER, YOUTH } from '../acts/cast.ts';
import { AREA } from '../acts/new-project.ts';
import { Prepared } from '../acts/prepared.ts';
import type { Journey, World } from '../machine/journey.ts';
import { say, saying } from '../machine/language.ts';
import { isFocused, sees } from '../machine/see.ts';

const rows = (page: Page): Locator => page.getByRole('table').locator('tbody tr');
const titles = (page: Page): Promise<string[]> => rows(page).getByRole('link').allTextContents();
const number = (page: Page, name: string): Locator =>
  page.getByRole('list', { name: say('overview.numbers') }).getByRole('link', { name: say(`overview.number.${name}`) });
/** While it is being counted, no number stands there. */
const count = async (place: Locator): Promise<number> => {
  await place.filter({ hasText: /\d/ }).waitFor();
  return Number((await place.textContent())?.match(/\d+/)?.[0]);
};
const filter = (page: Page, key: string): Locator => page.locator('summary', { hasText: say(`overview.${key}`) });
const listOf = (page: Page, shown: number): Promise<void> =>
  rows(page)
    .nth(shown - 1)
    .waitFor()
    .then(() => rows(page).nth(shown).waitFor({ state: 'detached' }));

async function inDissent(world: World, title: string): Promise<Prepared> {
  const prepared = await Prepared.running(world, title);
  await prepared.answer(await world.named(YOUTH.username), 'refuse', 'Der Bolzplatz fällt weg.');
  return prepared;
}

async function narrow(page: Page): Promise<void> {
  await filter(page, 'department').click();
  await page.getByLabel(say('departments.YOUTH'), { exact: true }).check();
  await filter(page, 'stages').click();
  await page.getByLabel(say('overview.stage.dissent'), { exact: true }).check();
  await filter(page, 'areas').click();
  await page.getByLabel(say('areas.search')).fill(AREA);
  await page
    .getByRole('list', { name: say('areas.results') })
    .getByRole('button')
    .first()
    .click();
  await page.waitForURL(/ressort=YOUTH.*stand=dissent.*raum=013008/);
}

async function savesTheSame(page: Page): Promise<void> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: say('overview.csv') }).click();
  const file = await download;
  assert.equal(file.suggestedFilename(), say('overview.fileName'));
  const text = await readFile(await file.path(), 'utf8');
  assert.equal(text.charCodeAt(0), 0xfeff);
  const lines = text.trimEnd().split('\r\n').slice(1);
  assert.deepEqual(
    lines.map((line) => line.split(';')[1]),
    await titles(page),
  );
}

/** A desktop without a graphics card, as many offices have them. */
async function withoutWebGl(world: World, username: string): Promise<(path: string) => Promise<Page>> {
  const person = await world.newcomer(username);
  await person.context.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  return (path) => person.open(path);
}

export const OVERVIEW: readonly Journey[] = [
  {
    name: 'The overview: a councillor filters, the numbers agree with the list, and the CSV holds the same rows',
    async run(world) {
      const title = 'Bewegungsräume in der Übersicht';
      await inDissent(world, title);
      await Prepared.running(world, 'Bewegungsräume ohne Dissens');
      const page = await (await world.named(SIGNER)).open('/');
      await page.waitForURL(/\/uebersicht$/);
      await rows(page).first().waitFor();
      const all = await count(page.getByRole('status').first());

      await narrow(page);
      await rows(page).filter({ hasText: 'Bewegungsräume ohne Dissens' }).first().waitFor({ state: 'detached' });
      await sees(rows(page), title);
      for (const name of ['running', 'ours']) {
        const expected = await count(number(page, name));
        assert.ok(expected > 0 && expected < all, `${name}: ${expected} of ${all}`);
        await number(page, name).click();
        await number(page, name).and(page.locator('[aria-current=true]')).waitFor();
        await listOf(page, expected);
      }
      assert.equal(await count(number(page, 'done')), 0);
      await sees(rows(page), say('overview.stage.dissent'), LEAD_UNIT);
      await savesTheSame(page);

      const before = await titles(page);
      await page.reload();
      await listOf(page, before.length);
      assert.deepEqual(await titles(page), before);
      await number(page, 'done').click();
      await sees(page, say('overview.emptyFiltered'));
      await page.goBack();
      await listOf(page, before.length);
      await page.getByRole('button', { name: say('overview.clear') }).click();
      await page.waitForURL(/\/uebersicht\?sicht=ours$/);
    },
  },
  {
    name: 'The overview: case workers begin with their inbox, and find the overview in the head',
    async run(world) {
      await Prepared.running(world, 'Bewegungsräume für alle');
      const page = await (await world.named(CITY.username)).open('/');
      await page.waitForURL(/\/posteingang/);
      await page.getByRole('link', { name: say('frame.overview') }).click();
      await sees(rows(page), 'Bewegungsräume für alle');
    },
  },
  {
    name: 'The map: an area chosen there is the same in the tree, by mouse and by keyboard',
    async run(world) {
      const page = await (await world.named(LEAD)).open('/vorhaben/neu');
      await page.getByText(say('map.open')).click();
      const map = page.getByRole('group', { name: saying('map.label') });
      await map.getByRole('button', { name: 'Mitte' }).waitFor();
      await page.getByRole('button', { name: say('map.deeper', { name: 'Mitte' }) }).click();
      await map.getByRole('button', { name: 'Gesundbrunnen' }).click();
      await map.getByRole('button', { name: 'Gesundbrunnen', pressed: true }).waitFor();
      await page.getByText(say('areas.openTree')).click();
      const chosen = page.locator('[role=treeitem][aria-selected=true]');
      await chosen.filter({ hasText: 'Gesundbrunnen' }).waitFor();

      // From Gesundbrunnen in the north-east to Wedding in the north-west.
      await page.keyboard.press('Shift');
      await map.getByRole('button', { name: 'Gesundbrunnen' }).focus();
      await page.keyboard.press('ArrowLeft');
      await isFocused(map.getByRole('button', { name: 'Wedding' }));
      await page.keyboard.press(' ');
      await chosen.filter({ hasText: 'Wedding' }).waitFor();
      await page.getByRole('button', { name: say('areas.remove', { name: 'Gesundbrunnen' }) }).click();
      await map.getByRole('button', { name: 'Gesundbrunnen', pressed: false }).waitFor();
      assert.equal(await chosen.count(), 1);
    },
  },
  {
    name: 'The map: works where there is no WebGL, and its numbers are those of the list',
    async run(world) {
      const prepared = await Prepared.running(world, 'Bewegungsräume auf der Karte');
      const open = await withoutWebGl(world, SIGNER);
      const page = await open('/uebersicht?karte=00');
      const district = page.locator('[data-area="01"]');
      await district.and(page.getByRole('button', { name: /^Mitte: [1-9]/ })).waitFor();
      const expected = Number((await district.getAttribute('aria-label'))?.match(/\d+/)?.[0]);
      await district.click();
      await page.waitForURL(/raum=01/);
      await page.getByRole('link', { name: say('overview.view.list') }).click();
      await listOf(page, expected);

      await page.goto(page.url().replace(/\/uebersicht.*/, prepared.path));
      await page.getByRole('img', { name: say('map.ofProject', { areas: AREA }) }).waitFor();
    },
  },
];
