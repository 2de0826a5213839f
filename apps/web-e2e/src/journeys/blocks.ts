import assert from 'node:assert/strict';
import type { Task } from '@querraum/contracts';
import type { Page } from 'playwright-core';
import { ADMIN, CITY, HEALTH, LEAD, OFFICES, SECOND_ADMIN, YOUTH } from '../acts/cast.ts';
import { Prepared } from '../acts/prepared.ts';
import { findInDepartmentInbox, openTask } from '../acts/task.ts';
import { isAccessible } from '../machine/axe.ts';
import type { Journey, World } from '../machine/journey.ts';
import { inLanguage, optional, say, within } from '../machine/language.ts';
import type { Person } from '../machine/person.ts';
import { isFocused, sees, seesNot, tabTo } from '../machine/see.ts';

type Words = Record<'de' | 'en', string>;

/** The shortest that the product ships: one co-signature. */
const TEMPLATE = 'short-co-signature';
const NAME: Words = { de: 'Beteiligung mit Beiträgen', en: 'Participation with contributions' };
const BLOCK = {
  takeNote: { de: 'Kenntnisnahme', en: 'Taking note' },
  contribution: { de: 'Beitrag', en: 'Contribution' },
  task: { de: 'Aufgabe', en: 'Task' },
  decision: { de: 'Entscheidung nach Bedingung', en: 'Decision by condition' },
  dispatch: { de: 'Versand', en: 'Dispatch' },
} as const;
const UNITS: Words = { de: 'Stellen', en: 'Units' };
const LEAD_WORDS: Words = { de: 'die federführende Stelle', en: 'the lead unit' };

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function addBlock(page: Page, block: Words, place: string): Promise<void> {
  await page.getByLabel(say('blocks.steps.block'), { exact: true }).selectOption({ label: inLanguage(block) });
  await page.getByLabel(say('blocks.steps.where'), { exact: true }).selectOption({ label: place });
  await page.getByRole('button', { name: say('blocks.steps.addButton'), exact: true }).click();
  await sees(page, say('blocks.steps.added', { name: inLanguage(block) }));
}

async function addUnit(page: Page, step: string, unit: string): Promise<void> {
  const list = { list: inLanguage(UNITS) };
  await card(page, step).getByLabel(say('blocks.form.choiceFor', list)).selectOption({ label: unit });
  await card(page, step)
    .getByRole('button', { name: say('blocks.form.addToList', list) })
    .click();
}

const built: Journey = {
  name: 'An administrator builds a procedure from blocks, a second one releases it, and a project runs it to its end',
  async run(world) {
    const admin = await world.named(ADMIN);
    const { id } = await admin.ask<{ id: string }>('POST', '/procedures', {
      act: 'copy',
      template: TEMPLATE,
      name: NAME,
    });
    const page = await admin.open(`/verwaltung/verfahren/${id}/entwurf`);
    await page.getByRole('heading', { level: 1, name: inLanguage(NAME) }).waitFor();
    const [takeNote, contribution, task] = [BLOCK.takeNote, BLOCK.contribution, BLOCK.task].map(inLanguage);
    assert.ok(takeNote && contribution && task);

    // What is put in says at once what it still needs.
    await addBlock(page, BLOCK.takeNote, say('blocks.steps.place.first'));
    await isFocused(page.getByRole('heading', { name: takeNote, exact: true }));
    await addBlock(page, BLOCK.contribution, say('blocks.steps.place.after', { before: takeNote }));
    await sees(page, say('blocks.steps.unfinished'));
    const missing = inLanguage({ de: 'Hier fehlt noch etwas.', en: 'Something is still missing here.' });
    const finding = page.getByRole('link', { name: `${contribution}: ${missing}` });
    await tabTo(finding);
    await page.keyboard.press('Enter');
    await isFocused(card(page, contribution).getByLabel(say('blocks.form.choiceFor', { list: inLanguage(UNITS) })));
    await isAccessible(page, 'draft with new blocks');
    await addUnit(page, takeNote, 'Jugendamt');
    await addUnit(page, contribution, 'Gesundheitsamt');
    await addUnit(page, contribution, 'Stadtentwicklungsamt');
    await seesNot(page, say('blocks.steps.unfinished'));

    // A task with results, and a decision that asks for them.
    await addBlock(page, BLOCK.task, say('blocks.steps.place.after', { before: contribution }));
    const results = inLanguage({ de: 'Ergebnisse zur Wahl', en: 'Results to choose from' });
    for (const [number, result] of [
      { de: 'vollständig', en: 'complete' },
      { de: 'unvollständig', en: 'incomplete' },
    ].entries()) {
      await card(page, task)
        .getByRole('button', { name: say('blocks.form.addItem', { list: results }) })
        .click();
      const line = card(page, task).getByRole('group', { name: `${results} ${number + 1}`, exact: true });
      const label = say('blocks.form.name');
      await line.getByLabel(say('blocks.form.in.de', { label })).fill(result.de);
      await line.getByLabel(say('blocks.form.in.en', { label })).fill(result.en);
    }
    await addBlock(page, BLOCK.decision, say('blocks.steps.place.after', { before: task }));
    await page.getByRole('link', { name: inLanguage(BLOCK.decision), exact: true }).click();
    const condition = page.getByLabel(say('blocks.ways.condition', { way: pathName(2) }));
    await condition.fill('steps.task1.result =');
    await sees(page, inLanguage({ de: 'Die Bedingung ist nicht lesbar', en: 'The condition cannot be read' }));
    await condition.fill('steps.task1.result = "result2"');

    // Changed places, one block too many taken out again.
    await page.getByRole('button', { name: say('procedures.form.moveUp', { unit: contribution }) }).click();
    await isFocused(page.getByRole('button', { name: say('procedures.form.moveDown', { unit: contribution }) }));
    await addBlock(page, BLOCK.dispatch, say('blocks.steps.place.after', { before: contribution }));
    const dispatch = inLanguage(BLOCK.dispatch);
    await page.getByRole('button', { name: say('procedures.form.removeUnit', { unit: dispatch }) }).click();
    await sees(page, say('blocks.steps.removed.one', { name: dispatch }));
    await page.getByRole('button', { name: say('procedures.form.save') }).click();
    await sees(page, say('procedures.form.saved'), say('procedures.check.none'));
    await isAccessible(page, 'draft of blocks');

    const second = await world.named(SECOND_ADMIN.username);
    const reading = await second.open(`/verwaltung/verfahren/${id}/entwurf`);
    await sees(
      reading,
      new RegExp(`${takeNote}; Jugendamt`),
      new RegExp(`^\\s*${task}: .*${inLanguage(LEAD_WORDS)}; `, 'i'),
    );
    await reading.getByRole('checkbox', { name: say('procedures.release.read') }).check();
    await reading.getByRole('button', { name: say('procedures.release.button', { version: 1 }) }).click();
    await sees(reading, say('procedures.released', { version: 1 }));
    await runsToItsEnd(world);
  },
};

/** Every block is done in the browser by whom it asks; the project tells of each. */
async function runsToItsEnd(world: World): Promise<void> {
  const prepared = await Prepared.running(world, 'Beiträge für das Brunnenviertel', 'Entwurf Brunnenviertel', NAME.de);
  const lead = await world.named(LEAD);
  const project = await lead.open(prepared.path);
  await sees(project, within('situation.waiting.contribution'), say('place.open'));
  await isAccessible(project, 'project with contributions');

  for (const { username } of [HEALTH, CITY]) {
    const page = await opened(await world.named(username), prepared, 'contribution');
    await isAccessible(page, 'task of a contribution');
    await page.getByLabel(optional('completion.words')).fill('Bewegungsflächen fehlen im Norden.');
    await page.getByRole('button', { name: say('completion.button') }).click();
    await sees(page, say('completion.done'));
  }
  const combining = await opened(lead, prepared, 'combination');
  await combining.getByRole('button', { name: say('completion.button') }).click();
  await sees(combining, say('completion.done'));

  // A note is taken with one click, without opening the task.
  const youth = await (await world.named(YOUTH.username)).open('/posteingang/amt');
  await findInDepartmentInbox(youth, prepared.title);
  await isAccessible(youth, 'inbox with a note to take');
  await youth.getByRole('button', { name: say('assignment.answer.deed.read'), exact: true }).click();
  await seesNot(youth.getByRole('tabpanel'), prepared.title);

  // Where there are results one must be chosen; what is missing is said.
  const examining = await opened(lead, prepared, 'task');
  await examining.getByRole('button', { name: say('completion.button') }).click();
  await sees(examining, say('form.required'));
  const complete = examining.getByRole('radio', {
    name: inLanguage({ de: 'vollständig', en: 'complete' }),
    exact: true,
  });
  await complete.check();
  await isAccessible(examining, 'task with results');
  await examining.getByRole('button', { name: say('completion.button') }).click();
  await sees(examining, say('completion.done'));

  for (const { username } of OFFICES) await prepared.answer(await world.named(username), 'approve');
  await project.reload();
  await lead.signIn(project);
  await sees(project, say('run.status.completed'), say('place.done.note'), say('place.done.part'));
  await sees(project, say('quoted', { text: 'Bewegungsflächen fehlen im Norden.' }));
  await isAccessible(project, 'project after its blocks');
  const slip = await lead.open(`${prepared.path}/laufzettel`);
  await sees(slip, say('place.done.combine'), 'Bewegungsflächen fehlen im Norden.');
  await isAccessible(slip, 'slip with blocks');
}

/** The task taken over and opened by its address. */
async function opened(person: Person, prepared: Prepared, kind: Task['kind']): Promise<Page> {
  const task = await prepared.taskOf(person, kind);
  const page = await openTask(person, task.id);
  await page.getByRole('button', { name: say('task.claim') }).click();
  await sees(page, say('taskPage.mine'));
  return page;
}

const ASKING: Words = { de: 'Kurze Mitzeichnung mit Kosten', en: 'Short co-signature with costs' };
const COSTS: Words = { de: 'Kosten in Euro', en: 'Costs in euros' };

const asked: Journey = {
  name: 'What a procedure asks at its start is asked of whoever starts it, and stands on the page of the project',
  async run(world) {
    const admin = await world.named(ADMIN);
    const copy = { act: 'copy', template: TEMPLATE, name: ASKING };
    const { id } = await admin.ask<{ id: string }>('POST', '/procedures', copy);
    const page = await admin.open(`/verwaltung/verfahren/${id}/entwurf`);
    await page.getByRole('button', { name: say('blocks.facts.add') }).click();
    const entry = page.getByRole('group', { name: say('blocks.facts.one', { number: 1 }), exact: true });
    const label = say('blocks.form.name');
    await isFocused(entry.getByLabel(say('blocks.form.in.de', { label })));
    await page.keyboard.type(COSTS.de);
    await sees(page, inLanguage({ de: 'Hier fehlt der Text in einer', en: 'The text is missing in one' }));
    await entry.getByLabel(say('blocks.form.in.en', { label })).fill(COSTS.en);
    await entry.getByLabel(say('blocks.facts.type'), { exact: true }).selectOption('number');
    await entry.getByLabel(say('blocks.facts.atStart')).check();
    await isAccessible(page, 'entries of a procedure');
    await page.getByRole('button', { name: say('procedures.form.save') }).click();
    await sees(page, say('procedures.form.saved'), say('procedures.check.none'));
    const reading = await (await world.named(SECOND_ADMIN.username)).open(`/verwaltung/verfahren/${id}/entwurf`);
    await reading.getByRole('checkbox', { name: say('procedures.release.read') }).check();
    await reading.getByRole('button', { name: say('procedures.release.button', { version: 1 }) }).click();
    await sees(reading, say('procedures.released', { version: 1 }));

    const prepared = await Prepared.running(world, 'Vorhaben mit Kosten', 'Erster Entwurf');
    const lead = await world.named(LEAD);
    const form = new FormData();
    form.append('file', new Blob(['Kosten und Nutzen'], { type: 'text/plain' }), 'kosten.txt');
    form.append('title', 'Kostenplan');
    await lead.ask('POST', `/projects/${prepared.projectId}/documents`, form);
    const project = await lead.open(prepared.path);
    const start = project.getByRole('region', { name: say('run.start.heading') });
    await start.getByLabel(say('procedure.label')).selectOption({ label: inLanguage(ASKING) });
    const costs = start.getByLabel(inLanguage(COSTS));
    await costs.waitFor();
    await start.getByRole('button', { name: say('run.start.button') }).click();
    await sees(start, say('newProject.error.fact', { name: inLanguage(COSTS) }));
    await isFocused(costs);
    await isAccessible(project, 'start with entries');
    await project.keyboard.type('12500');
    await start.getByRole('button', { name: say('run.start.button') }).click();
    await sees(project, inLanguage({ de: '12.500', en: '12,500' }));
  },
};

const pathName = (number: number): string =>
  inLanguage({ de: `Weg ${number} führt zu`, en: `Path ${number} leads to` });

export const BLOCKS: readonly Journey[] = [built, asked];
