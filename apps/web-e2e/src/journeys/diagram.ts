import assert from 'node:assert/strict';
import type { RunCourse } from '@querraum/contracts';
import type { Locator, Page } from 'playwright-core';
import { ADMIN, HEALTH, LEAD, OFFICES, PROCEDURE } from '../acts/cast.ts';
import { Prepared } from '../acts/prepared.ts';
import { fitsInWidth, isAccessible } from '../machine/axe.ts';
import type { Journey } from '../machine/journey.ts';
import { say, within } from '../machine/language.ts';
import { focusIsVisible, isFocused, sees, tabTo } from '../machine/see.ts';

const nodes = (page: Page): Locator => page.locator('[data-node]');
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-node') ?? '');
const entry = (page: Page, id: string): Locator => page.locator(`[id="ablauf-${id}"]`);

/** Walks by arrow keys and gives the nodes that had the focus. */
async function walk(page: Page, ...keys: string[]): Promise<string[]> {
  const visited = [];
  for (const key of keys) {
    await page.keyboard.press(key);
    await focusIsVisible(page);
    visited.push(await focused(page));
  }
  return visited;
}

const ofProcedure: Journey = {
  name: 'A procedure is read as a diagram without a mouse, and its list says the same',
  async run(world) {
    const page = await (await world.named(ADMIN)).open('/verwaltung/verfahren');
    await page.getByRole('link', { name: PROCEDURE }).click();
    const see = page.getByRole('link', { name: say('diagram.see') });
    await tabTo(see);
    await page.keyboard.press('Enter');
    await nodes(page).first().waitFor();
    await isAccessible(page, 'diagram of a procedure');

    // One stop for the whole diagram; inside of it the arrow keys follow the arrows.
    await tabTo(page.locator('[data-node][tabindex="0"]'));
    const first = await focused(page);
    const [round = '', choice = '', ...others] = await walk(
      page,
      'ArrowRight',
      'ArrowRight',
      'ArrowRight',
      'ArrowLeft',
    );
    assert.equal(new Set([first, round, choice]).size, 3);
    assert.equal(others.at(-1), choice);
    assert.deepEqual(await walk(page, 'Home', 'ArrowRight'), [first, round]);

    const scale = page.getByRole('status').filter({ hasText: '%' });
    const before = await scale.innerText();
    await page.keyboard.press('+');
    await scale.filter({ hasNotText: before }).waitFor();
    await page.keyboard.press('0');
    await page.keyboard.press('-');
    await isFocused(page.locator(`[data-node="${round}"]`));

    // Details stand in the list, and the way leads back from there.
    await page.keyboard.press('Enter');
    await isFocused(entry(page, round));
    await page.locator(`[id="ablauf-${round}"][aria-expanded=true]`).waitFor();
    await sees(page, say('diagram.about'));
    await isAccessible(page, 'details in the list');
    await tabTo(entry(page, choice));
    await page.keyboard.press('Enter');
    await page.locator(`[data-node="${choice}"][aria-pressed=true]`).waitFor();
    await tabTo(page.getByRole('button', { name: within('diagram.show') }).last());
    await page.keyboard.press('Enter');
    await isFocused(page.locator(`[data-node="${choice}"]`));

    // On a narrow screen the list leads, and only the frame of the diagram scrolls sideways.
    await page.setViewportSize({ width: 320, height: 800 });
    await fitsInWidth(page, 'diagram of a procedure, 320 px');
    const [list, diagram] = await Promise.all([entry(page, first).boundingBox(), nodes(page).first().boundingBox()]);
    assert.ok((list?.y ?? 0) < (diagram?.y ?? 0));
  },
};

const ofRun: Journey = {
  name: 'The diagram of a run shows where it is, since when and whom it waits for, and goes on with it',
  async run(world) {
    const prepared = await Prepared.running(world, 'Bewegungsräume als Diagramm');
    const page = await (await world.named(LEAD)).open(prepared.path);
    await page.getByRole('link', { name: say('diagram.whereIsIt') }).click();
    const open = page.locator('[data-node].is-open');
    await sees(open, say('diagram.state.open'));
    const words = await open.innerText();
    for (const { unit } of OFFICES) assert.ok(words.includes(unit), `${unit} is missing in ${words}`);
    await isAccessible(page, 'diagram of a run');
    await sees(page.getByRole('list', { name: say('diagram.list') }), say('diagram.state.open'));
    assert.equal(await page.locator('f-connection.is-taken').count(), 1);

    for (const office of OFFICES) await prepared.answer(await world.named(office.username), 'approve');
    const course = await (await world.named(HEALTH.username)).ask<RunCourse>('GET', `/runs/${prepared.runId}/course`);
    await page.reload();
    await sees(page.locator('[data-node].is-done'), say('diagram.state.done'));
    await open.waitFor();
    assert.equal(await page.locator('f-connection.is-taken').count(), course.parts[0]?.taken.length);
    assert.ok((course.parts[0]?.taken.length ?? 0) > 2);
  },
};

export const DIAGRAM: readonly Journey[] = [ofProcedure, ofRun];
