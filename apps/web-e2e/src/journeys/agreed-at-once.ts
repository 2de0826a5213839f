import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { HEALTH, LEAD, LEAD_UNIT, OFFICES, PROCEDURE, SIGNER, SIGNING_UNIT, type Office } from '../acts/cast.ts';
import { pdfFile, textFile } from '../acts/files.ts';
import { attach, chooseAreaBySearch, chooseAreaByTree, create, openForm, setParties } from '../acts/new-project.ts';
import { PAPER } from '../acts/prepared.ts';
import { completed, followedBy, saysWhoIsNext, seatReads, today } from '../acts/project.ts';
import { answerButton, answered, choose, findInDepartmentInbox, goToWork, send, takeOver } from '../acts/task.ts';
import type { Journey, World } from '../machine/journey.ts';
import { inLanguage, listed, say } from '../machine/language.ts';
import { sees, seesNot } from '../machine/see.ts';

const VERSION_1 = new RegExp(`${say('history.version', { number: 1 })}, SHA-256 [0-9a-f]{12}…`);
const UNITS = OFFICES.map(({ unit }) => unit);
/** The units in the order in which the page names them. */
const roundSentence = (open: readonly string[]) => {
  const waiting = say('situation.waiting.coSignature', { date: today(), units: listed(open) });
  const progress = say('situation.progress', { open: open.length, total: OFFICES.length });
  return `${waiting} ${progress}; ${followedBy({ de: 'Schlusszeichnung', en: 'Final signature' })}.`;
};
const signingSentence = () => {
  const waiting = say('situation.waiting.finalSignature', { date: today(), units: SIGNING_UNIT });
  return `${waiting}; ${followedBy({ de: 'Ende des Verfahrens', en: 'End of the procedure' })}.`;
};

async function department(world: World, office: Office, title: string, late?: Late): Promise<void> {
  const person = await world.named(office.username);
  const page = await person.open('/');
  await findInDepartmentInbox(page, title);
  await takeOver(page);
  await goToWork(page);
  if (late) await comesTooLate(late, office.name);
  await sees(page, say('task.asked.coSignature', { unit: office.unit, version: 1 }), PAPER.split('\n')[0] ?? '');
  await choose(page, 'approve');
  await send(page, answerButton('approve', 1), answered('approve', 1));
  await page.close();
}

/** In the words of the server. */
const WAS_FASTER = {
  de: ' war schneller und hat die Aufgabe übernommen.',
  en: ' was faster and has taken on the task.',
};

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
  await task.getByRole('link', { name: say('preview.open'), exact: true }).click();
  await task.getByRole('heading', { name: say('taskPage.decision') }).waitFor();
  for (const page of [task, inbox]) await page.getByRole('button', { name: say('task.claim') }).waitFor();
  return { task, inbox };
}

/** Both windows say who was faster, and offer the task no more. */
async function comesTooLate({ task, inbox }: Late, faster: string): Promise<void> {
  for (const page of [task, inbox]) {
    const button = page.getByRole('button', { name: say('task.claim') });
    await button.click();
    await sees(page, faster + inLanguage(WAS_FASTER));
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
  await sees(page, say('signature.noDifferences'));
  await send(page, say('signature.signed.deed', { version: 1 }), say('signature.signed.done', { version: 1 }));
  await page.close();
}

const bySearch: Journey = {
  name: 'Four departments agree at once and the project is finally signed',
  async run(world) {
    const title = 'Bewegungsräume Brunnenviertel';
    const lead = await world.named(LEAD);
    const project = await lead.open('/');
    await openForm(project);
    await project.getByLabel(say('newProject.title'), { exact: true }).fill(title);
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
    await saysWhoIsNext(project, signingSentence());
    await signFinally(world, title);
    // Not loaded again: an open page follows what others do, within its own time.
    project.setDefaultTimeout(30_000);
    await saysWhoIsNext(project, completed(PROCEDURE));

    for (const { unit } of OFFICES) await seatReads(project, unit, say('answer.approve.name'));
    await project.getByRole('link', { name: say('timeline.whole') }).click();
    const history = project.getByRole('region', { name: say('timeline.heading') });
    const entry = (words: string) => history.getByRole('listitem').filter({ hasText: words });
    // What has scrolled out of sight is not drawn, and its text as people see it is empty.
    const textOf = async (words: string) => {
      await entry(words).scrollIntoViewIfNeeded();
      return entry(words).innerText();
    };
    const signed = await textOf(say('history.kind.run-signed'));
    assert.match(signed, /Dr\. Marlene Ostermann, Geschäftsbereich/);
    assert.match(signed, VERSION_1);
    for (const { unit, name } of OFFICES) {
      const told = await textOf(`${unit}: ${say('historyWords.answer.approve')}`);
      assert.ok(told.includes(` · ${say('capacity.byOrder', { person: name })}, ${unit} · `), told);
      assert.match(told, VERSION_1);
    }
    assert.match(await textOf(say('history.kind.project-created')), /Jonas Albrecht/);
    await sees(history.getByRole('heading', { level: 3 }), new RegExp(`${RegExp.escape(today())}$`));
    await history.getByLabel(say('timeline.who')).selectOption('system');
    await seesNot(history, say('history.kind.run-signed'));
  },
};

const byTree: Journey = {
  name: 'The area is chosen in the tree by keyboard, and a PDF is attached and shown',
  async run(world) {
    const title = 'Bewegungsräume Brunnenviertel (Gliederung)';
    const lead = await world.named(LEAD);
    const page = await lead.open('/vorhaben/neu');
    await page.getByLabel(say('newProject.title'), { exact: true }).focus();
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
    const pages = task.getByRole('region', { name: say('documents.pages.label', { title: 'Konzept als PDF' }) });
    await sees(pages, say('documents.pages.page', { number: 1, count: 1 }));
  },
};

export const AGREED_AT_ONCE: readonly Journey[] = [bySearch, byTree];
