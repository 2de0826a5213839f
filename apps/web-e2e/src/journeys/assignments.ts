import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { FINANCE, LEGAL, SharedWork, answerWith, chooseInInbox, press, takeOn, takeStep } from '../acts/assignment.ts';
import { CITY, HEALTH, LEAD, SOCIAL, YOUTH } from '../acts/cast.ts';
import { isAccessible } from '../machine/axe.ts';
import type { Journey, World } from '../machine/journey.ts';
import { say, saying } from '../machine/language.ts';
import { sees, seesNot, tabTo } from '../machine/see.ts';

const TITLE = 'Bewegungsräume mit vier Stellungnahmen';
const PART = 'Rechtliche Einschätzung der Fläche';
const MESSAGE = 'Die Fläche an der Swinemünder Straße ist zu klein.';

/** The lead asks all four with two presses of a key: the page proposes the rest. */
async function askAll(page: Page): Promise<string> {
  await press(page.getByRole('link', { name: say('assignment.askAll') }));
  await page.getByRole('radio', { name: saying('assignment.allParticipants') }).waitFor();
  await sees(page, saying('assignment.due.ends'));
  await isAccessible(page, 'giving a task');
  await press(page.getByRole('button', { name: say('assignment.issue.other', { count: 4 }) }));
  await sees(page, say('assignment.progress', { answered: 0, total: 4, accepted: 0 }));
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

async function answersOf(world: World): Promise<void> {
  const health = await takeOn(await world.named(HEALTH.username), TITLE);
  await isAccessible(health, 'a task to be answered');
  const form = health.getByRole('form', { name: say('assignment.answer.heading') });
  await press(form.getByRole('button', { name: say('assignment.answer.deed.given') }));
  await sees(form.getByRole('alert'), say('assignment.error.wordsOrDocument'));
  await answerWith(health, 'statement', 'given', 'Aus gesundheitlicher Sicht begrüßen wir das Konzept.');
  await health.close();
  const city = await takeOn(await world.named(CITY.username), TITLE);
  await answerWith(city, 'statement', 'given', 'Planungsrechtlich möglich.');
  await city.close();
}

/** The youth office asks the legal office in its turn, which sees nothing else of the project. */
async function withPart(world: World): Promise<void> {
  const youth = await takeOn(await world.named(YOUTH.username), TITLE);
  await press(youth.getByRole('link', { name: say('assignment.newPart') }));
  await youth.getByLabel(say('assignment.unit'), { exact: true }).first().waitFor();
  if (await youth.getByRole('radio', { name: say('assignment.chosen') }).isVisible())
    await youth.getByRole('radio', { name: say('assignment.chosen') }).check();
  await youth.getByLabel(say('assignment.unit'), { exact: true }).selectOption(LEGAL.unit);
  await youth.getByRole('radio', { name: saying('task.kind.contribution') }).check();
  await youth.getByLabel(say('assignment.title'), { exact: true }).fill(PART);
  await youth.getByLabel(say('assignment.due.days'), { exact: true }).fill('5');
  await press(youth.getByRole('button', { name: say('assignment.issue.one') }));
  await youth.getByRole('heading', { name: say('taskPage.decision') }).waitFor();
  await sees(youth.getByRole('region', { name: say('assignment.parts') }), PART);

  const legal = await takeOn(await world.named(LEGAL.username), PART);
  await answerWith(legal, 'contribution', 'given', 'Es besteht kein Vorkaufsrecht.');
  await legal.close();

  await youth.reload();
  await press(youth.getByRole('link', { name: PART }));
  await takeStep(youth, 'accept', '');
  await youth.goBack();
  await answerWith(youth, 'statement', 'given', MESSAGE);
  await youth.close();
}

const fourStatements: Journey = {
  name: 'Tasks by hand: Stellungnahme of four offices in 10 working days: a sub-task, a refusal readdressed, sent back for rework, put together',
  async run(world) {
    const work = await SharedWork.begin(world, TITLE);
    const lead = await world.named(LEAD);
    const page = await lead.open(work.path);
    const groupId = await askAll(page);
    await isAccessible(page, 'answers put together');
    await answersOf(world);
    await withPart(world);

    const social = await takeOn(await world.named(SOCIAL.username), TITLE);
    await takeStep(social, 'decline', 'Dafür ist die Serviceeinheit Finanzen zuständig.');
    await sees(social, say('assignment.state.declined'));
    await social.close();

    await page.reload();
    await press(page.getByRole('article', { name: SOCIAL.unit }).getByRole('link', { name: SOCIAL.unit }));
    await sees(page, 'Dafür ist die Serviceeinheit Finanzen zuständig.');
    await isAccessible(page, 'a declined task');
    await takeStep(page, 'readdress', 'Bitte übernehmen Sie.', FINANCE.unit);
    const finance = await takeOn(await world.named(FINANCE.username), TITLE);
    await answerWith(finance, 'statement', 'given', 'Die Mittel stehen bereit.');
    await finance.close();

    const { assignments } = await work.group(groupId);
    for (const { id, unit } of assignments) {
      await page.goto(new URL(`/aufgaben/${id}`, page.url()).href);
      await page.getByRole('heading', { name: say('taskPage.decision') }).waitFor();
      if (unit.name === CITY.unit) await sendBackAndAgain(world, page);
      await takeStep(page, 'accept', '');
    }

    await page.goto(new URL(`${work.path}/zusammen/${groupId}`, page.url()).href);
    await sees(page, say('assignment.progress', { answered: 4, total: 4, accepted: 4 }), MESSAGE);
    const form = page.getByRole('form', { name: say('assignment.conclude') });
    const text = form.getByRole('textbox', { name: say('assignment.conclusion') });
    assert.match(await text.inputValue(), new RegExp(RegExp.escape(MESSAGE)));
    await text.fill('Alle vier Ämter tragen das Konzept mit.');
    await press(form.getByRole('button', { name: say('assignment.concludeButton') }));
    await form.waitFor({ state: 'detached' });
    await sees(
      page.getByRole('region', { name: say('assignment.conclusion') }),
      'Alle vier Ämter tragen das Konzept mit.',
    );
    await isAccessible(page, 'answers with a conclusion');
  },
};

async function sendBackAndAgain(world: World, page: Page): Promise<void> {
  await takeStep(page, 'sendBack', 'Bitte den Bebauungsplan nennen.');
  const person = await world.named(CITY.username);
  const city = await person.open(new URL(page.url()).pathname);
  await sees(city, say('assignment.sentBack'), 'Bitte den Bebauungsplan nennen.');
  const claim = city.getByRole('button', { name: say('task.claim') });
  const answer = city.getByRole('form', { name: say('assignment.answer.heading') });
  await claim.or(answer).first().waitFor();
  if (await claim.isVisible()) await press(claim);
  await answerWith(city, 'statement', 'given', 'Planungsrechtlich möglich, Bebauungsplan 1-15.');
  await city.close();
  await page.reload();
  await sees(page, 'Planungsrechtlich möglich, Bebauungsplan 1-15.');
}

const takeNote: Journey = {
  name: 'Tasks by hand: Kenntnisnahme is given from the preview with one key',
  async run(world) {
    const title = 'Bewegungsräume zur Kenntnis';
    const work = await SharedWork.begin(world, title);
    const { groupId } = await work.give({
      kind: 'takeNote',
      title,
      words: 'Der Beschluss liegt vor.',
      addressees: [{ unitId: work.unitId(HEALTH.unit) }, { unitId: work.unitId(YOUTH.unit) }],
    });
    const page = await chooseInInbox(await world.named(HEALTH.username), title);
    const preview = page.getByRole('region', { name: say('preview.label') });
    await sees(preview, 'Der Beschluss liegt vor.');
    await isAccessible(page, 'preview of a task by hand');
    await page.keyboard.press('l');
    await seesNot(page.getByRole('tabpanel'), title);
    const other = await chooseInInbox(await world.named(YOUTH.username), title);
    await press(other.getByRole('button', { name: say('assignment.answer.deed.read') }));
    await seesNot(other.getByRole('tabpanel'), title);
    const { assignments } = await work.group(groupId);
    assert.deepEqual(
      assignments.map(({ state, result }) => [state, result]),
      [
        ['accepted', 'read'],
        ['accepted', 'read'],
      ],
    );
  },
};

const assigneeSeesTaskAlone: Journey = {
  name: 'Tasks by hand: a unit with a task alone sees its task and the head of the project, and no other page of it',
  async run(world) {
    const title = 'Bewegungsräume nur mit Aufgabe';
    const work = await SharedWork.begin(world, title);
    const { assignments } = await work.give({
      kind: 'examination',
      title: 'Prüfung des Mietvertrags',
      addressees: [{ unitId: work.unitId(LEGAL.unit) }],
      checklist: ['Laufzeit', 'Kündigung'],
    });
    const person = await world.named(LEGAL.username);
    const page = await person.open(`/aufgaben/${assignments[0]?.id}`);
    await page.getByRole('heading', { name: say('taskPage.decision') }).waitFor();
    await sees(page, title);
    assert.equal(await page.getByRole('link', { name: title }).count(), 0);
    await press(page.getByRole('button', { name: say('task.claim') }));
    // The page grows with what its owner may do: only then the keyboard goes on.
    await page.getByRole('button', { name: say('task.release') }).waitFor();
    const item = page.getByRole('checkbox', { name: /^Laufzeit/ });
    await tabTo(item);
    await page.keyboard.press(' ');
    await page.getByRole('checkbox', { name: /^Laufzeit.+Moritz Engel/ }).waitFor();

    await page.goto(new URL(`/vorhaben/${work.projectId}`, page.url()).href);
    await page.waitForURL(/\/aufgaben$/);
    const pages = page.getByRole('navigation', { name: say('projectPages.navigation') });
    await sees(page, say('assignment.onlyOwn'), 'Prüfung des Mietvertrags');
    for (const label of ['overview', 'planning', 'timeline'])
      assert.equal(await pages.getByRole('link', { name: say(`projectPages.${label}`) }).count(), 0, label);
    await page.goto(new URL(`/vorhaben/${work.projectId}/verlauf`, page.url()).href);
    await sees(page, say('projectPages.fileClosed'));
    await isAccessible(page, 'a project without its file');
    for (const path of ['history', 'documents'])
      assert.deepEqual(
        (await person.ask<{ items: unknown[] }>('GET', `/projects/${work.projectId}/${path}`)).items,
        [],
      );
  },
};

const nothingIsLost: Journey = {
  name: 'Tasks by hand: what is typed for a task survives a reload, and what somebody else did meanwhile is told',
  async run(world) {
    const title = 'Bewegungsräume mit zwei Händen';
    const work = await SharedWork.begin(world, title);
    const { assignments } = await work.give({
      kind: 'question',
      title,
      addressees: [{ unitId: work.unitId(CITY.unit) }],
    });
    const id = assignments[0]?.id ?? '';
    const page = await takeOn(await world.named(CITY.username), title);
    const box = page.getByRole('textbox', { name: say('assignment.answer.words.question') });
    await box.fill('Ja, bis Ende März.');
    await page.reload();
    await box.waitFor();
    assert.equal(await box.inputValue(), 'Ja, bis Ende März.');
    // The person acts before the page has learned of it.
    const acted = Promise.withResolvers<undefined>();
    await page.route(new RegExp(`/assignments/${id}$`), (route) => acted.promise.then(() => route.continue()));
    const lead = await (await world.named(LEAD)).open(`/aufgaben/${id}`);
    await takeStep(lead, 'takeBack', 'Die Frage hat sich erledigt.');
    await press(page.getByRole('button', { name: say('assignment.answer.deed.answered') }));
    acted.resolve(undefined);
    await page.getByRole('alert').first().waitFor();
    await sees(page, 'Die Frage hat sich erledigt.');
    await sees(page, 'Ja, bis Ende März.');
  },
};

export const ASSIGNMENTS: readonly Journey[] = [fourStatements, takeNote, assigneeSeesTaskAlone, nothingIsLost];
