import type { AssignmentGroup, IssuedAssignments, ProjectDetail, Unit } from '@querraum/contracts';
import type { Locator, Page } from 'playwright-core';
import type { World } from '../machine/journey.ts';
import { say, saying } from '../machine/language.ts';
import type { Person } from '../machine/person.ts';
import { isFocused, sees, tabTo } from '../machine/see.ts';
import { LEAD, LEAD_UNIT, OFFICES } from './cast.ts';

/** Units that take part in nothing until a task reaches them. */
export const LEGAL = { unit: 'Rechtsamt', username: 'moritz.engel' } as const;
export const FINANCE = { unit: 'Serviceeinheit Finanzen (SE FIN)', username: 'stefan.ritter' } as const;

/** A project of the four offices without any procedure, made over HTTP. */
export class SharedWork {
  readonly title: string;
  readonly projectId: string;
  private readonly lead: Person;
  private readonly units: readonly Unit[];

  private constructor(lead: Person, units: readonly Unit[], { id, title }: ProjectDetail) {
    this.lead = lead;
    this.units = units;
    this.projectId = id;
    this.title = title;
  }

  static async begin(world: World, title: string): Promise<SharedWork> {
    const lead = await world.named(LEAD);
    const { items } = await lead.ask<{ items: Unit[] }>('GET', '/organisation/units');
    const project = await lead.ask<ProjectDetail>('POST', '/projects', {
      title,
      areas: [{ edition: '2021', key: '013008' }],
      leadUnitId: idIn(items, LEAD_UNIT),
      participants: OFFICES.map(({ unit }) => ({ unitId: idIn(items, unit), involvement: 'STATEMENT' })),
    });
    return new SharedWork(lead, items, project);
  }

  get path(): string {
    return `/vorhaben/${this.projectId}/aufgaben`;
  }

  unitId(name: string): string {
    return idIn(this.units, name);
  }

  /** For journeys whose subject begins later. */
  give(input: object): Promise<IssuedAssignments> {
    return this.lead.ask('POST', `/projects/${this.projectId}/assignments`, input);
  }

  group(id: string): Promise<AssignmentGroup> {
    return this.lead.ask('GET', `/assignment-groups/${id}`);
  }
}

function idIn(units: readonly Unit[], name: string): string {
  const unit = units.find((candidate) => candidate.name === name && candidate.tenantName.includes('Mitte'));
  if (!unit) throw new Error(`no unit ${name}`);
  return unit.id;
}

export async function press(target: Locator): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press('Enter');
}

/** Chosen in the inbox of the own unit, with its preview beside it. */
export async function chooseInInbox(person: Person, title: string): Promise<Page> {
  const page = await person.open(`/posteingang?fach=amt&suche=${encodeURIComponent(title)}`);
  await page.getByRole('tabpanel').getByRole('link').filter({ hasText: title }).first().click();
  const preview = page.getByRole('region', { name: say('preview.label') });
  await isFocused(preview.getByRole('heading', { level: 2 }));
  return page;
}

/** From the inbox of the own unit to the page of the task, taken over on the way. */
export async function takeOn(person: Person, title: string): Promise<Page> {
  const page = await chooseInInbox(person, title);
  const row = page.getByRole('tabpanel').getByRole('link').filter({ hasText: title }).first();
  await page.keyboard.press('a');
  await row.waitFor({ state: 'detached' });
  await page.getByRole('tab', { name: saying('inbox.box.meine') }).click();
  await row.click();
  await press(page.getByRole('link', { name: say('preview.work') }));
  await page.getByRole('heading', { name: say('taskPage.decision') }).waitFor();
  return page;
}

/** Opens the step if it is folded, fills in what it asks for, and sends it. */
export async function takeStep(page: Page, step: string, words: string, unit?: string): Promise<void> {
  const form = page.getByRole('form', { name: say(`assignment.step.${step}.heading`) });
  const summary = page.locator('summary', { hasText: say(`assignment.step.${step}.heading`) });
  await form.or(summary).first().waitFor();
  if (!(await form.isVisible())) await press(summary);
  if (unit) await form.getByLabel(say('assignment.unit'), { exact: true }).selectOption(unit);
  if (words) await form.getByRole('textbox', { name: say(`assignment.step.${step}.words`) }).fill(words);
  await press(form.getByRole('button', { name: say(`assignment.step.${step}.button`) }));
  await sees(page, say(`assignment.step.${step}.done`));
}

/** Writes the answer and sends it by its button. */
export async function answerWith(page: Page, kind: string, result: string, words: string): Promise<void> {
  const form = page.getByRole('form', { name: say('assignment.answer.heading') });
  await form.getByRole('textbox', { name: say(`assignment.answer.words.${kind}`) }).waitFor();
  const choice = form.getByRole('radio', { name: saying(`assignment.result.${result}`) });
  if ((await choice.count()) > 0) await choice.check();
  await form.getByRole('textbox', { name: say(`assignment.answer.words.${kind}`) }).fill(words);
  await press(form.getByRole('button', { name: say(`assignment.answer.deed.${result}`) }));
  await sees(page, say(`assignment.answer.done.${result}`));
}
