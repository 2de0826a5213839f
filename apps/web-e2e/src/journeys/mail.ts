import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { ProjectDetail } from '@querraum/contracts';
import { ADMIN, CITY, LEAD } from '../acts/cast.ts';
import { Prepared } from '../acts/prepared.ts';
import { isAccessible } from '../machine/axe.ts';
import { ADDRESS, needed } from '../machine/environment.ts';
import type { Journey } from '../machine/journey.ts';
import { inLanguage, LANGUAGE, say } from '../machine/language.ts';
import { sees } from '../machine/see.ts';

const NATIVE = { de: 'Deutsch', en: 'English' } as const;
const SUBJECT = { de: 'Neue Aufgabe in', en: 'New task in' } as const;
/** The dispatcher, two work items and a mail server lie in between, on a busy machine. */
const PATIENCE_MS = 60_000;

/** The page is asked again until the mail is there: the catcher has no script that could tell. */
async function untilThere(page: Page, mail: Locator): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; !(await mail.isVisible()); await page.reload())
    assert.ok(Date.now() < end, `no such mail: ${await page.locator('main').innerText()}`);
}

const taskIsMailed: Journey = {
  name: 'A new task is mailed in the language that the person chose, and the mail leads to it',
  async run(world) {
    const person = await world.named(CITY.colleague);
    const settings = await person.open('/einstellungen');
    await settings.getByLabel(NATIVE[LANGUAGE], { exact: true }).check();
    await settings.getByRole('button', { name: say('settings.save'), exact: true }).click();
    await sees(settings, say('settings.saved'));
    await isAccessible(settings, 'settings');

    const title = 'Vorhaben mit geheimem Titel';
    const prepared = await Prepared.running(world, title);
    const lead = await world.named(LEAD);
    const { reference } = await lead.ask<ProjectDetail>('GET', `/projects/${prepared.projectId}`);

    const mails = await person.context.newPage();
    await mails.goto(needed('MAILS'));
    const caught = mails
      .getByRole('article')
      .filter({ hasText: `${CITY.colleague}@` })
      .filter({ hasText: `${inLanguage(SUBJECT)} ${reference}` });
    await untilThere(mails, caught);
    assert.equal(await caught.count(), 1);
    await isAccessible(mails, 'caught mails');
    await caught.getByRole('link').click();
    const text = await mails.locator('main').innerText();
    assert.ok(!text.includes(title) && !text.includes(CITY.name), text);
    await isAccessible(mails, 'a caught mail');
    await mails.getByRole('link', { name: `${ADDRESS}/aufgaben/` }).click();
    await mails.waitForURL(`${ADDRESS}/aufgaben/*`);
    await sees(mails, title);

    const log = await (await world.named(ADMIN)).open('/verwaltung');
    await log.getByRole('link', { name: say('administration.mail'), exact: true }).click();
    await log.getByLabel(say('mailLog.filter')).selectOption('sent');
    await sees(log, say('mailLog.reason.newTask'));
    assert.ok(!(await log.locator('main').innerText()).includes(reference));
  },
};

const waysAreChosen: Journey = {
  name: 'Somebody chooses the digest for their tasks, keeps it, and reads what cannot be switched off',
  async run(world) {
    const page = await (await world.named(CITY.colleague)).open('/einstellungen');
    const all = page.getByLabel(say('notificationSettings.all')).first();
    await all.selectOption('digest');
    await page.getByLabel(say('rhythm.every.week')).check();
    await page.getByLabel(say('rhythm.weekday'), { exact: true }).selectOption('2');
    await page.getByLabel(say('rhythm.hour'), { exact: true }).selectOption('7');
    await page.getByRole('button', { name: say('notificationSettings.save') }).click();
    await sees(page, say('settings.saved'));
    await sees(page, say('notificationSettings.because.signature'));
    await isAccessible(page, 'notification settings');
    await page.reload();
    await page.getByText(say('notificationSettings.each')).first().click();
    const newTask = page.getByLabel(say('mailLog.reason.newTask'));
    assert.equal(await newTask.inputValue(), 'digest');
    assert.equal(await page.getByLabel(say('rhythm.hour'), { exact: true }).inputValue(), '7');
    await newTask.selectOption('app');
    // The page says so with its next frame.
    await all.locator('option:checked', { hasText: say('notificationSettings.mixed') }).waitFor({ state: 'attached' });
    await all.selectOption('mail');
    await page.getByRole('button', { name: say('notificationSettings.save') }).click();
    await sees(page, say('settings.saved'));
    await sees(page, say('notificationSettings.unused'));
  },
};

export const MAIL: readonly Journey[] = [taskIsMailed, waysAreChosen];
