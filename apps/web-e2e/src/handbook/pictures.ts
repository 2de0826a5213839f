import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ADMIN, CITY, HEALTH, LEAD, PROCEDURE, SECOND_ADMIN, SIGNER, SOCIAL, YOUTH } from '../acts/cast.ts';
import { textFile } from '../acts/files.ts';
import { attach, chooseAreaBySearch, create, openForm, setParties } from '../acts/new-project.ts';
import { Prepared } from '../acts/prepared.ts';
import { choose, openTask } from '../acts/task.ts';
import { openBrowser } from '../machine/browser.ts';
import { ROOT } from '../machine/environment.ts';
import { say, saying, within } from '../machine/language.ts';
import { People } from '../machine/people.ts';
import { sees } from '../machine/see.ts';

const FOLDER = join(ROOT, 'docs/handbook/bilder');
const LARGEST_BYTES = 250_000;

const CONCEPT = `Bewegungsräume Brunnenviertel
Konzept der OE SPK mit Gesundheit, Jugend, Soziales und Stadtentwicklung

1. Anlass
In der Bezirksregion Brunnenstraße Nord fehlen wohnungsnahe Flächen, auf denen sich Kinder, Jugendliche und ältere Menschen ohne Anmeldung bewegen können.

2. Ziele
- In fünf Minuten zu Fuß erreicht jeder Haushalt eine Fläche für Bewegung.
- Der Bolzplatz an der Swinemünder Straße bleibt und wird erneuert.
- Wege zwischen Schulen, Stadtteilzentrum und Park werden barrierefrei.

3. Gesundheitsförderung
Das Gesundheitsamt begleitet zwei offene Angebote in der Woche.

4. Kosten
Herstellung im Jahr 2027, Pflege ab 2028 aus den Mitteln der Ämter.`;

async function shoot(page: Page, name: string): Promise<void> {
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  const { size } = statSync(path);
  if (size > LARGEST_BYTES) throw new Error(`${name}.png has ${size} bytes`);
  console.log(`${name}.png (${Math.round(size / 1000)} kB)`);
}

const top = (page: Page): Promise<void> => page.evaluate(() => window.scrollTo(0, 0));

/** The day on which the Fristen end is closed; what moves is shown before. */
async function drawCalendar(people: People, story: Prepared): Promise<void> {
  const { dueEnd } = await story.seatOf(HEALTH);
  const date = new Date(Date.parse(dueEnd ?? '') - 1000).toISOString().slice(0, 10);
  const calendar = await (await people.named(ADMIN)).open('/verwaltung/kalender');
  await calendar.getByLabel(say('calendar.date'), { exact: true }).fill(date);
  await calendar.getByLabel(say('calendar.name'), { exact: true }).fill('Betriebsausflug');
  await calendar
    .getByRole('button', { name: say('calendar.preview') })
    .first()
    .click();
  await calendar.getByRole('heading', { name: say('calendar.previewHeading') }).waitFor();
  await calendar.getByRole('button', { name: say('calendar.count') }).click();
  await sees(calendar, within('calendar.withChange'));
  await top(calendar);
  await shoot(calendar, 'kalender');
}

/** Where the projects stand, for who leads; and the same on paper for one round. */
async function drawOverview(people: People, id: string): Promise<void> {
  const signer = await people.named(SIGNER);
  const overview = await signer.open('/uebersicht');
  await sees(overview, 'Hitzeschutz am Vinetaplatz');
  await shoot(overview, 'uebersicht');
  const slip = await signer.open(`/vorhaben/${id}/laufzettel`);
  await sees(slip, 'Bewegungsräume Brunnenviertel');
  await shoot(slip, 'laufzettel');
}

/** The story of the handbook with its people, drawn where something is to be seen. */
export async function drawPictures(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const browser = await openBrowser();
  const people = new People(browser);
  const world = { named: (name: string) => people.named(name), newcomer: (name: string) => people.newcomer(name) };
  await Prepared.running(world, 'Hitzeschutz am Vinetaplatz', 'Hitzeaktionsplan');
  const festival = await Prepared.running(world, 'Nachbarschaftsfest an der Panke', 'Antrag auf Fördermittel');

  const lead = await people.named(LEAD);
  const form = await lead.open('/vorhaben');
  await openForm(form);
  await form.getByLabel(say('newProject.title'), { exact: true }).fill('Bewegungsräume Brunnenviertel');
  await chooseAreaBySearch(form);
  await form.getByLabel(say('areas.search')).fill('Brunnen');
  await sees(form.getByRole('status').first(), saying('areas.hits.other'));
  await form.locator('#titel').focus();
  await top(form);
  await shoot(form, 'neues-vorhaben');
  await setParties(form);
  await attach(form, textFile(CONCEPT, 'konzept-bewegungsraeume.txt'), 'Konzept Bewegungsräume');
  const id = await create(form, 'Bewegungsräume Brunnenviertel');
  const story = await Prepared.known(lead, id);

  const city = await people.named(CITY.username);
  await story.answer(await people.named(HEALTH.username), 'approve');
  await story.answer(await people.named(SOCIAL.username), 'reserve', 'Die Pflege ab 2028 ist noch nicht gesichert.');
  const inbox = await city.open(`/posteingang?fach=amt&aufgabe=${(await story.taskOf(city)).id}`);
  await sees(inbox.getByRole('region', { name: say('preview.label') }), say('answer.reserve.name'));
  await shoot(inbox, 'posteingang');

  const youth = await people.named(YOUTH.username);
  const answer = await openTask(youth, (await story.claim(youth)).id);
  await sees(answer, '4. Kosten');
  await choose(answer, 'condition', 'Bitte den Bolzplatz auch für Mädchenmannschaften öffnen.');
  await top(answer);
  await shoot(answer, 'antwort');

  await form.reload();
  await sees(form.getByRole('table'), say('seat.claimed', { owner: YOUTH.name }));
  await sees(form, say('history.kind.project-created'));
  await shoot(form, 'vorhaben');
  await drawOverview(people, id);

  await story.answer(youth, 'approve');
  await story.answer(city, 'approve');
  const signer = await people.named(SIGNER);
  const signature = await openTask(signer, (await story.claim(signer, 'finalSignature')).id);
  await sees(signature, '4. Kosten');
  await signature.getByRole('checkbox', { name: saying('signature.reservation', { unit: SOCIAL.unit }) }).check();
  await top(signature);
  await shoot(signature, 'schlusszeichnung');
  await drawProcedure(people);
  await drawCalendar(people, festival);
  await browser.close();
}

/** A draft with Frist and participants changed by one administrator, and its release by another. */
async function drawProcedure(people: People): Promise<void> {
  const admin = await people.named(ADMIN);
  const page = await admin.open('/verwaltung/verfahren');
  await page.getByRole('link', { name: PROCEDURE }).click();
  await page.getByRole('button', { name: say('procedures.edit') }).click();
  const frist = page.getByLabel(say('procedures.form.period'), { exact: true }).first();
  await frist.fill('8');
  await page.getByLabel(say('procedures.form.addUnit')).selectOption('Recht');
  await page.getByRole('button', { name: say('procedures.form.addTo', { number: 1 }) }).click();
  await page.getByRole('button', { name: say('procedures.form.save') }).click();
  await sees(page, say('procedures.release.others', { people: SECOND_ADMIN.name }));
  await page.getByRole('heading', { level: 2, name: 'Mitzeichnung' }).scrollIntoViewIfNeeded();
  await page.evaluate(() => document.getElementById('schritt-coSignature')?.scrollIntoView());
  await shoot(page, 'verfahren-aendern');
  const second = await people.named(SECOND_ADMIN.username);
  const reading = await second.open(new URL(page.url()).pathname);
  await reading.getByRole('checkbox', { name: say('procedures.release.read') }).check();
  await top(reading);
  await shoot(reading, 'verfahren-freigeben');
}
