import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { HEALTH, LEAD, SOCIAL, YOUTH } from '../acts/cast.ts';
import { changeLanguage } from '../acts/language.ts';
import { Prepared } from '../acts/prepared.ts';
import { openTask } from '../acts/task.ts';
import type { Journey, World } from '../machine/journey.ts';
import { LANGUAGE, OTHER, say, saying } from '../machine/language.ts';
import type { Person } from '../machine/person.ts';
import { reads, sees } from '../machine/see.ts';

/** Everything that is read on the page, and what a screen reader says instead of it. */
const wordsOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const spoken = [...document.querySelectorAll('[aria-label]')].map((element) => element.getAttribute('aria-label'));
    return [document.title, document.body.innerText, ...spoken].join('\n');
  });

/** Nothing is being loaded any more. */
const isSettled = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => document.querySelector('ui-skeleton, [aria-busy=true]') === null);

async function becomes(page: Page, expected: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && (await wordsOf(page)) !== expected) await page.waitForTimeout(100);
  assert.equal(await wordsOf(page), expected);
}

type Place = (world: World) => Promise<[Person, Page]>;

const PLACES: Record<string, Place> = {
  'the inbox': async (world) => {
    const prepared = await Prepared.running(world, 'Bewegungsräume in zwei Sprachen (Posteingang)');
    const person = await world.newcomer(YOUTH.username);
    const page = await person.open('/posteingang');
    await page.goto(`${new URL(page.url()).origin}/posteingang?fach=amt&aufgabe=${(await prepared.taskOf(person)).id}`);
    await sees(page.getByRole('region', { name: say('preview.label') }), say('seat.open'));
    return [person, page];
  },
  'a project': async (world) => {
    const prepared = await Prepared.running(world, 'Bewegungsräume in zwei Sprachen (Vorhaben)');
    await prepared.answer(await world.named(SOCIAL.username), 'reserve', 'Finanzierung ab 2028 ist offen.');
    const person = await world.newcomer(LEAD);
    const page = await person.open(prepared.path);
    await sees(page, say('history.kind.project-created'));
    return [person, page];
  },
  'a task': async (world) => {
    const prepared = await Prepared.running(world, 'Bewegungsräume in zwei Sprachen (Aufgabe)');
    const { id } = await prepared.claim(await world.named(HEALTH.username));
    const person = await world.newcomer(HEALTH.username);
    return [person, await openTask(person, id)];
  },
  'a new project': async (world) => {
    const person = await world.newcomer(LEAD);
    const page = await person.open('/vorhaben/neu');
    await sees(page, saying('procedure.deadline'));
    return [person, page];
  },
};

const changed: readonly Journey[] = Object.entries(PLACES).map(([name, goTo]) => ({
  name: `Changed in place, ${name} reads as if loaded in the other language`,
  async run(world) {
    const [person, page] = await goTo(world);
    await isSettled(page);
    await changeLanguage(page, LANGUAGE, OTHER);
    // The menu gives the focus back and goes.
    await page.getByRole('menu').waitFor({ state: 'detached' });
    const inPlace = await wordsOf(page);
    await page.reload();
    await person.signIn(page);
    await becomes(page, inPlace);
  },
}));

const nothingLost: Journey = {
  name: 'The language is changed in the middle of a form: nothing typed is lost, and what follows speaks it',
  async run(world) {
    const lead = await world.newcomer(LEAD);
    const page = await lead.open('/vorhaben/neu');
    const words = 'Angefangen auf Deutsch, goes on in English';
    await page.getByLabel(say('newProject.title'), { exact: true }).fill(words);
    await changeLanguage(page, LANGUAGE, OTHER);
    const title = page.getByLabel(say('newProject.title', {}, OTHER), { exact: true });
    assert.equal(await title.inputValue(), words);
    await page.getByRole('button', { name: say('newProject.submit', {}, OTHER) }).click();
    await sees(page.getByRole('alert'), say('newProject.error.areas', {}, OTHER));

    await page.goto(`${new URL(page.url()).origin}/vorhaben/${randomUUID()}`);
    const alert = page.getByRole('alert');
    await sees(alert, say('problem.notFound.title', {}, OTHER));
    const detail = {
      de: 'Das gibt es nicht, oder Sie haben keinen Zugang.',
      en: 'This does not exist, or you have no access.',
    };
    await reads(alert.getByText(detail[OTHER]), detail[OTHER]);

    await page.getByRole('banner').getByRole('button').last().click();
    await page.getByRole('menuitem', { name: say('frame.signOut', {}, OTHER) }).click();
    await page.locator('#username').waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), OTHER);
  },
};

export const LANGUAGES: readonly Journey[] = [...changed, nothingLost];
