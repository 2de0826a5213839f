import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { CITY, HEALTH, LEAD, SOCIAL, STRANGER, YOUTH } from '../acts/cast.ts';
import { textFile } from '../acts/files.ts';
import { AREA, chooseAreaBySearch, create, openForm, setParties } from '../acts/new-project.ts';
import { PAPER, Prepared } from '../acts/prepared.ts';
import { answerButton, answered, answerRadio, choose, openTask } from '../acts/task.ts';
import { ADDRESS } from '../machine/environment.ts';
import type { Journey } from '../machine/journey.ts';
import { optional, say, saying } from '../machine/language.ts';
import { isFocused, sees, seesNot } from '../machine/see.ts';

const emptyForm: Journey = {
  name: 'An empty form says what is missing, and each line leads to its field',
  async run(world) {
    const lead = await world.named(LEAD);
    const page = await lead.open('/vorhaben');
    await openForm(page);
    await page.getByRole('button', { name: say('newProject.submit') }).click();
    const summary = page.getByRole('alert').filter({ hasText: say('form.errors') });
    await isFocused(summary);
    await summary.getByRole('link', { name: say('newProject.error.areas') }).click();
    await isFocused(page.getByLabel(say('areas.search')));
    await summary.getByRole('link', { name: say('newProject.error.title') }).click();
    const title = page.getByLabel(say('newProject.title'), { exact: true });
    await isFocused(title);
    assert.equal(await title.getAttribute('aria-invalid'), 'true');
    assert.equal(new URL(page.url()).pathname, '/vorhaben/neu');
  },
};

const wrongFile: Journey = {
  name: 'A file of a wrong kind is refused by name, before and after its ending is changed',
  async run(world) {
    const lead = await world.named(LEAD);
    const page = await lead.open('/vorhaben/neu');
    await page.getByLabel(say('newProject.title'), { exact: true }).fill('Falsche Datei');
    await chooseAreaBySearch(page);
    await setParties(page);
    const program = { name: 'konzept.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ\x90\x00') };
    const file = page.getByLabel(optional('newProject.file'));
    await file.setInputFiles(program);
    await page.getByLabel(say('newProject.documentTitle')).fill('Konzept');
    await page.getByRole('button', { name: say('newProject.submit') }).click();
    await sees(page, saying('document.wrongKind', { name: 'konzept.exe' }));
    assert.equal(new URL(page.url()).pathname, '/vorhaben/neu');

    await file.setInputFiles({ ...program, name: 'konzept.pdf', mimeType: 'application/pdf' });
    await page.getByRole('button', { name: say('newProject.submit') }).click();
    await sees(page, say('newProject.state.failed'), say('newProject.partly'));
    await file.setInputFiles(textFile(PAPER));
    await page.getByRole('button', { name: say('newProject.again') }).click();
    await page.getByRole('heading', { level: 1, name: 'Falsche Datei' }).waitFor();
    await sees(page, 'konzept.txt');
  },
};

const withoutWords: Journey = {
  name: 'An answer that needs words is not sent without them',
  async run(world) {
    const prepared = await Prepared.running(world, 'Bewegungsräume ohne Worte');
    const person = await world.named(YOUTH.username);
    const { id } = await prepared.claim(person);
    const page = await openTask(person, id);
    await page.getByRole('button', { name: say('answerForm.button') }).click();
    const summary = page.getByRole('form', { name: say('answerForm.heading') }).getByRole('alert');
    await sees(summary, say('answerForm.error.choice'));
    for (const answer of ['condition', 'reserve', 'refuse'] as const) {
      await choose(page, answer, '   ');
      await page.getByRole('button', { name: answerButton(answer, 1) }).click();
      await summary.getByRole('link', { name: say(`answerForm.error.words.${answer}`) }).click();
      await isFocused(page.locator('#begruendung'));
    }
    assert.deepEqual((await prepared.seatOf(YOUTH)).answers, []);
  },
};

const staleVersion: Journey = {
  name: 'A new version that arrives while somebody answers asks again and keeps the words',
  async run(world) {
    const prepared = await Prepared.running(world, 'Bewegungsräume mit neuer Fassung');
    const words = 'Die Finanzierung ab 2028 ist noch offen.';
    const social = await world.named(SOCIAL.username);
    const told = await openTask(social, (await prepared.claim(social)).id);
    await choose(told, 'reserve', words);

    // Cut off from news, so that only the server can notice.
    const city = await world.named(CITY.username);
    const cutOff = await city.open('/posteingang');
    await cutOff.route('**/api/v1/tasks/stream', (route) => route.abort());
    await cutOff.goto(`${ADDRESS}/aufgaben/${(await prepared.claim(city)).id}`);
    await choose(cutOff, 'reserve', words);

    const asksAgain = say('answerForm.newVersion', { version: 2 });
    await prepared.renew(`${PAPER}\n\n3. Kosten`);
    await sees(told, asksAgain, saying('answerForm.newVersionDetail', { before: 1, version: 2 }), '3. Kosten');
    await cutOff.getByRole('button', { name: answerButton('reserve', 1) }).click();
    await sees(cutOff, asksAgain, '3. Kosten');
    for (const page of [told, cutOff]) {
      assert.equal(await page.locator('#begruendung').inputValue(), words);
      assert.equal(await answerRadio(page, 'reserve').isChecked(), false);
    }
    for (const office of [SOCIAL, CITY]) assert.deepEqual((await prepared.seatOf(office)).answers, []);

    await answerRadio(told, 'reserve').check();
    await told.getByRole('button', { name: answerButton('reserve', 2) }).click();
    await sees(told, answered('reserve', 2));
    assert.equal((await prepared.seatOf(SOCIAL)).current?.words, words);
  },
};

const foreignProject: Journey = {
  name: 'A foreign project looks exactly like one that does not exist',
  async run(world) {
    const prepared = await Prepared.running(world, 'Bewegungsräume, die niemand sieht');
    const stranger = await world.named(STRANGER);
    const told = async (path: string) => {
      const page = await stranger.open(path);
      await sees(page.getByRole('alert'), say('problem.notFound.title'));
      const text = await page.getByRole('main').innerText();
      await page.close();
      return text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '#');
    };
    assert.equal(await told(prepared.path), await told(`/vorhaben/${randomUUID()}`));
    const health = await world.named(HEALTH.username);
    const { id } = await prepared.taskOf(health);
    assert.equal(await told(`/aufgaben/${id}`), await told(`/aufgaben/${randomUUID()}`));
    const list = await stranger.open('/vorhaben');
    await list.getByLabel(say('projects.search')).fill(prepared.title);
    await sees(list, say('projects.emptyFiltered'));
    const nowhere = await stranger.open('/gibt/es/nicht');
    await nowhere.getByRole('heading', { level: 1, name: say('notFound.heading') }).waitFor();
  },
};

const once: Journey = {
  name: 'A double click answers once, and the back button does not bring the answered task back',
  async run(world) {
    const prepared = await Prepared.running(world, 'Bewegungsräume im Doppelklick');
    const person = await world.named(SOCIAL.username);
    await prepared.claim(person);
    const page = await person.open('/posteingang');
    const row = page.getByRole('tabpanel').getByRole('link').filter({ hasText: prepared.title });
    await row.click();
    await page.getByRole('link', { name: say('preview.work') }).click();
    await choose(page, 'approve');
    await page.getByRole('button', { name: answerButton('approve', 1) }).dblclick();
    await sees(page, answered('approve', 1));
    assert.equal((await prepared.seatOf(SOCIAL)).answers.length, 1);

    await page.goBack();
    await page.getByRole('heading', { level: 1, name: say('title.inbox') }).waitFor();
    await seesNot(page.getByRole('tabpanel'), prepared.title);
    await page.goForward();
    await sees(page, say('taskPage.done'));
    assert.equal(await page.getByRole('form', { name: say('answerForm.heading') }).count(), 0);
  },
};

const draftKept: Journey = {
  name: 'A reload in the middle of a new project keeps what was typed',
  async run(world) {
    const title = 'Bewegungsräume, neu geladen';
    const lead = await world.named(LEAD);
    const page = await lead.open('/vorhaben/neu');
    await page.getByLabel(say('newProject.title'), { exact: true }).fill(title);
    await page.getByLabel(optional('newProject.description')).fill('Erster Absatz');
    await chooseAreaBySearch(page);
    await setParties(page);
    await page.reload();
    await lead.signIn(page);
    assert.equal(await page.getByLabel(say('newProject.title'), { exact: true }).inputValue(), title);
    assert.equal(await page.getByLabel(optional('newProject.description')).inputValue(), 'Erster Absatz');
    await sees(page.getByRole('list', { name: say('areas.chosen') }), AREA);
    await unitChosen(page, 4, CITY.unit);
    await page.getByLabel(say('procedure.label')).selectOption(say('procedure.none'));
    await create(page, title);
    await sees(page, say('run.none'));
  },
};

async function unitChosen(page: Page, number: number, unit: string): Promise<void> {
  const select = page
    .getByRole('group', { name: say('newProject.participant', { number }), exact: true })
    .getByLabel(say('newProject.unit'), { exact: true });
  await select.locator('option:checked', { hasText: unit }).waitFor({ state: 'attached' });
}

const lostZero: Journey = {
  name: 'An area key that lost its zero is not guessed but explained',
  async run(world) {
    const lead = await world.named(LEAD);
    const page = await lead.open('/vorhaben/neu');
    await page.getByLabel(say('areas.search')).fill('1100101');
    await sees(page, /01100101/);
    assert.equal(await page.getByRole('list', { name: say('areas.chosen') }).count(), 0);
  },
};

export const BAD_INPUT: readonly Journey[] = [
  emptyForm,
  wrongFile,
  withoutWords,
  staleVersion,
  foreignProject,
  once,
  draftKept,
  lostZero,
];
