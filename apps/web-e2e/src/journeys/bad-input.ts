import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { CITY, HEALTH, LEAD, SOCIAL, STRANGER, YOUTH } from '../acts/cast.ts';
import { textFile } from '../acts/files.ts';
import { AREA, chooseAreaBySearch, create, openForm, setParties } from '../acts/new-project.ts';
import { PAPER, Prepared } from '../acts/prepared.ts';
import { answerRadio, choose, openTask } from '../acts/task.ts';
import { ADDRESS } from '../machine/environment.ts';
import type { Journey } from '../machine/journey.ts';
import { isFocused, sees, seesNot } from '../machine/see.ts';

const emptyForm: Journey = {
  name: 'An empty form says what is missing, and each line leads to its field',
  async run(world) {
    const lead = await world.named(LEAD);
    const page = await lead.open('/vorhaben');
    await openForm(page);
    await page.getByRole('button', { name: 'Vorhaben anlegen' }).click();
    const summary = page.getByRole('alert').filter({ hasText: 'Bitte prüfen Sie Ihre Angaben' });
    await isFocused(summary);
    await summary.getByRole('link', { name: 'Bitte wählen Sie mindestens einen Raum.' }).click();
    await isFocused(page.getByLabel('Raum suchen'));
    await summary.getByRole('link', { name: 'Bitte geben Sie einen Titel mit mindestens drei Zeichen ein.' }).click();
    const title = page.getByLabel('Titel', { exact: true });
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
    await page.getByLabel('Titel', { exact: true }).fill('Falsche Datei');
    await chooseAreaBySearch(page);
    await setParties(page);
    const program = { name: 'konzept.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ\x90\x00') };
    const file = page.getByLabel('Dokument (freiwillig)');
    await file.setInputFiles(program);
    await page.getByLabel('Titel des Dokuments').fill('Konzept');
    await page.getByRole('button', { name: 'Vorhaben anlegen' }).click();
    await sees(page, 'Die Datei „konzept.exe“ ist von einer Art, die nicht erlaubt ist.');
    assert.equal(new URL(page.url()).pathname, '/vorhaben/neu');

    await file.setInputFiles({ ...program, name: 'konzept.pdf', mimeType: 'application/pdf' });
    await page.getByRole('button', { name: 'Vorhaben anlegen' }).click();
    await sees(page, 'nicht gelungen', 'Das Vorhaben ist schon angelegt.');
    await file.setInputFiles(textFile(PAPER));
    await page.getByRole('button', { name: 'Noch einmal versuchen' }).click();
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
    await page.getByRole('button', { name: 'Antwort geben' }).click();
    const summary = page.getByRole('form', { name: 'Antwort' }).getByRole('alert');
    await sees(summary, 'Bitte wählen Sie eine Antwort.');
    for (const [answer, complaint] of [
      ['mit Maßgabe', 'Bitte nennen Sie die Maßgabe.'],
      ['mit Vorbehalt', 'Bitte nennen Sie den Vorbehalt.'],
      ['abgelehnt', 'Bitte begründen Sie die Ablehnung.'],
    ] as const) {
      await choose(page, answer, '   ');
      await page.getByRole('button', { name: /i\. A\.$/ }).click();
      await summary.getByRole('link', { name: complaint }).click();
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
    await choose(told, 'mit Vorbehalt', words);

    // Cut off from news, so that only the server can notice.
    const city = await world.named(CITY.username);
    const cutOff = await city.open('/posteingang');
    await cutOff.route('**/api/v1/tasks/stream', (route) => route.abort());
    await cutOff.goto(`${ADDRESS}/aufgaben/${(await prepared.claim(city)).id}`);
    await choose(cutOff, 'mit Vorbehalt', words);

    await prepared.renew(`${PAPER}\n\n3. Kosten`);
    await sees(told, 'Jetzt liegt Fassung 2 vor', 'Sie hatten Fassung 1 gelesen.', '3. Kosten');
    await cutOff.getByRole('button', { name: 'Fassung 1 mit Vorbehalt mitzeichnen, i. A.' }).click();
    await sees(cutOff, 'Jetzt liegt Fassung 2 vor', '3. Kosten');
    for (const page of [told, cutOff]) {
      assert.equal(await page.locator('#begruendung').inputValue(), words);
      assert.equal(await answerRadio(page, 'mit Vorbehalt').isChecked(), false);
    }
    for (const office of [SOCIAL, CITY]) assert.deepEqual((await prepared.seatOf(office)).answers, []);

    await answerRadio(told, 'mit Vorbehalt').check();
    await told.getByRole('button', { name: 'Fassung 2 mit Vorbehalt mitzeichnen, i. A.' }).click();
    await sees(told, 'Fassung 2 ist mit Vorbehalt mitgezeichnet.');
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
      await sees(page.getByRole('alert'), 'Nicht gefunden');
      const text = await page.getByRole('main').innerText();
      await page.close();
      return text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '#');
    };
    assert.equal(await told(prepared.path), await told(`/vorhaben/${randomUUID()}`));
    const health = await world.named(HEALTH.username);
    const { id } = await prepared.taskOf(health);
    assert.equal(await told(`/aufgaben/${id}`), await told(`/aufgaben/${randomUUID()}`));
    const list = await stranger.open('/vorhaben');
    await list.getByLabel('Vorhaben suchen').fill(prepared.title);
    await sees(list, 'Kein Vorhaben passt zur Suche');
    const nowhere = await stranger.open('/gibt/es/nicht');
    await nowhere.getByRole('heading', { level: 1, name: 'Seite nicht gefunden' }).waitFor();
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
    await page.getByRole('link', { name: 'Aufgabe bearbeiten' }).click();
    await choose(page, 'mitgezeichnet');
    await page.getByRole('button', { name: 'Fassung 1 mitzeichnen, i. A.' }).dblclick();
    await sees(page, 'Fassung 1 ist mitgezeichnet.');
    assert.equal((await prepared.seatOf(SOCIAL)).answers.length, 1);

    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Posteingang' }).waitFor();
    await seesNot(page.getByRole('tabpanel'), prepared.title);
    await page.goForward();
    await sees(page, 'Diese Aufgabe ist erledigt.');
    assert.equal(await page.getByRole('form', { name: 'Antwort' }).count(), 0);
  },
};

const draftKept: Journey = {
  name: 'A reload in the middle of a new project keeps what was typed',
  async run(world) {
    const title = 'Bewegungsräume, neu geladen';
    const lead = await world.named(LEAD);
    const page = await lead.open('/vorhaben/neu');
    await page.getByLabel('Titel', { exact: true }).fill(title);
    await page.getByLabel('Beschreibung (freiwillig)').fill('Erster Absatz');
    await chooseAreaBySearch(page);
    await setParties(page);
    await page.reload();
    await lead.signIn(page);
    assert.equal(await page.getByLabel('Titel', { exact: true }).inputValue(), title);
    assert.equal(await page.getByLabel('Beschreibung (freiwillig)').inputValue(), 'Erster Absatz');
    await sees(page.getByRole('list', { name: 'Gewählte Räume' }), AREA);
    await unitChosen(page, 4, CITY.unit);
    await page.getByLabel('Verfahren starten').selectOption('Noch keines starten');
    await create(page, title);
    await sees(page, 'Noch kein Verfahren');
  },
};

async function unitChosen(page: Page, number: number, unit: string): Promise<void> {
  const select = page.getByRole('group', { name: `Beteiligung ${number}`, exact: true }).getByLabel('Stelle');
  await select.locator('option:checked', { hasText: unit }).waitFor({ state: 'attached' });
}

const lostZero: Journey = {
  name: 'An area key that lost its zero is not guessed but explained',
  async run(world) {
    const lead = await world.named(LEAD);
    const page = await lead.open('/vorhaben/neu');
    await page.getByLabel('Raum suchen').fill('1100101');
    await sees(page, /01100101/);
    assert.equal(await page.getByRole('list', { name: 'Gewählte Räume' }).count(), 0);
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
