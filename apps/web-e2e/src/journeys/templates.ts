import assert from 'node:assert/strict';
import type { Measure, ProjectDetail, ProjectKind, Unit } from '@querraum/contracts';
import type { Page } from 'playwright-core';
import { ADMIN, HEALTH, LEAD, LEAD_UNIT } from '../acts/cast.ts';
import { chooseAreaBySearch, create } from '../acts/new-project.ts';
import { ADDRESS } from '../machine/environment.ts';
import { isAccessible } from '../machine/axe.ts';
import type { Journey, World } from '../machine/journey.ts';
import { inLanguage, LANGUAGE, optional, say } from '../machine/language.ts';
import type { Person } from '../machine/person.ts';
import { isFocused, sees, seesNot } from '../machine/see.ts';

const KIND = { de: 'Spielleitplanung', en: 'Playground planning' };
const PROGRAMME = { de: 'Förderprogramm der Planung', en: 'Funding of the planning' };
const CHOICES = [
  { de: 'Sozialer Zusammenhalt', en: 'Social cohesion' },
  { de: 'ohne Programm', en: 'No programme' },
] as const;
/** Of the demonstration. */
const DEMO_KIND = { de: 'Integriertes Entwicklungskonzept', en: 'Integrated development plan' };
const DEMO_FUNDING = { de: 'Förderprogramm', en: 'Funding programme' };
export const DEMO_TEMPLATE = 'Entwicklungskonzept für einen Sozialraum';

type Words = Record<'de' | 'en', string>;

const german = (key: string, values = {}) => say('kinds.german', { label: say(key, values) });
const english = (key: string, values = {}) => say('kinds.english', { label: say(key, values) });

async function fillWords(scope: Page | ReturnType<Page['getByRole']>, key: string, words: Words, values = {}) {
  await scope.getByLabel(german(key, values), { exact: true }).fill(words.de);
  await scope.getByLabel(english(key, values), { exact: true }).fill(words.en);
}

const kindIsAdded: Journey = {
  name: 'An administrator adds a kind with a required choice, and a project of it is asked for the choice',
  async run(world) {
    const page = await (await world.named(ADMIN)).open('/verwaltung');
    await page.getByRole('link', { name: say('administration.projectKinds') }).click();
    await page.getByRole('link', { name: say('kinds.add') }).click();
    await page.getByRole('button', { name: say('kinds.save') }).click();
    const summary = page.getByRole('alert').filter({ hasText: say('form.errors') });
    await isFocused(summary);
    await summary.getByRole('link', { name: say('kinds.error.code') }).click();
    await isFocused(page.getByLabel(say('kinds.code'), { exact: true }));

    await page.getByLabel(say('kinds.code'), { exact: true }).fill('SPL');
    await fillWords(page.getByRole('region', { name: say('kinds.about') }), 'kinds.name', KIND);
    await page.getByRole('button', { name: say('kinds.addField') }).click();
    const field = page.getByRole('group', { name: say('kinds.field', { number: 1 }), exact: true });
    await fillWords(field, 'kinds.label', PROGRAMME);
    await field.getByLabel(say('kinds.type')).selectOption('choice');
    await field.getByLabel(say('kinds.required')).check();
    await page.getByRole('button', { name: say('kinds.save') }).click();
    await sees(summary, say('kinds.error.de'));
    for (const [index, choice] of CHOICES.entries())
      await fillWords(field, 'kinds.choice', choice, { number: index + 1 });
    await isAccessible(page, 'the form of a kind');
    await page.getByRole('button', { name: say('kinds.save') }).click();
    await page.getByRole('link', { name: inLanguage(KIND) }).waitFor();

    const form = await (await world.named(LEAD)).open('/vorhaben/neu');
    const title = 'Spielflächen im Brunnenviertel';
    await form.getByLabel(say('newProject.title'), { exact: true }).fill(title);
    await form.getByLabel(say('title.projectKind'), { exact: true }).selectOption(inLanguage(KIND));
    await chooseAreaBySearch(form);
    await form.getByLabel(say('project.lead'), { exact: true }).selectOption(LEAD_UNIT);
    await form.getByLabel(say('procedure.label')).selectOption(say('procedure.none'));
    await form.getByRole('button', { name: say('newProject.submit') }).click();
    const missing = say('newProject.error.field.missing', { field: inLanguage(PROGRAMME) });
    await form.getByRole('alert').getByRole('link', { name: missing }).click();
    const choice = form.getByLabel(inLanguage(PROGRAMME), { exact: true });
    await isFocused(choice);
    await choice.selectOption(inLanguage(CHOICES[0]));
    await create(form, title);
    await sees(form.getByRole('region', { name: say('project.facts') }), inLanguage(KIND), inLanguage(CHOICES[0]));
  },
};

/** The form of a new project with a template of the demonstration chosen. */
export async function chooseTemplate(page: Page, title: string, template = DEMO_TEMPLATE): Promise<void> {
  await page.getByLabel(say('newProject.title'), { exact: true }).fill(title);
  await chooseAreaBySearch(page);
  await page.getByLabel(say('project.lead'), { exact: true }).selectOption(LEAD_UNIT);
  await page.getByLabel(say('title.projectKind'), { exact: true }).selectOption(inLanguage(DEMO_KIND));
  await page.getByLabel(optional('newProject.template')).selectOption(template);
  await page.getByRole('region', { name: say('newProject.brings') }).waitFor();
}

const templateIsUsed: Journey = {
  name: 'A project that is opened from a template starts with everything in place',
  async run(world) {
    const lead = await world.named(LEAD);
    const page = await lead.open('/vorhaben/neu');
    const title = 'Entwicklungskonzept Brunnenviertel';
    await chooseTemplate(page, title);
    const first = page.getByRole('group', { name: say('newProject.participant', { number: 1 }), exact: true });
    await first.locator('option:checked', { hasText: HEALTH.unit }).waitFor({ state: 'attached' });
    await page.getByLabel(optional('newProject.startOn')).fill('2031-03-03');
    await page.getByLabel(inLanguage(DEMO_FUNDING), { exact: true }).selectOption({ index: 1 });
    const projectId = await create(page, title);
    const { phases, counts } = await lead.ask<{
      phases: { name: string; from: string }[];
      counts: { measures: Record<string, number>; milestones: { open: number } };
    }>('GET', `/projects/${projectId}/plan`);
    assert.deepEqual(
      phases.map(({ name, from }) => [name, from]),
      [
        ['Analyse', '2031-03-03'],
        ['Ziele und Maßnahmen', '2031-07-01'],
        ['Abstimmung und Beschluss', '2031-10-29'],
      ],
    );
    assert.equal(counts.measures['planned'], 3);
    assert.equal(counts.milestones.open, 3);
    await page.goto(`${ADDRESS}/vorhaben/${projectId}/aufgaben`);
    await sees(page.getByRole('main'), 'Daten zur gesundheitlichen Lage zuliefern', 'Profil des Sozialraums schreiben');
  },
};

const closedBecomesTemplate: Journey = {
  name: 'A closed project becomes a template, and the next project starts from it',
  async run(world) {
    const lead = await world.named(LEAD);
    const before = 'Konzept, das gut lief';
    const projectId = await closedConcept(lead, before);

    const page = await lead.open(`/vorhaben/${projectId}`);
    await page.getByRole('link', { name: say('templates.propose') }).click();
    await page.getByRole('button', { name: say('templates.submit') }).click();
    await page
      .getByRole('alert')
      .getByRole('link', { name: say('templates.error.name') })
      .click();
    const name = `Konzept nach gutem Vorbild (${LANGUAGE})`;
    await isFocused(page.getByLabel(say('templates.name')));
    await page.getByLabel(say('templates.name')).fill(name);
    await page.getByRole('button', { name: say('templates.removePart.measures', { number: 2 }) }).click();
    await isAccessible(page, 'the proposal of a template');
    await page.getByRole('button', { name: say('templates.submit') }).click();
    await sees(page, say('templates.proposed', { name }));

    const admin = await (await world.named(ADMIN)).open('/verwaltung/vorlagen');
    await admin.getByRole('link', { name }).click();
    await sees(admin, say('templates.waitsAdmin'), say('templates.proposedBy', { unit: LEAD_UNIT }));
    await seesNot(admin.getByRole('main'), before);
    await admin.getByRole('button', { name: say('templates.release'), exact: true }).click();
    await sees(admin.getByRole('status'), say('templates.state.released'));

    const next = await lead.open('/vorhaben/neu');
    const title = 'Konzept nach Vorbild';
    await chooseTemplate(next, title, name);
    await next.getByLabel(inLanguage(DEMO_FUNDING), { exact: true }).selectOption({ index: 2 });
    const nextId = await create(next, title);
    const { counts } = await lead.ask<{ counts: { measures: Record<string, number> } }>(
      'GET',
      `/projects/${nextId}/plan`,
    );
    assert.equal(counts.measures['planned'], 1);
  },
};

async function addDone(lead: Person, projectId: string, measure: object): Promise<void> {
  const { id, revision } = await lead.ask<Measure>('POST', `/projects/${projectId}/measures`, measure);
  const path = `/projects/${projectId}/measures/${id}/state`;
  await lead.ask('POST', path, { state: 'done', note: 'Steht.' }, revision);
}

/** A project of the kind of the demonstration with a phase and two measures, that has been closed; made over HTTP. */
async function closedConcept(lead: Person, title: string): Promise<string> {
  const { items: kinds } = await lead.ask<{ items: ProjectKind[] }>('GET', '/project-kinds');
  const { items: units } = await lead.ask<{ items: Unit[] }>('GET', '/organisation/units');
  const leadUnitId = units.find(({ name, tenantName }) => name === LEAD_UNIT && tenantName.includes('Mitte'))?.id;
  const { id } = await lead.ask<ProjectDetail>('POST', '/projects', {
    ...{ title, leadUnitId, kindId: kinds.find(({ code }) => code === 'IEK')?.id, fields: { programme: 'none' } },
    areas: [{ edition: '2021', key: '013008' }],
  });
  for (const measure of ['Sitzbänke am Weg', 'Vertrauliches Einzelstück'])
    await addDone(lead, id, { title: measure, leadUnitId });
  await lead.ask('POST', `/projects/${id}/closing`, { note: 'Beschlossen.' });
  return id;
}

export const TEMPLATES: readonly Journey[] = [kindIsAdded, templateIsUsed, closedBecomesTemplate];

/** The form of a kind of the demonstration, with something wrong in it. */
export async function showKindForm(world: World): Promise<Page> {
  const admin = await world.named(ADMIN);
  const { items } = await admin.ask<{ items: ProjectKind[] }>('GET', '/project-kinds');
  const page = await admin.open(`/verwaltung/vorhabenarten/${items.find(({ code }) => code === 'IEK')?.id}`);
  await page.getByLabel(say('kinds.days'), { exact: true }).first().fill('bald');
  await page.getByRole('button', { name: say('kinds.addField') }).click();
  await page.getByRole('button', { name: say('kinds.save') }).click();
  await sees(page.getByRole('alert'), say('kinds.error.days'));
  return page;
}

export async function showTemplate(world: World): Promise<Page> {
  const page = await (await world.named(ADMIN)).open('/verwaltung/vorlagen');
  await page.getByRole('link', { name: DEMO_TEMPLATE }).click();
  await sees(page, say('templates.state.released'));
  return page;
}

export async function showTemplateForm(world: World): Promise<Page> {
  const page = await showTemplate(world);
  await page.getByRole('link', { name: say('templates.edit') }).click();
  await page.getByRole('button', { name: say('templates.add.measures') }).click();
  await page.getByRole('button', { name: say('kinds.save') }).click();
  await sees(page.getByRole('alert'), say('templates.error.title'));
  return page;
}
