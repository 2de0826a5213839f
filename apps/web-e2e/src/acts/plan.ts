import type { ProjectDetail } from '@querraum/contracts';
import type { Locator, Page } from 'playwright-core';
import type { World } from '../machine/journey.ts';
import { say } from '../machine/language.ts';
import { CITY, HEALTH, LEAD, SOCIAL, YOUTH } from './cast.ts';
import { Prepared } from './prepared.ts';

/** A label of the plan as it stands, with its mark where nothing need be filled in. */
const labelled = (form: Locator, label: string): Locator =>
  form.getByLabel(label, { exact: true }).or(form.getByLabel(`${label} ${say('optional')}`, { exact: true }));

/** Fills the form under this heading, field by field, and sends it; it goes away when it was taken. */
export async function fillIn(
  page: Page,
  heading: string,
  fields: Record<string, string | { choose: string }>,
): Promise<void> {
  const form = page.getByRole('form', { name: heading });
  await form.locator('input, textarea, select').and(page.locator(':focus')).waitFor();
  for (const [key, value] of Object.entries(fields)) {
    const field = labelled(form, say(key));
    if (typeof value === 'string') await field.fill(value);
    else await field.selectOption({ label: value.choose });
  }
  await sent(form);
}

export async function sent(form: Locator): Promise<void> {
  await form.locator('button[type=submit]').click();
  await form.waitFor({ state: 'hidden' });
}

export async function begin(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

export async function openPart(page: Page, part: string): Promise<void> {
  await page.getByRole('tab', { name: say(`planning.part.${part}`) }).click();
  await page.getByRole('tabpanel', { name: say(`planning.part.${part}`) }).waitFor();
}

/** A project whose plan has something of everything, made over HTTP; gives its address. */
export async function plannedProject(world: World): Promise<string> {
  const prepared = await Prepared.running(world, 'Bewegungsräume geplant');
  const lead = await world.named(LEAD);
  const { parties } = await lead.ask<ProjectDetail>('GET', `/projects/${prepared.projectId}`);
  const unitId = (name: string) => parties.find(({ unit }) => unit.name === name)?.unit.id;
  const add = (kind: string, body: object) =>
    lead.ask<{ id: string }>('POST', `/projects/${prepared.projectId}/${kind}`, body);
  const { id: phaseId } = await add('phases', { name: 'Vorbereitung', from: '2026-03-01', to: '2026-12-31' });
  await add('phases', { name: 'Umsetzung mit allen Ressorts', from: '2027-01-01', to: '2028-12-31' });
  await add('phases', { name: 'Auswertung', from: '2029-01-01', to: '2029-06-30' });
  await add('milestones', { name: 'Auftakt', day: '2026-01-10', unitId: unitId(HEALTH.unit), phaseId });
  await add('milestones', { name: 'Spatenstich', day: '2027-05-02', unitId: unitId(CITY.unit) });
  const partners = [{ unitId: unitId(YOUTH.unit) }, { name: 'Kiezsport Brunnenviertel e. V.' }];
  const title = 'Bewegte Pause an der Gustav-Falke-Grundschule';
  const period = { from: '2026-03-01', to: '2026-06-30' };
  await add('measures', {
    title,
    leadUnitId: unitId(HEALTH.unit),
    partners,
    targetGroup: 'Schulkinder',
    isKey: true,
    ...period,
  });
  await add('measures', {
    title: 'Bolzplatz erneuern',
    leadUnitId: unitId(CITY.unit),
    description: 'Belag und Ballfang.',
  });
  const risk = {
    category: 'money',
    unitId: unitId(SOCIAL.unit),
    description: 'Der Haushalt ist noch nicht beschlossen.',
  };
  await add('risks', { ...risk, kind: 'risk', title: 'Mittel kommen spät', likelihood: 2, impact: 3 });
  await add('risks', {
    ...risk,
    kind: 'obstacle',
    category: 'space',
    title: 'Kein Raum',
    decisionUnitId: unitId(CITY.unit),
  });
  const resolution = {
    body: 'Bezirksamt',
    decidedOn: '2021-05-20',
    number: '0167/V',
    text: 'Das Konzept wird beschlossen.',
  };
  const wrong = await add('resolutions', { ...resolution, number: '0176/V' });
  await add(`resolutions/${wrong.id}/correction`, { ...resolution, reason: 'Zahlendreher', result: 'einstimmig' });
  await add('citations', {
    title: 'Bezirksregionenprofil',
    source: 'Bezirksamt Mitte, 2024',
    link: 'https://example.org/',
  });
  return prepared.path;
}
