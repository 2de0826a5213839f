import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { HEALTH, LEAD, LEAD_UNIT, OFFICES, PROCEDURE, SIGNER, SIGNING_UNIT, type Office } from '../acts/cast.ts';
import { pdfFile, textFile } from '../acts/files.ts';
import { attach, chooseAreaBySearch, chooseAreaByTree, create, openForm, setParties } from '../acts/new-project.ts';
import { PAPER } from '../acts/prepared.ts';
import { saysWhoIsNext, seatReads, today } from '../acts/project.ts';
import { choose, findInDepartmentInbox, goToWork, send, takeOver } from '../acts/task.ts';
import type { Journey, World } from '../machine/journey.ts';
import { sees, seesNot } from '../machine/see.ts';

const UNITS = OFFICES.map(({ unit }) => unit);
const listed = (units: readonly string[]) => new Intl.ListFormat('de').format(units);
/** The units in the order in which the page names them. */
const roundSentence = (open: readonly string[]) =>
  `Die Mitzeichnung liegt seit ${today()} bei ${listed(open)} (noch ${open.length} von 4); danach folgt die Schlusszeichnung.`;

async function department(world: World, office: Office, title: string, late?: Late): Promise<void> {
  const person = await world.named(office.username);
  const page = await person.open('/');
  await findInDepartmentInbox(page, title);
  await takeOver(page);
  await goToWork(page);
  if (late) await comesTooLate(late, office.name);
  await sees(page, `${office.unit} wird gebeten, Fassung 1 mitzuzeichnen.`, PAPER.split('\n')[0] ?? '');
  await choose(page, 'mitgezeichnet');
  await send(page, 'Fassung 1 mitzeichnen, i. A.', 'Fassung 1 ist mitgezeichnet.');
  await page.close();
}

interface Late {
  task: Page;
  inbox: Page;
}

/** Two windows of a colleague, cut off from news: they go on showing what they knew. */
async function slowColleague(world: World, title: string): Promise<Late> {
  const colleague = await world.named(HEALTH.colleague);
  const show = async () => {
    const page = await colleague.open('/raeume');
    await page.route('**/api/v1/tasks/stream', (route) => route.abort());
    await page.reload();
    await colleague.signIn(page);
    await findInDepartmentInbox(page, title);
    return page;
  };
  const [task, inbox] = [await show(), await show()];
  await task.getByRole('link', { name: 'Aufgabe öffnen' }).click();
  await task.getByRole('heading', { name: 'Entscheidung' }).waitFor();
  for (const page of [task, inbox]) await page.getByRole('button', { name: 'Übernehmen' }).waitFor();
  return { task, inbox };
}

/** Both windows say who was faster, and offer the task no more. */
async function comesTooLate({ task, inbox }: Late, faster: string): Promise<void> {
  for (const page of [task, inbox]) {
    const button = page.getByRole('button', { name: 'Übernehmen' });
    await button.click();
    await sees(page, `${faster} war schneller und hat die Aufgabe übernommen.`);
    await button.waitFor({ state: 'detached' });
    await page.close();
  }
}

async function signFinally(world: World, title: string): Promise<void> {
  const signer = await world.named(SIGNER);
  const page = await signer.open('/');
  await findInDepartmentInbox(page, title);
  await takeOver(page);
  await goToWork(page);
  await sees(page, 'Es gibt keine offenen Vorbehalte und keinen Dissens.');
  await send(page, 'Fassung 1 schlusszeichnen', 'Fassung 1 ist schlussgezeichnet.');
  await page.close();
}

const bySearch: Journey = {
  name: 'Four departments agree at once and the project is finally signed',
  async run(world) {
    const title = 'Bewegungsräume Brunnenviertel';
    const lead = await world.named(LEAD);
    const project = await lead.open('/');
    await openForm(project);
    await project.getByLabel('Titel', { exact: true }).fill(title);
    await chooseAreaBySearch(project);
    await setParties(project);
    await attach(project, textFile(PAPER), 'Konzept Bewegungsräume');
    await create(project, title);
    await saysWhoIsNext(project, roundSentence(UNITS));

    const late = await slowColleague(world, title);
    for (const [index, office] of OFFICES.entries()) {
      await department(world, office, title, index === 0 ? late : undefined);
      await project.reload();
      const open = UNITS.slice(index + 1);
      if (open.length > 0) await saysWhoIsNext(project, roundSentence(open));
    }
    await saysWhoIsNext(
      project,
      `Die Schlusszeichnung liegt seit ${today()} bei ${SIGNING_UNIT}; danach: Ende des Verfahrens.`,
    );
    await signFinally(world, title);
    // Not loaded again: an open page follows what others do, within its own time.
    project.setDefaultTimeout(30_000);
    await saysWhoIsNext(
      project,
      `Das Verfahren „${PROCEDURE}“ ist seit ${today()} mit der Schlusszeichnung abgeschlossen.`,
    );

    for (const { unit } of OFFICES) await seatReads(project, unit, 'mitgezeichnet');
    const history = project.getByRole('region', { name: 'Verlauf' });
    const entry = (words: string) => history.getByRole('listitem').filter({ hasText: words });
    const signed = await entry('Schlussgezeichnet').innerText();
    assert.match(signed, /Dr\. Marlene Ostermann, Geschäftsbereich.*Fassung 1, SHA-256 [0-9a-f]{12}…/s);
    for (const { unit, name } of OFFICES) {
      const answered = await entry(`${unit}: mitgezeichnet`).innerText();
      assert.match(answered, new RegExp(`${today()}.* · ${name} i\\. A\\., ${unit} · Fassung 1, SHA-256`, 's'));
    }
    assert.match(await entry('Vorhaben angelegt').innerText(), /Jonas Albrecht/);
    await history.getByRole('radio', { name: 'System' }).check();
    await seesNot(history, 'Schlussgezeichnet');
  },
};

const byTree: Journey = {
  name: 'The area is chosen in the tree by keyboard, and a PDF is attached and shown',
  async run(world) {
    const title = 'Bewegungsräume Brunnenviertel (Gliederung)';
    const lead = await world.named(LEAD);
    const page = await lead.open('/vorhaben/neu');
    await page.getByLabel('Titel', { exact: true }).focus();
    await page.keyboard.type(title);
    await chooseAreaByTree(page);
    await setParties(page);
    await attach(page, pdfFile('Konzept Bewegungsraeume'), 'Konzept als PDF');
    await create(page, title);
    await saysWhoIsNext(page, roundSentence(UNITS));
    await sees(page, 'konzept.pdf');
    await sees(page.getByRole('complementary').or(page.locator('app-project-facts')), 'Brunnenstraße Nord', LEAD_UNIT);

    const health = await world.named(HEALTH.username);
    const task = await health.open('/');
    await findInDepartmentInbox(task, title);
    await takeOver(task);
    await goToWork(task);
    await task.locator('iframe[title="Inhalt von Konzept als PDF"]').waitFor();
  },
};

export const AGREED_AT_ONCE: readonly Journey[] = [bySearch, byTree];
