import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { HEALTH, LEAD } from '../acts/cast.ts';
import { Prepared } from '../acts/prepared.ts';
import { choose, openTask } from '../acts/task.ts';
import { ADDRESS, ISSUER } from '../machine/environment.ts';
import type { Journey } from '../machine/journey.ts';
import { PASSWORD } from '../machine/person.ts';
import { sees } from '../machine/see.ts';

async function signOut(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button').last().click();
  await page.getByRole('menuitem', { name: 'Abmelden' }).click();
}

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
    await page.getByLabel('Benutzername').waitFor();
    await page.goto(ADDRESS + prepared.path);
    await page.getByLabel('Benutzername').waitFor();
    assert.ok(page.url().startsWith(ISSUER));
    await page.getByLabel('Benutzername').fill(LEAD);
    await page.getByLabel('Kennwort').fill('falsch');
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await sees(page.getByRole('alert'), 'Benutzername oder Kennwort stimmt nicht.');
    await page.getByLabel('Kennwort').fill(PASSWORD);
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
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
    await choose(page, 'mit Maßgabe', words);

    const other = await person.open('/posteingang');
    await signOut(other);
    await other.getByLabel('Benutzername').waitFor();
    const restore = await breakTokens(page);
    await page.getByRole('button', { name: 'Fassung 1 mit Maßgabe mitzeichnen, i. A.' }).click();
    await sees(page.getByRole('alert').first(), 'Sie haben sich in einem anderen Fenster abgemeldet.');
    assert.equal(await page.locator('#begruendung').inputValue(), words);
    assert.deepEqual((await prepared.seatOf(HEALTH)).answers, []);

    await restore();
    await page.getByRole('button', { name: 'Neu anmelden' }).click();
    await person.signIn(page);
    assert.equal(new URL(page.url()).pathname, `/aufgaben/${id}`);
    await page.locator('#begruendung').waitFor();
    assert.equal(await page.locator('#begruendung').inputValue(), words);
    await page.getByRole('button', { name: 'Fassung 1 mit Maßgabe mitzeichnen, i. A.' }).click();
    await sees(page, 'Ihre Maßgabe zu Fassung 1 liegt bei der Federführung.');
    assert.equal((await prepared.seatOf(HEALTH)).answers.length, 1);
  },
};

const renewed: Journey = {
  name: 'A refused token is renewed once and the person notices nothing',
  async run(world) {
    const lead = await world.newcomer(LEAD);
    const page = await lead.open('/posteingang');
    await page.getByRole('heading', { level: 1, name: 'Posteingang' }).waitFor();
    let broken = 0;
    await page.route(`${ADDRESS}/api/v1/projects**`, (route) => {
      const headers = route.request().headers();
      broken += 1;
      return broken > 1
        ? route.continue()
        : route.continue({ headers: { ...headers, authorization: `${headers['authorization'] ?? 'Bearer '}x` } });
    });
    await page.getByRole('link', { name: 'Vorhaben', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Vorhaben' }).waitFor();
    await sees(page.getByRole('status'), /Vorhaben/);
    assert.equal(broken, 2);
    assert.equal(await page.getByRole('alert').count(), 0);
  },
};

export const SESSION: readonly Journey[] = [signedOut, ended, renewed];
