import type { Note, NoteAudience, NoteVisibility } from '@querraum/contracts';
import type { Page } from 'playwright-core';
import { LEGAL, SharedWork } from '../acts/assignment.ts';
import { ADMIN, CITY, HEALTH, LEAD, OFFICES, SIGNER, SOCIAL, YOUTH } from '../acts/cast.ts';
import { chooseAreaBySearch, setParties } from '../acts/new-project.ts';
import { plantIncident } from '../acts/incident.ts';
import { PAPER, Prepared } from '../acts/prepared.ts';
import { plannedProject } from '../acts/plan.ts';
import { answerButton, choose, openTask } from '../acts/task.ts';
import { noteField } from '../acts/notes.ts';
import type { Journey, World } from '../machine/journey.ts';
import { judge } from '../machine/judge.ts';
import { say, saying, within } from '../machine/language.ts';
import { sees } from '../machine/see.ts';
import { chooseTemplate, showKindForm, showTemplate, showTemplateForm } from './templates.ts';
import { showReportForm, showReports } from './reports.ts';
import { showWebhook, showWebhookForm } from './webhooks.ts';
import { PROCEDURE_PAGES } from './layout-procedures.ts';

/** A round with every kind of answer, whose last seat is asked again for version 2. */
async function eventful(world: World): Promise<Prepared> {
  const prepared = await Prepared.running(
    world,
    'Bewegungsräume und Donaudampfschifffahrtsgesellschaftskapitänspatente',
  );
  await prepared.answer(await world.named(HEALTH.username), 'condition', 'Bitte Kapitel 3 ergänzen.');
  await prepared.answer(await world.named(SOCIAL.username), 'reserve', 'Finanzierung ab 2028 ist offen.');
  await prepared.answer(await world.named(YOUTH.username), 'refuse', 'Der Bolzplatz fällt weg.');
  await prepared.renew(`${PAPER}\n\n3. Gesundheitsförderung`);
  return prepared;
}

async function signable(world: World): Promise<string> {
  const prepared = await Prepared.running(world, 'Bewegungsräume zur Schlusszeichnung');
  for (const office of OFFICES) {
    const person = await world.named(office.username);
    const kind = office === SOCIAL ? 'reserve' : 'approve';
    await prepared.answer(person, kind, kind === 'reserve' ? 'Finanzierung ab 2028 ist offen.' : undefined);
  }
  const { id } = await prepared.claim(await world.named(SIGNER), 'finalSignature');
  return id;
}

/** A task with everything that one can have. */
const DETAILED = {
  kind: 'examination',
  title: 'Prüfung des Rettungswegeplans nach Bauordnungsrecht',
  words: 'Bitte prüfen Sie Kapitel 2.',
  due: { workingDays: 10 },
  priority: 'high',
  checklist: ['Zufahrt der Feuerwehr über die Swinemünder Straße', 'Zweiter Rettungsweg'],
} as const;

type Show = (world: World) => Promise<Page>;

const PAGES: Record<string, Show> = {
  posteingang: async (world) => {
    const prepared = await Prepared.running(world, 'Bewegungsräume im Posteingang');
    const person = await world.named(CITY.username);
    const { id } = await prepared.taskOf(person);
    const page = await person.open(`/posteingang?fach=amt&aufgabe=${id}`);
    await sees(page.getByRole('region', { name: say('preview.label') }), say('seat.open'));
    return page;
  },
  'posteingang-liste': async (world) => {
    await Prepared.running(world, 'Bewegungsräume in der Liste');
    const page = await (await world.named(CITY.username)).open('/posteingang?fach=amt');
    await sees(page.getByRole('tabpanel'), 'Bewegungsräume in der Liste');
    return page;
  },
  vermerke: async (world) => {
    const prepared = await Prepared.running(world, 'Bewegungsräume mit Vermerken aller Art');
    const youth = await world.named(YOUTH.username);
    const page = await youth.open(`${prepared.path}/vermerke`);
    const { units } = await youth.ask<NoteAudience>('GET', `/projects/${prepared.projectId}/notes/audience`);
    const write = (visibility: NoteVisibility, text: string) =>
      youth.ask<Note>('POST', `/projects/${prepared.projectId}/notes`, {
        unitId: units[0]?.id,
        visibility,
        content: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] },
      });
    const { id } = await write('unit', 'Der Bolzplatz ist für uns nicht verhandelbar.');
    await write('parties', `Die Begehung ist am Montag: ${'Donaudampfschifffahrtsgesellschaft'.repeat(4)}`);
    await youth.ask('POST', `/notes/${id}/corrections`, {
      content: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Doch, er ist es.' }] }] },
    });
    await page.reload();
    await noteField(page);
    await page.getByRole('article').nth(2).waitFor();
    return page;
  },
  uebersicht: async (world) => {
    await eventful(world);
    const page = await (await world.named(SIGNER)).open('/uebersicht?ressort=YOUTH&raum=01&stand=dissent');
    await page.getByRole('row').nth(1).waitFor();
    await page.locator('summary', { hasText: say('overview.stages') }).click();
    return page;
  },
  'uebersicht-karte': async (world) => {
    await Prepared.running(world, 'Bewegungsräume auf der Karte');
    const page = await (await world.named(SIGNER)).open('/uebersicht?karte=01&raum=0130');
    await page.locator('[data-area="0130"][aria-pressed=true]').waitFor();
    return page;
  },
  berichte: showReports,
  'bericht-abonnieren': showReportForm,
  vorhabenliste: async (world) => {
    const page = await (await world.named(LEAD)).open('/vorhaben');
    await page.getByRole('listitem').first().waitFor();
    return page;
  },
  'neues-vorhaben': async (world) => {
    const page = await (await world.named(LEAD)).open('/vorhaben/neu');
    await chooseAreaBySearch(page);
    await setParties(page);
    await page.getByRole('button', { name: say('newProject.submit') }).click();
    await page.getByText(say('areas.openTree')).click();
    await page.getByRole('treeitem').first().waitFor();
    await page.getByText(say('map.open')).click();
    await page.locator('[data-area="013008"]').waitFor();
    return page;
  },
  'neues-vorhaben-vorlage': async (world) => {
    const page = await (await world.named(LEAD)).open('/vorhaben/neu');
    await chooseTemplate(page, 'Entwicklungskonzept');
    await page.getByRole('button', { name: say('newProject.submit') }).click();
    return page;
  },
  vorhabenart: showKindForm,
  vorhabenarten: async (world) => {
    const page = await (await world.named(ADMIN)).open('/verwaltung/vorhabenarten');
    await page.getByRole('listitem').first().waitFor();
    return page;
  },
  vorlagen: async (world) => {
    const page = await (await world.named(ADMIN)).open('/verwaltung/vorlagen');
    await page.getByRole('listitem').first().waitFor();
    return page;
  },
  vorlage: showTemplate,
  'vorlage-bearbeiten': showTemplateForm,
  dokumente: async (world) => {
    const prepared = await Prepared.running(world, 'Bewegungsräume mit Dokumenten');
    const page = await (await world.named(LEAD)).open(`${prepared.path}/dokumente`);
    await page.getByText(say('documents.add'), { exact: true }).click();
    await page
      .getByRole('button', { name: say('documents.preview') })
      .first()
      .click();
    await page.getByRole('region', { name: say('document.content', { title: 'Konzept Bewegungsräume' }) }).waitFor();
    return page;
  },
  vorhaben: async (world) => {
    const prepared = await eventful(world);
    const page = await (await world.named(LEAD)).open(prepared.path);
    await page
      .getByRole('region', { name: say('timeline.latest') })
      .getByRole('listitem')
      .first()
      .waitFor();
    await page
      .getByRole('region', { name: within('holders.heading') })
      .getByRole('listitem')
      .first()
      .waitFor();
    await page.getByRole('region', { name: say('duty.dissent.heading', { unit: YOUTH.unit }) }).waitFor();
    await page.getByText(say('seat.steps', { unit: CITY.unit })).click();
    await page.getByRole('button', { name: say('document.renew') }).click();
    return page;
  },
  'planung-zeit': async (world) => {
    const page = await (await world.named(LEAD)).open(`${await plannedProject(world)}/planung`);
    await page.getByRole('button', { name: say('planning.milestone.add') }).click();
    return page;
  },
  'planung-massnahmen': async (world) => {
    const page = await (await world.named(LEAD)).open(`${await plannedProject(world)}/planung?teil=massnahmen`);
    await page
      .getByRole('button', { name: saying('planning.actOn.change') })
      .first()
      .click();
    return page;
  },
  'planung-risiken': async (world) => {
    const page = await (await world.named(LEAD)).open(`${await plannedProject(world)}/planung?teil=risiken`);
    await page.getByRole('listitem').first().waitFor();
    return page;
  },
  'planung-beschluesse': async (world) => {
    const page = await (await world.named(LEAD)).open(`${await plannedProject(world)}/planung?teil=beschluesse`);
    await page
      .getByRole('button', { name: saying('planning.actOn.correction') })
      .first()
      .click();
    return page;
  },
  akte: async (world) => {
    const prepared = await eventful(world);
    const lead = await world.named(LEAD);
    const { items } = await lead.ask<{ items: { id: string; name: string }[] }>('GET', '/organisation/units');
    const toUnitId = items.find(({ name }) => name === CITY.unit)?.id;
    const reason = 'Neuer Zuschnitt der Ressorts ab dem nächsten Quartal';
    await lead.ask('POST', `/projects/${prepared.projectId}/handovers`, { toUnitId, reason });
    const page = await lead.open(`${prepared.path}/akte`);
    await sees(page, reason, say('lifecycle.blocked'));
    await page.getByText(within('lifecycle.matters')).click();
    await page.getByRole('button', { name: say('lifecycle.add') }).click();
    return page;
  },
  'akte-angebot': async (world) => {
    const prepared = await Prepared.running(world, 'Bewegungsräume zum Abgeben');
    const page = await (await world.named(LEAD)).open(`${prepared.path}/akte`);
    await page.getByRole('button', { name: say('lifecycle.offer') }).click();
    await page.getByRole('button', { name: say('lifecycle.edit') }).click();
    await page.getByRole('button', { name: say('lifecycle.offer') }).click();
    await sees(page, say('lifecycle.toUnitMissing'));
    return page;
  },
  'akte-fortschreibung': async (world) => {
    const prepared = await Prepared.running(world, 'Bewegungsräume zur Fortschreibung');
    const page = await (await world.named(LEAD)).open(`${prepared.path}/akte`);
    await page.getByRole('button', { name: say('retention.do.hold') }).click();
    await page.getByRole('button', { name: say('cycle.set') }).click();
    await page.getByLabel(say('cycle.nextOn'), { exact: true }).fill('2020-01-01');
    await page.getByRole('button', { name: say('cycle.set') }).click();
    await sees(page, say('cycle.nextOnMissing'));
    return page;
  },
  aufbewahrung: async (world) => {
    const page = await (await world.named(ADMIN)).open('/verwaltung/aufbewahrung');
    await page.getByLabel(say('retention.waitingDays'), { exact: true }).fill('400');
    await page.getByRole('button', { name: say('retention.save') }).click();
    await sees(page.getByRole('alert'), say('retention.waitingDaysInvalid'));
    return page;
  },
  aktenzeichen: async (world) => {
    const page = await (await world.named(ADMIN)).open('/verwaltung/aktenzeichen');
    await page.getByRole('button', { name: say('references.removeNamed', { number: 3 }) }).click();
    await sees(page, say('references.fault.numberMissing'));
    return page;
  },
  verlauf: async (world) => {
    const prepared = await eventful(world);
    const page = await (await world.named(LEAD)).open(`${prepared.path}/verlauf`);
    await sees(page.getByRole('region', { name: say('timeline.heading') }), say('history.kind.project-created'));
    return page;
  },
  aufgaben: async (world) => {
    const work = await SharedWork.begin(world, 'Bewegungsräume mit Donaudampfschifffahrtsgesellschaft');
    await work.give({ kind: 'statement', title: work.title, addressees: 'participants', due: { workingDays: 10 } });
    await work.give({ ...DETAILED, addressees: [{ unitId: work.unitId(LEGAL.unit) }] });
    const page = await (await world.named(LEAD)).open(work.path);
    await sees(page, DETAILED.title);
    return page;
  },
  'aufgabe-vergeben': async (world) => {
    const work = await SharedWork.begin(world, 'Bewegungsräume zum Vergeben');
    const page = await (await world.named(LEAD)).open(`${work.path}/neu`);
    await page.locator('summary').click();
    await page.getByRole('button', { name: say('assignment.issue.one') }).click();
    await sees(page.getByRole('alert'), say('assignment.error.title'));
    return page;
  },
  aufgabe: async (world) => {
    const work = await SharedWork.begin(world, 'Bewegungsräume mit Aufgabe');
    const { assignments } = await work.give({ ...DETAILED, addressees: [{ unitId: work.unitId(HEALTH.unit) }] });
    const page = await (await world.named(HEALTH.username)).open(`/aufgaben/${assignments[0]?.id}`);
    await page.getByRole('button', { name: say('task.claim') }).click();
    await page.getByRole('form', { name: say('assignment.answer.heading') }).waitFor();
    for (const summary of await page.locator('summary').all()) await summary.click();
    return page;
  },
  zusammenstellung: async (world) => {
    const work = await SharedWork.begin(world, 'Bewegungsräume im Zusammenhang');
    const { groupId, assignments } = await work.give({ ...DETAILED, addressees: 'participants' });
    const person = await world.named(HEALTH.username);
    const own = assignments.find(({ unit }) => unit.name === HEALTH.unit)?.id;
    await person.ask('POST', `/tasks/${own}/claim`);
    await person.ask('POST', `/assignments/${own}/answer`, { result: 'findings', words: 'Der Plan ist veraltet.' });
    const page = await (await world.named(LEAD)).open(`${work.path}/zusammen/${groupId}`);
    await sees(page, 'Der Plan ist veraltet.');
    return page;
  },
  hinweise: async (world) => {
    const work = await SharedWork.begin(world, 'Bewegungsräume zum Hinweis');
    await work.give({ kind: 'takeNote', title: work.title, addressees: [{ unitId: work.unitId(YOUTH.unit) }] });
    const page = await (await world.named(YOUTH.username)).open('/hinweise');
    await sees(page.getByRole('list', { name: say('title.notifications') }), /Bewegungsräume zum Hinweis/);
    return page;
  },
  barrierefreiheit: async (world) => {
    const page = await (await world.newcomer(LEAD)).open('/barrierefreiheit');
    await sees(page, say('legal.gaps'));
    return page;
  },
  protokollierung: async (world) => {
    const page = await (await world.newcomer(LEAD)).open('/protokollierung');
    await sees(page, say('logging.reading.heading'));
    return page;
  },
  laufzettel: async (world) => {
    const prepared = await eventful(world);
    const page = await (await world.named(LEAD)).open(`${prepared.path}/laufzettel`);
    await sees(page, say('slip.differences'));
    return page;
  },
  antwort: async (world) => {
    const prepared = await Prepared.running(world, 'Bewegungsräume zur Antwort');
    const person = await world.named(YOUTH.username);
    const page = await openTask(person, (await prepared.claim(person)).id);
    await choose(page, 'refuse');
    await page.getByRole('button', { name: answerButton('refuse', 1) }).click();
    await sees(page, say('answerForm.error.words.refuse'));
    return page;
  },
  schlusszeichnung: async (world) => {
    const page = await openTask(await world.named(SIGNER), await signable(world));
    await page.getByRole('button', { name: say('signature.signed.deed', { version: 1 }) }).click();
    await sees(page.getByRole('alert'), saying('signature.error.reservation'));
    return page;
  },
  ...PROCEDURE_PAGES,
  kalender: async (world) => {
    const prepared = await Prepared.running(world, 'Bewegungsräume im Kalender');
    const { dueEnd } = await prepared.seatOf(HEALTH);
    const date = new Date(Date.parse(dueEnd ?? '') - 1000).toISOString().slice(0, 10);
    const page = await (await world.named(ADMIN)).open('/verwaltung/kalender');
    await page.getByText(say('calendar.many')).click();
    await page.getByLabel(say('calendar.date'), { exact: true }).fill(date);
    await page.getByLabel(say('calendar.name'), { exact: true }).fill('Betriebsausflug');
    await page
      .getByRole('button', { name: say('calendar.preview') })
      .first()
      .click();
    await page.getByRole('heading', { name: say('calendar.previewHeading') }).waitFor();
    await page.getByRole('button', { name: say('calendar.count') }).click();
    await sees(page, within('calendar.withChange'));
    return page;
  },
  nachrichten: async (world) => {
    await Prepared.running(world, 'Bewegungsräume zur Nachricht');
    const page = await (await world.named(ADMIN)).open('/verwaltung/mail');
    await sees(page, say('mailLog.about'));
    await page.getByRole('button', { name: say('mailLog.reload') }).click();
    return page;
  },
  auftraege: async (world) => {
    const { projectId, runId } = await Prepared.running(world, 'Bewegungsräume mit Störung');
    await plantIncident(projectId, runId, 'canceling statement due to lock timeout: waited for too long');
    const page = await (await world.named(ADMIN)).open('/verwaltung/auftraege');
    await sees(page, say('jobs.worker.works'), 'canceling statement');
    await page
      .getByRole('button', { name: say('jobs.skipFirst') })
      .first()
      .click();
    return page;
  },
  ziel: showWebhook,
  'ziel-hinzufuegen': showWebhookForm,
  exporte: async (world) => {
    const prepared = await Prepared.running(world, 'Bewegungsräume zum Mitnehmen');
    const page = await (await world.named(LEAD)).open(`/exporte?vorhaben=${prepared.projectId}`);
    await page.getByRole('button', { name: say('exports.request') }).click();
    await page
      .getByRole('button', { name: saying('exports.downloadNamed') })
      .first()
      .waitFor();
    return page;
  },
  einstellungen: async (world) => {
    const page = await (await world.named(LEAD)).open('/einstellungen');
    await sees(page, say('settings.address'), say('notificationSettings.mandatory'));
    return page;
  },
  raeume: async (world) => {
    const page = await (await world.named(LEAD)).open('/raeume');
    await page.getByRole('treeitem', { name: /^Mitte / }).click();
    await sees(page, say('areas.inhabitants'));
    return page;
  },
};

export const LAYOUT: readonly Journey[] = Object.entries(PAGES).map(([name, show]) => ({
  name: `Layout of ${name}: 320 to 1920 px, light and dark, WCAG 2.2 A and AA`,
  async run(world) {
    await judge(await show(world), name);
  },
}));
