import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { HEALTH, LEAD } from '../acts/cast.ts';
import { Prepared } from '../acts/prepared.ts';
import { signOut } from '../acts/sign-out.ts';
import { answerButton, answered, choose, openTask } from '../acts/task.ts';
import { ADDRESS, ISSUER } from '../machine/environment.ts';
import type { Journey } from '../machine/journey.ts';
import { PASSWORD } from '../machine/person.ts';
import { inLanguage, say } from '../machine/language.ts';
import { sees } from '../machine/see.ts';
import { WRONG_PASSWORD } from '../machine/sign-in.ts';

/** What leaves the browser carries a token whose signature is broken: the real server refuses it as it would an expired one. */
async function breakTokens(page: Page): Promise<() => Promise<void>> {
  const pattern = `${ADDRESS}/api/v1/**`;
  await page.route(pattern, (route) => {
    const headers = route.request().headers();
    return route.continue({ headers: { ...headers, authorization: `${headers['authorization'] ?? 'Bearer '}x` } });
  });
  return () => page.unroute(pattern);
}

const signedOut: Journey = {
  name: 'After signing out the sign-in asks again and leads back to the page that was wanted',
  async run(world) {
    const prepared = await Prepared.running(world, 'Bewegungsräume nach der Abmeldung');
    const lead = await world.newcomer(LEAD);
    const page = await lead.open('/posteingang');
    await signOut(page);
    await page.goto(ADDRESS + prepared.path);
    await page.locator('#username').waitFor();
    assert.ok(page.url().startsWith(ISSUER));
    await page.locator('#username').fill(LEAD);
    await page.locator('#password').fill('falsch');
    await page.locator('#password').press('Enter');
    await sees(page, inLanguage(WRONG_PASSWORD));
    await page.locator('#password').fill(PASSWORD);
    await page.locator('#password').press('Enter');
    await page.getByRole('heading', { level: 1, name: prepared.title }).waitFor();
    assert.equal(new URL(page.url()).pathname, prepared.path);
  },
};

const ended: Journey = {
  name: 'When the sign-in has ended nothing is sent, and what was typed is there after the new one',
  async run(world) {
    const prepared = await Prepared.running(world, 'Bewegungsräume nach Ablauf der Anmeldung');
    const words = 'Der Hitzeschutz gehört in Kapitel 2.';
    const person = await world.newcomer(HEALTH.username);
    const { id } = await prepared.claim(person);
    const page = await openTask(person, id);
    await choose(page, 'condition', words);

    const other = await person.open('/posteingang');
    await signOut(other);
    const restore = await breakTokens(page);
    await page.getByRole('button', { name: answerButton('condition', 1) }).click();
    await sees(page.getByRole('alert').first(), say('session.elsewhere'));
    assert.equal(await page.locator('#begruendung').inputValue(), words);
    assert.deepEqual((await prepared.seatOf(HEALTH)).answers, []);

    await restore();
    await page.getByRole('button', { name: say('session.signInAgain') }).click();
    await person.signIn(page);
    assert.equal(new URL(page.url()).pathname, `/aufgaben/${id}`);
    await page.locator('#begruendung').waitFor();
    assert.equal(await page.locator('#begruendung').inputValue(), words);
    await page.getByRole('button', { name: answerButton('condition', 1) }).click();
    await sees(page, answered('condition', 1));
    assert.equal((await prepared.seatOf(HEALTH)).answers.length, 1);
  },
};

const renewed: Journey = {
  name: 'A refused token is renewed once and the person notices nothing',
  async run(world) {
    const lead = await world.newcomer(LEAD);
    const page = await lead.open('/posteingang');
    await page.getByRole('heading', { level: 1, name: say('title.inbox') }).waitFor();
    let broken = 0;
    await page.route(`${ADDRESS}/api/v1/projects**`, (route) => {
      const headers = route.request().headers();
      broken += 1;
      return broken > 1
        ? route.continue()
        : route.continue({ headers: { ...headers, authorization: `${headers['authorization'] ?? 'Bearer '}x` } });
    });
    await page.getByRole('link', { name: say('frame.projects'), exact: true }).click();
    await page.getByRole('heading', { level: 1, name: say('title.projects') }).waitFor();
    await sees(page.getByRole('status'), inLanguage({ de: /Vorhaben/, en: /projects?$/ }));
    assert.equal(broken, 2);
    assert.equal(await page.getByRole('alert').count(), 0);
  },
};

export const SESSION: readonly Journey[] = [signedOut, ended, renewed];
