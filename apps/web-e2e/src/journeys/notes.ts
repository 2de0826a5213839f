import assert from 'node:assert/strict';
import type { Page as Rows, Notification, Task } from '@querraum/contracts';
import { HEALTH, YOUTH } from '../acts/cast.ts';
import { noteField, noteWith, readersChoice } from '../acts/notes.ts';
import { Prepared } from '../acts/prepared.ts';
import { isAccessible } from '../machine/axe.ts';
import type { Journey } from '../machine/journey.ts';
import { say } from '../machine/language.ts';
import { focusIsVisible, isFocused, sees, seesNot, tabTo } from '../machine/see.ts';

const PARTIES = 5;
const INTERNAL = 'Der Bolzplatz ist für uns nicht verhandelbar';
const OPEN = 'Die Begehung ist am Montag um neun';

const internalAndOpen: Journey = {
  name: 'The Jugendamt keeps an internal note and writes one to all, and the Gesundheitsamt sees only the latter',
  async run(world) {
    const prepared = await Prepared.running(world, 'Bewegungsräume mit Vermerken');
    const youth = await world.named(YOUTH.username);
    const page = await youth.open(`${prepared.path}/vermerke`);
    const { keyboard } = page;
    const field = await noteField(page);

    // Internal is what is chosen until somebody chooses otherwise, and the button says it.
    const own = readersChoice(page, 'forUnit', { unit: YOUTH.unit });
    assert.ok(await own.isChecked());
    await sees(page, say('notes.bannerUnit', { unit: YOUTH.unit }));
    await tabTo(own);
    await tabTo(page.getByRole('button', { name: say('richText.bold') }));
    await keyboard.press('Enter');
    await isFocused(field);
    await keyboard.type(INTERNAL);
    await keyboard.press('Control+b');
    await keyboard.type(' @Pet');
    await page.getByRole('option', { name: /Petra Wieland/ }).waitFor();
    await isAccessible(page, 'the list of people');
    await keyboard.press('Enter');
    await sees(field, '@Petra Wieland');
    await focusIsVisible(page);
    // No trap: Tab goes on to the button, and back.
    await keyboard.press('Tab');
    const save = page.getByRole('button', { name: say('notes.saveForUnit', { unit: YOUTH.unit }) });
    await isFocused(save);
    await page.keyboard.press('Shift+Tab');
    await isFocused(field);
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await sees(page, say('notes.doneUnit', { unit: YOUTH.unit }));
    const note = noteWith(page, INTERNAL);
    await sees(note, say('notes.forUnit', { unit: YOUTH.unit }));
    assert.equal(await note.locator('strong').first().textContent(), INTERNAL);
    assert.equal((await field.innerText()).trim(), '');

    await readersChoice(page, 'forParties', { count: PARTIES }).check();
    await sees(page, say('notes.bannerParties', { count: PARTIES }), HEALTH.unit);
    await field.click();
    await keyboard.type(OPEN);
    await page.getByRole('button', { name: say('notes.sendToParties.other', { count: PARTIES }) }).click();
    await sees(page, say('notes.doneParties'));
    await sees(noteWith(page, OPEN), say('notes.forAll'));
    await isAccessible(page, 'notes');

    const health = await (await world.named(HEALTH.username)).open(`${prepared.path}/vermerke`);
    await sees(noteWith(health, OPEN), say('notes.forAll'));
    await seesNot(health, INTERNAL);
    assert.equal(
      await noteWith(health, OPEN)
        .getByRole('button', { name: new RegExp(say('notes.correct')) })
        .count(),
      0,
    );

    const petra = await world.named('petra.wieland');
    await petra.open('/posteingang');
    const { items } = await petra.ask<Rows<Notification>>('GET', '/notifications');
    assert.ok(items.some(({ reason, projectId }) => reason === 'mentioned' && projectId === prepared.projectId));
  },
};

const corrected: Journey = {
  name: 'A note is corrected by another, and its address leads to it',
  async run(world) {
    const prepared = await Prepared.running(world, 'Bewegungsräume mit Berichtigung');
    const page = await (await world.named(YOUTH.username)).open(`${prepared.path}/vermerke`);
    const field = await noteField(page);
    await field.click();
    await page.keyboard.type('Sieben Plätze');
    // What is typed survives a reload.
    await page.reload();
    await sees(await noteField(page), 'Sieben Plätze');
    await page.getByRole('button', { name: say('notes.saveForUnit', { unit: YOUTH.unit }) }).click();
    const first = page.getByRole('article').first();
    await sees(first, 'Sieben Plätze');
    await first.getByRole('button', { name: new RegExp(`^\\s*${say('notes.correct')}`) }).click();
    const correction = first.getByRole('textbox', { name: say('notes.text') });
    await sees(correction, 'Sieben Plätze');
    await correction.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Neun Plätze');
    await first.getByRole('button', { name: say('notes.saveForUnit', { unit: YOUTH.unit }) }).click();
    await sees(page, say('notes.doneCorrected'));
    await sees(noteWith(page, 'Sieben Plätze'), say('notes.isCorrected'));
    await sees(noteWith(page, 'Neun Plätze'), say('notes.corrects'));
    await isAccessible(page, 'a corrected note');

    await noteWith(page, 'Neun Plätze')
      .getByRole('link', { name: say('notes.corrects') })
      .click();
    await isFocused(page.getByRole('article').filter({ hasText: 'Sieben Plätze' }));
    const address = page.url();
    assert.match(address, /#vermerk-[0-9a-f-]{36}$/);
    await page.getByRole('searchbox', { name: say('notes.search') }).fill('Neun');
    await noteWith(page, 'Sieben Plätze').waitFor({ state: 'detached' });
    await page.goto(address);
    await isFocused(page.getByRole('article').filter({ hasText: 'Sieben Plätze' }));
  },
};

const links: Journey = {
  name: 'A note takes pasted words without their form, a list and a link, and no address that runs',
  async run(world) {
    const prepared = await Prepared.running(world, 'Bewegungsräume mit Liste');
    const page = await (await world.named(YOUTH.username)).open(`${prepared.path}/vermerke`);
    const field = await noteField(page);
    await field.click();
    await field.evaluate((element) => {
      const data = new DataTransfer();
      data.setData('text/html', '<img src=x onerror="document.title=1"><b style="color:red">fett</b>');
      data.setData('text/plain', '<b>eins</b>\nzwei');
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await sees(field, '<b>eins</b>', 'zwei');
    assert.equal(await field.locator('img, b, strong').count(), 0);
    await page.getByRole('button', { name: say('richText.bulletList') }).click();
    assert.equal(await field.locator('li').count(), 1);
    await page.keyboard.type(' drei ');

    const button = page.getByRole('button', { name: say('richText.link') });
    await button.click();
    const address = page.getByRole('textbox', { name: say('richText.address') });
    await address.fill(`${'javascript'}:alert(1)`);
    await address.press('Enter');
    await sees(page, say('richText.addressWrong'));
    await address.fill('https://www.berlin.de/');
    await address.press('Enter');
    await isFocused(field);
    await page.getByRole('button', { name: say('notes.saveForUnit', { unit: YOUTH.unit }) }).click();
    const note = noteWith(page, '<b>eins</b>');
    await note.getByRole('listitem').waitFor();
    assert.equal(
      await note.getByRole('link', { name: 'https://www.berlin.de/' }).getAttribute('href'),
      'https://www.berlin.de/',
    );
    assert.equal(await note.locator('img, b').count(), 0);
    await isAccessible(page, 'a note with a link');
  },
};

const question: Journey = {
  name: 'A note gives rise to a question to another unit, and shows its answer',
  async run(world) {
    const prepared = await Prepared.running(world, 'Bewegungsräume mit Rückfrage');
    const page = await (await world.named(YOUTH.username)).open(`${prepared.path}/vermerke`);
    const field = await noteField(page);
    await field.click();
    await page.keyboard.type(INTERNAL);
    await page.getByRole('button', { name: say('notes.saveForUnit', { unit: YOUTH.unit }) }).click();
    const note = page.getByRole('article').first();
    await sees(note, INTERNAL);
    await note.getByRole('button', { name: new RegExp(`^\\s*${say('notes.ask')}`) }).click();
    const form = note.getByRole('form', { name: say('notes.askHeading') });
    await form.getByRole('button', { name: say('notes.askButton') }).click();
    await sees(form, say('notes.questionUnitMissing'), say('notes.questionDayMissing'));
    await isAccessible(page, 'a question that lacks everything');
    await form.getByLabel(say('notes.questionUnit')).selectOption({ label: HEALTH.unit });
    await form.getByLabel(say('notes.questionTitle')).fill('Wie viele Kinder warten?');
    const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    await form.getByLabel(say('notes.questionDay')).fill(day);
    await form.getByRole('button', { name: say('notes.askButton') }).click();
    await sees(page, say('notes.doneAsked', { unit: HEALTH.unit }));
    await sees(note, say('notes.questionState.open'));

    const health = await world.named(HEALTH.username);
    const seen = await health.open('/posteingang');
    await seen.getByRole('link', { name: 'Querraum' }).waitFor();
    const { items } = await health.ask<Rows<Task>>('GET', '/tasks?box=unit&kind=question&limit=200');
    const task = items.find(({ projectId }) => projectId === prepared.projectId);
    assert.ok(task);
    await health.ask('POST', `/tasks/${task.id}/claim`);
    const words = 'Vierzig, davon zwölf unter drei Jahren.';
    await health.ask('POST', `/assignments/${task.id}/answer`, { result: 'answered', words });

    await page.reload();
    await sees(note, words, say('notes.questionState.answered'));
    await isAccessible(page, 'an answered question');
    await note
      .getByRole('link', { name: say('notes.questionTo', { unit: HEALTH.unit, title: 'Wie viele Kinder warten?' }) })
      .click();
    await sees(page, words);
    await seesNot(page, INTERNAL);
  },
};

export const NOTES: readonly Journey[] = [internalAndOpen, corrected, links, question];
