import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page, Response } from 'playwright-core';
import { CITY, HEALTH, LEAD, SOCIAL, YOUTH } from '../acts/cast.ts';
import { Prepared } from '../acts/prepared.ts';
import { signOut } from '../acts/sign-out.ts';
import { answerButton, answered, choose, openTask } from '../acts/task.ts';
import { ADDRESS, ISSUER } from '../machine/environment.ts';
import type { Journey } from '../machine/journey.ts';
import { say } from '../machine/language.ts';
import { sees } from '../machine/see.ts';
import { endSessions, setEnabled } from '../machine/sign-in.ts';

/** How long the application may believe what the sign-in has said. */
const BELIEVED_MS = 1000;
const WORDS = 'Bitte den Hitzeschutz in Kapitel 2 aufnehmen.';

/** The next request of the page carries a broken token, so that it renews its token at that moment; the answer to that. */
async function renewal(page: Page): Promise<Response> {
  await page.route(
    `${ADDRESS}/api/v1/{projects,areas}**`,
    (route) => route.continue({ headers: { ...route.request().headers(), authorization: 'Bearer broken' } }),
    { times: 1 },
  );
  return page.waitForResponse(`${ISSUER}/protocol/openid-connect/token`);
}

const deepLink: Journey = {
  name: 'The sign-in leads back to the very page that was wanted, with its filters',
  async run(world) {
    const person = await world.newcomer(LEAD);
    const page = await person.open('/posteingang?fach=amt');
    const { pathname, search, hash } = new URL(page.url());
    assert.deepEqual([pathname, search, hash], ['/posteingang', '?fach=amt', '']);
    await page.reload();
    await person.signIn(page);
    assert.equal(page.url(), `${ADDRESS}/posteingang?fach=amt`);
  },
};

const twoWindows: Journey = {
  name: 'Two windows renew their tokens at the same moment, again and again, and both go on',
  async run(world) {
    const person = await world.newcomer(HEALTH.username);
    const windows = [await person.open('/posteingang'), await person.open('/posteingang')];
    for (const [link, title] of [
      ['frame.projects', 'title.projects'],
      ['frame.areas', 'title.areas'],
      ['frame.projects', 'title.projects'],
    ] as const) {
      const renewals = windows.map(renewal);
      await Promise.all(
        windows.map(async (page) => {
          await page.getByRole('link', { name: say(link), exact: true }).click();
          await page.getByRole('heading', { level: 1, name: say(title) }).waitFor();
        }),
      );
      for (const answer of await Promise.all(renewals)) assert.equal(answer.status(), 200);
      for (const page of windows) assert.equal(await page.getByRole('alert').count(), 0);
    }
  },
};

const disabled: Journey = {
  name: 'Somebody who is disabled can sign nothing one second later, though the token lives, and loses nothing',
  async run(world) {
    const prepared = await Prepared.running(world, 'Bewegungsräume nach einer Sperre');
    const person = await world.newcomer(SOCIAL.username);
    const { id } = await prepared.claim(person);
    const page = await openTask(person, id);
    await choose(page, 'condition', WORDS);
    const withToken = person.stolenToken();
    await setEnabled(SOCIAL.username, false);
    try {
      await wait(BELIEVED_MS);
      await page.getByRole('button', { name: answerButton('condition', 1) }).click();
      await sees(page.getByRole('alert').first(), say('session.refused'));
      await sees(page, say('session.kept'));
      assert.equal(await page.locator('#begruendung').inputValue(), WORDS);
      assert.deepEqual((await prepared.seatOf(SOCIAL)).answers, []);
      // The token itself is not over: what is only read is still to be had with it.
      assert.equal((await withToken<{ id: string }>('GET', `/tasks/${id}`)).id, id);
      await assert.rejects(withToken('POST', `/tasks/${id}/release`), /401.*signInEnded/s);
    } finally {
      await setEnabled(SOCIAL.username, true);
    }
    await page.getByRole('button', { name: say('session.signInAgain') }).click();
    await person.signIn(page);
    await page.locator('#begruendung').waitFor();
    assert.equal(await page.locator('#begruendung').inputValue(), WORDS);
    await page.getByRole('button', { name: answerButton('condition', 1) }).click();
    await sees(page, answered('condition', 1));
    assert.equal((await prepared.seatOf(SOCIAL)).answers.length, 1);
  },
};

const endedByAdministration: Journey = {
  name: 'A sign-in that the administration has ended signs nothing one second later',
  async run(world) {
    const prepared = await Prepared.running(world, 'Bewegungsräume nach dem Ende der Sitzung');
    // Somebody whom no other journey knows: every sign-in of theirs ends.
    const person = await world.newcomer(YOUTH.colleague);
    const { id } = await prepared.claim(person);
    const page = await openTask(person, id);
    await choose(page, 'approve');
    await endSessions(YOUTH.colleague);
    await wait(BELIEVED_MS);
    await page.getByRole('button', { name: answerButton('approve', 1) }).click();
    await sees(page.getByRole('alert').first(), say('session.refused'));
    assert.deepEqual((await prepared.seatOf(YOUTH)).answers, []);
    await page.getByRole('button', { name: say('session.signInAgain') }).click();
    await page.locator('#username').waitFor();
    assert.ok(page.url().startsWith(ISSUER));
  },
};

const otherWindow: Journey = {
  name: 'Signed out in one window, the other says so at once and keeps what was typed',
  async run(world) {
    const prepared = await Prepared.running(world, 'Bewegungsräume in zwei Fenstern');
    const person = await world.newcomer(CITY.username);
    const { id } = await prepared.claim(person);
    const page = await openTask(person, id);
    await choose(page, 'condition', WORDS);
    const other = await person.open('/posteingang');
    await signOut(other);
    await sees(page.getByRole('alert').first(), say('session.elsewhere'));
    await page.getByRole('button', { name: say('session.signInAgain') }).click();
    await person.signIn(page);
    await page.locator('#begruendung').waitFor();
    assert.equal(new URL(page.url()).pathname, `/aufgaben/${id}`);
    assert.equal(await page.locator('#begruendung').inputValue(), WORDS);
  },
};

const nextPerson: Journey = {
  name: 'Whoever signs in next at the same window finds nothing that the last person typed',
  async run(world) {
    const words = 'Nur für meine Augen';
    const first = await world.newcomer(LEAD);
    const page = await first.open('/vorhaben/neu');
    await page.getByLabel(say('newProject.title'), { exact: true }).fill(words);
    await signOut(page);
    await page.locator('#username').fill(HEALTH.username);
    await page.locator('#password').fill('querraum');
    await page.locator('#password').press('Enter');
    await page.getByRole('banner').getByRole('button', { name: HEALTH.name }).waitFor();
    await page.goto(`${ADDRESS}/vorhaben/neu`);
    await page.getByRole('heading', { level: 1, name: say('title.newProject') }).waitFor();
    assert.equal(await page.getByLabel(say('newProject.title'), { exact: true }).inputValue(), '');
    const kept = await page.evaluate(() =>
      JSON.stringify([Object.values(sessionStorage), Object.values(localStorage)]),
    );
    assert.ok(!kept.includes(words), kept);
    assert.ok(!/eyJ[\w-]+\.eyJ/.test(kept), 'a token lies in the storage of the browser');
  },
};

export const SIGN_IN: readonly Journey[] = [
  deepLink,
  twoWindows,
  disabled,
  endedByAdministration,
  otherWindow,
  nextPerson,
];
