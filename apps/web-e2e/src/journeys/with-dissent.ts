import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { CITY, HEALTH, LEAD, PROCEDURE, SIGNER, SOCIAL, YOUTH, type Office } from '../acts/cast.ts';
import { textFile } from '../acts/files.ts';
import { PAPER, Prepared } from '../acts/prepared.ts';
import { completed, saysWhoIsNext, seatReads } from '../acts/project.ts';
import {
  answerButton,
  answered,
  choose,
  findInDepartmentInbox,
  goToWork,
  send,
  takeOver,
  type Answer,
} from '../acts/task.ts';
import type { Journey, World } from '../machine/journey.ts';
import { say, saying, within } from '../machine/language.ts';
import { sees, seesNot } from '../machine/see.ts';

const TITLE = 'Bewegungsräume mit Dissens';
const CONDITION = 'Bitte Kapitel 3 um Gesundheitsförderung ergänzen.';
const RESERVATION = 'Finanzierung ab 2028 ist offen.';
const REFUSAL = 'Der Bolzplatz fällt weg.';

interface Given {
  answer: Answer;
  words?: string;
}

const ANSWERS: readonly [Office, Given][] = [
  [HEALTH, { answer: 'condition', words: CONDITION }],
  [SOCIAL, { answer: 'reserve', words: RESERVATION }],
  [YOUTH, { answer: 'refuse', words: REFUSAL }],
  [CITY, { answer: 'approve' }],
];

async function answer(world: World, office: Office, given: Given): Promise<Page> {
  const person = await world.named(office.username);
  const page = await person.open('/');
  await findInDepartmentInbox(page, TITLE);
  await takeOver(page);
  await goToWork(page);
  await choose(page, given.answer, given.words);
  await send(page, answerButton(given.answer, 1), answered(given.answer, 1));
  return page;
}

async function bringNewVersion(project: Page): Promise<void> {
  await project.getByRole('button', { name: say('document.renew') }).click();
  const form = project.getByRole('form', { name: say('document.renewLabel', { title: 'Konzept Bewegungsräume' }) });
  await form
    .getByLabel(say('document.chooseVersion'))
    .setInputFiles(textFile(`${PAPER}\n\n3. Gesundheitsförderung`, 'konzept-2.txt'));
  await form.getByRole('radio', { name: saying('document.change.substantive.name') }).check();
  await form.getByLabel(say('document.change.reason')).fill('Kapitel 3 ergänzt');
  await form.getByRole('checkbox', { name: /^Stadtentwicklungsamt/ }).check();
  await form.getByRole('button', { name: say('document.uploadVersion') }).click();
  await sees(project.getByRole('region', { name: say('project.documents') }), 'konzept-2.txt');
}

async function signAgain(world: World): Promise<void> {
  const person = await world.named(CITY.username);
  const page = await person.open('/posteingang');
  await page.getByRole('tabpanel').getByRole('link').filter({ hasText: TITLE }).first().click();
  await goToWork(page);
  await sees(
    page,
    say('answerForm.legend', { version: 2 }),
    say('answerForm.earlier', { version: 1 }),
    '3. Gesundheitsförderung',
  );
  await choose(page, 'approve');
  await send(page, answerButton('approve', 2), answered('approve', 2));
  await page.close();
}

async function signWithDifferences(world: World): Promise<void> {
  const signer = await world.named(SIGNER);
  const page = await signer.open('/');
  await findInDepartmentInbox(page, TITLE);
  await takeOver(page);
  await goToWork(page);
  const form = page.getByRole('form', { name: say('signature.heading') });
  const button = form.getByRole('button', { name: say('signature.signed.deed', { version: 2 }) });
  await sees(form, RESERVATION, REFUSAL);
  const signatures: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/signature')) signatures.push(request.url());
  });
  const reservation = say('signature.error.reservation', { unit: SOCIAL.unit });
  const dissent = say('signature.error.dissent', { unit: YOUTH.unit });
  await button.click();
  const summary = form.getByRole('alert');
  await sees(summary, reservation, dissent);
  await form.getByRole('checkbox', { name: saying('signature.reservation', { unit: SOCIAL.unit }) }).check();
  await button.click();
  await seesNot(summary, reservation);
  await sees(summary, dissent);
  assert.deepEqual(signatures, []);
  await form.getByRole('checkbox', { name: saying('signature.dissent', { unit: YOUTH.unit }) }).check();
  await button.click();
  await sees(page, say('signature.signed.done', { version: 2 }));
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
    const condition = project.getByRole('region', { name: say('duty.condition.heading', { unit: HEALTH.unit }) });
    const dissent = project.getByRole('region', { name: say('duty.dissent.heading', { unit: YOUTH.unit }) });
    await sees(condition, CONDITION, say('duty.condition.needsVersion', { version: 1 }));
    await sees(dissent, REFUSAL);
    await sees(
      project.locator('.sentence'),
      within('situation.waiting.condition'),
      within('situation.waiting.dissent'),
    );

    await bringNewVersion(project);
    await seatReads(project, CITY.unit, say('seat.staleAnswer'));
    await condition.getByRole('button', { name: say('duty.condition.accept', { version: 2 }) }).click();
    await seatReads(project, HEALTH.unit, `${say('answer.condition.name')} (${say('seat.condition.accepted')})`);
    await signAgain(world);

    await dissent.getByRole('button', { name: say('duty.dissent.show') }).click();
    await sees(dissent, say('duty.dissent.saysShown'));
    const youth = pages.get(YOUTH);
    assert.ok(youth);
    await youth.getByRole('link', { name: say('preview.project') }).click();
    await youth
      .getByRole('region', { name: say('duty.dissent.heading', { unit: YOUTH.unit }) })
      .getByRole('button', { name: say('duty.dissent.show') })
      .click();
    await seatReads(youth, YOUTH.unit, `${say('answer.refuse.name')} (${say('seat.dissent.shown')})`);
    await project.reload();
    await sees(project.locator('.sentence'), within('situation.waiting.finalSignature'));

    await signWithDifferences(world);
    await project.reload();
    await saysWhoIsNext(project, completed(PROCEDURE));
    await project.getByRole('link', { name: say('timeline.whole') }).click();
    const history = project.getByRole('region', { name: say('timeline.heading') });
    await sees(
      history,
      say('history.kind.run-conditionAnswered', {
        unit: HEALTH.unit,
        accepted: say('historyWords.condition.accepted'),
      }),
      say('history.kind.run-dissentOpened', { unit: YOUTH.unit }),
      say('history.kind.run-dissentEnded', { unit: YOUTH.unit, how: say('historyWords.how.shown') }),
      say('history.kind.run-textReplaced', { change: say('historyWords.change.substantive') }),
    );
    const refused = history
      .getByRole('listitem')
      .filter({ hasText: `${YOUTH.unit}: ${say('historyWords.answer.refuse')}` });
    const told = await refused.innerText();
    const who = `${say('capacity.byOrder', { person: YOUTH.name })}, ${YOUTH.unit} · ${say('history.version', { number: 1 })}`;
    assert.ok(told.includes(say('quoted', { text: REFUSAL })) && told.includes(who), told);
    const signed = history.getByRole('listitem').filter({ hasText: say('history.kind.run-signed') });
    const signedBy = await signed.innerText();
    assert.ok(signedBy.includes('Dr. Marlene Ostermann') && signedBy.includes(say('history.version', { number: 2 })));
  },
};

export const WITH_DISSENT: readonly Journey[] = [withDissent];
