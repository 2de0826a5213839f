import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { CITY, HEALTH, LEAD, SIGNER, SOCIAL, YOUTH, type Office } from '../acts/cast.ts';
import { textFile } from '../acts/files.ts';
import { PAPER, Prepared } from '../acts/prepared.ts';
import { saysWhoIsNext, seatReads, today } from '../acts/project.ts';
import { choose, findInDepartmentInbox, goToWork, send, takeOver, type Answer } from '../acts/task.ts';
import type { Journey, World } from '../machine/journey.ts';
import { sees, seesNot } from '../machine/see.ts';

const TITLE = 'Bewegungsräume mit Dissens';
const CONDITION = 'Bitte Kapitel 3 um Gesundheitsförderung ergänzen.';
const RESERVATION = 'Finanzierung ab 2028 ist offen.';
const REFUSAL = 'Der Bolzplatz fällt weg.';

interface Given {
  answer: Answer;
  words?: string;
  button: string;
  done: string;
}

const ANSWERS: readonly [Office, Given][] = [
  [
    HEALTH,
    {
      answer: 'mit Maßgabe',
      words: CONDITION,
      button: 'Fassung 1 mit Maßgabe mitzeichnen, i. A.',
      done: 'Ihre Maßgabe zu Fassung 1 liegt bei der Federführung.',
    },
  ],
  [
    SOCIAL,
    {
      answer: 'mit Vorbehalt',
      words: RESERVATION,
      button: 'Fassung 1 mit Vorbehalt mitzeichnen, i. A.',
      done: 'Fassung 1 ist mit Vorbehalt mitgezeichnet.',
    },
  ],
  [
    YOUTH,
    {
      answer: 'abgelehnt',
      words: REFUSAL,
      button: 'Mitzeichnung von Fassung 1 ablehnen, i. A.',
      done: 'Die Mitzeichnung von Fassung 1 ist abgelehnt.',
    },
  ],
  [CITY, { answer: 'mitgezeichnet', button: 'Fassung 1 mitzeichnen, i. A.', done: 'Fassung 1 ist mitgezeichnet.' }],
];

async function answer(world: World, office: Office, given: Given): Promise<Page> {
  const person = await world.named(office.username);
  const page = await person.open('/');
  await findInDepartmentInbox(page, TITLE);
  await takeOver(page);
  await goToWork(page);
  await choose(page, given.answer, given.words);
  await send(page, given.button, given.done);
  return page;
}

async function bringNewVersion(project: Page): Promise<void> {
  await project.getByRole('button', { name: 'Neue Fassung hochladen' }).click();
  const form = project.getByRole('form', { name: 'Neue Fassung von Konzept Bewegungsräume' });
  await form
    .getByLabel('Datei der neuen Fassung')
    .setInputFiles(textFile(`${PAPER}\n\n3. Gesundheitsförderung`, 'konzept-2.txt'));
  await form.getByRole('radio', { name: /^Inhaltlich/ }).check();
  await form.getByLabel('Was wurde geändert und warum?').fill('Kapitel 3 ergänzt');
  await form.getByRole('checkbox', { name: /^Stadtentwicklungsamt/ }).check();
  await form.getByRole('button', { name: 'Fassung hochladen' }).click();
  await sees(project.getByRole('region', { name: 'Dokumente' }), 'konzept-2.txt');
}

async function signAgain(world: World): Promise<void> {
  const person = await world.named(CITY.username);
  const page = await person.open('/posteingang');
  await page.getByRole('tabpanel').getByRole('link').filter({ hasText: TITLE }).first().click();
  await goToWork(page);
  await sees(page, 'Ihre Antwort zu Fassung 2', 'Frühere Antwort zu Fassung 1', '3. Gesundheitsförderung');
  await choose(page, 'mitgezeichnet');
  await send(page, 'Fassung 2 mitzeichnen, i. A.', 'Fassung 2 ist mitgezeichnet.');
  await page.close();
}

async function signWithDifferences(world: World): Promise<void> {
  const signer = await world.named(SIGNER);
  const page = await signer.open('/');
  await findInDepartmentInbox(page, TITLE);
  await takeOver(page);
  await goToWork(page);
  const form = page.getByRole('form', { name: 'Schlusszeichnung' });
  const button = form.getByRole('button', { name: 'Fassung 2 schlusszeichnen' });
  await sees(form, RESERVATION, REFUSAL);
  const signatures: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/signature')) signatures.push(request.url());
  });
  const reservation = 'Bitte nehmen Sie den Vorbehalt von Amt für Soziales zur Kenntnis.';
  const dissent = 'Bitte nehmen Sie den Dissens mit Jugendamt zur Kenntnis.';
  await button.click();
  const summary = form.getByRole('alert');
  await sees(summary, reservation, dissent);
  await form.getByRole('checkbox', { name: /^Vorbehalt von Amt für Soziales/ }).check();
  await button.click();
  await seesNot(summary, reservation);
  await sees(summary, dissent);
  assert.deepEqual(signatures, []);
  await form.getByRole('checkbox', { name: /^Dissens mit Jugendamt/ }).check();
  await button.click();
  await sees(page, 'Fassung 2 ist schlussgezeichnet.');
  await page.close();
}

const withDissent: Journey = {
  name: 'Maßgabe, Vorbehalt and dissent are carried to the final signature of version 2',
  async run(world) {
    const prepared = await Prepared.running(world, TITLE);
    const lead = await world.named(LEAD);
    const project = await lead.open(prepared.path);
    const pages = new Map<Office, Page>();
    for (const [office, given] of ANSWERS) pages.set(office, await answer(world, office, given));

    await project.reload();
    const condition = project.getByRole('region', { name: 'Maßgabe: Gesundheitsamt' });
    const dissent = project.getByRole('region', { name: 'Dissens: Jugendamt' });
    await sees(condition, CONDITION, /Annehmen lässt sich die Maßgabe erst/);
    await sees(dissent, REFUSAL);
    await sees(project.locator('.sentence'), /[Üü]ber eine Maßgabe entscheidet seit/, /[Ee]in Dissens liegt seit/);

    await bringNewVersion(project);
    await seatReads(project, CITY.unit, 'gilt nicht mehr');
    await condition.getByRole('button', { name: 'Maßgabe annehmen (erfüllt mit Fassung 2)' }).click();
    await seatReads(project, HEALTH.unit, 'mit Maßgabe (angenommen)');
    await signAgain(world);

    await dissent.getByRole('button', { name: 'Mit Dissens weiter' }).click();
    await sees(dissent, 'mit Dissens weiter');
    const youth = pages.get(YOUTH);
    assert.ok(youth);
    await youth.getByRole('link', { name: 'Zum Vorhaben' }).click();
    await youth
      .getByRole('region', { name: 'Dissens: Jugendamt' })
      .getByRole('button', { name: 'Mit Dissens weiter' })
      .click();
    await seatReads(youth, YOUTH.unit, 'abgelehnt (mit Dissens weiter)');
    await project.reload();
    await sees(project.locator('.sentence'), /Die Schlusszeichnung liegt seit/);

    await signWithDifferences(world);
    await project.reload();
    await saysWhoIsNext(
      project,
      `Das Verfahren „Mitzeichnung vier Ressorts mit Schlusszeichnung“ ist seit ${today()} mit der Schlusszeichnung abgeschlossen.`,
    );
    const history = project.getByRole('region', { name: 'Verlauf' });
    await sees(
      history,
      'Maßgabe von Gesundheitsamt angenommen',
      'Dissens mit Jugendamt eröffnet',
      'Dissens mit Jugendamt beendet: geht mit Dissens weiter',
      'Text der Runde ersetzt (inhaltlich)',
    );
    const refused = history.getByRole('listitem').filter({ hasText: 'Jugendamt: abgelehnt' });
    assert.match(
      await refused.innerText(),
      /„Der Bolzplatz fällt weg\.“.*Tobias Brandt i\. A\., Jugendamt · Fassung 1/s,
    );
    const signed = history.getByRole('listitem').filter({ hasText: 'Schlussgezeichnet' });
    assert.match(await signed.innerText(), /Dr\. Marlene Ostermann.*Fassung 2/s);
  },
};

export const WITH_DISSENT: readonly Journey[] = [withDissent];
