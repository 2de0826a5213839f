import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { PROCEDURE } from '../acts/cast.ts';
import { ROOT as ROOT_FOLDER } from '../machine/environment.ts';
import type { Journey } from '../machine/journey.ts';
import { judge } from '../machine/judge.ts';
import { inLanguage, say, saying, within } from '../machine/language.ts';
import { isFocused, sees } from '../machine/see.ts';
import { AGREED_AT_ONCE } from './agreed-at-once.ts';

/** These journeys build on one another: an empty house can be set up only once. */
const FIRST = 'administration';
const AUTHORITY = 'Bezirksamt Neustadt';
const ROOT = 'BA-NEU';
const UNITS = `Kürzel;Name;Art;Ressort;Übergeordnet
GES;Gesundheitsamt;Amt;Gesundheit;BzStR
SPK;OE SPK;AREA_COORDINATION;AREA_COORDINATION;BzStR
BzStR;Geschäftsbereich;Geschäftsbereich;Bezirksamtsmitglied;${ROOT}
KAPUTT;Kaputtes Amt;Abteilchen;;${ROOT}
`;
const PEOPLE = 'username,name,unit,role\nclara.neu,Clara Neu,GES,CASE_WORKER\nbernd.neu,=Bernd Neu,GES,HEAD\n';

const codeOf = (): string => process.env['SETUP_CODE'] ?? '';

async function judgeAndGoOn(page: Page, name: string): Promise<void> {
  await judge(page, name);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
}

async function checkFile(page: Page, text: string, name: string): Promise<void> {
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.getByLabel(say('houseImport.file')).setInputFiles(file);
  await page.getByRole('button', { name: say('houseImport.check') }).click();
  await isFocused(page.getByRole('heading', { name: say('houseImport.report') }));
}

const field = (page: Page, key: string) => page.getByLabel(say(key), { exact: true });

const setUp: Journey = {
  name: 'An empty house is set up in the browser by whoever knows the code, once',
  async run(world) {
    const page = await (await world.named(FIRST)).open('/');
    await page.getByRole('heading', { level: 1, name: say('setup.heading') }).waitFor();
    const submit = page.getByRole('button', { name: say('setup.submit') });
    await submit.click();
    const summary = page.getByRole('alert').filter({ hasText: say('form.errors') });
    await summary.getByRole('link', { name: say('setup.missing.code') }).click();
    await isFocused(field(page, 'setup.code'));
    await judgeAndGoOn(page, 'einrichten');

    await field(page, 'setup.code').fill('FALSCH');
    await field(page, 'setup.name').fill(AUTHORITY);
    await field(page, 'setup.shortName').fill(ROOT);
    await field(page, 'setup.ownName').fill('Ada Erste');
    await submit.click();
    await sees(page, /Noch 4 Versuche|4 attempts left/);
    await field(page, 'setup.code').fill(codeOf().toLowerCase());
    await submit.dblclick();
    await page.getByRole('heading', { name: say('setup.steps') }).waitFor();
    assert.equal(await page.getByText(say('setup.toDo'), { exact: true }).count(), 5);
    await judgeAndGoOn(page, 'fuenf-schritte');

    const stranger = await (await world.named('eva.fremd')).open('/');
    await sees(stranger, say('setup.unknown', { username: 'eva.fremd' }));
    await judgeAndGoOn(stranger, 'nicht-eingetragen');
  },
};

const imported: Journey = {
  name: 'The organisation is imported from CSV with a faulty row, and the same file again changes nothing',
  async run(world) {
    const page = await (await world.named(FIRST)).open('/verwaltung/organisation/einlesen');
    const check = (text: string, name: string) => checkFile(page, text, name);
    await check(UNITS, 'einheiten.csv');
    await sees(page, say('houseImport.summary', { added: 3, changed: 0, unchanged: 0, refused: 1 }));
    await sees(page, inLanguage({ de: /Art „Abteilchen“ gibt es nicht/, en: /There is no kind 'Abteilchen'/ }));
    await judgeAndGoOn(page, 'bericht');
    await page.getByRole('button', { name: say('houseImport.runGood', { count: 3 }) }).click();
    await sees(page, say('houseImport.done', { added: 3, changed: 0, unchanged: 0, refused: 1 }));
    await check(UNITS, 'einheiten.csv');
    await sees(page, say('houseImport.nothing'));

    await page.getByRole('radio', { name: saying('houseImport.kinds.people') }).check();
    await check(PEOPLE, 'personen.csv');
    await page.getByRole('button', { name: say('houseImport.runAll') }).click();
    await sees(page, say('houseImport.done', { added: 2, changed: 0, unchanged: 0, refused: 0 }));

    await page.goto(new URL('/verwaltung/organisation', page.url()).href);
    await page
      .getByRole('region', { name: say('house.tree') })
      .getByRole('link', { name: 'Gesundheitsamt' })
      .click();
    const unit = page.getByRole('region', { name: say('house.unit') });
    await sees(unit, 'Clara Neu', '=Bernd Neu', say('house.waiting'));
    await sees(page, say('house.gap.nobody'));
    await judgeAndGoOn(page, 'organisation');
  },
};

const firstSignIn: Journey = {
  name: 'A person is added, signs in for the first time, and can do nothing any more once disabled',
  async run(world) {
    const admin = await (await world.named(FIRST)).open('/verwaltung/organisation/personen/neu');
    const waits = await (await world.named('nora.neu')).open('/');
    await sees(waits, say('setup.unknownHeading'));

    await field(admin, 'house.personName').fill('Nora Neu');
    await field(admin, 'house.username').fill('Nora.Neu');
    await admin.getByRole('button', { name: say('house.addPerson') }).click();
    await sees(admin.getByRole('alert'), say('house.missing.unit'));
    await admin
      .getByLabel(say('house.unit'), { exact: true })
      .selectOption({ label: '\u00a0\u00a0\u00a0\u00a0OE SPK' });
    await judgeAndGoOn(admin, 'person-anlegen');
    await admin.getByRole('button', { name: say('house.addPerson') }).click();
    await admin.getByRole('heading', { level: 1, name: 'Nora Neu' }).waitFor();
    await sees(admin, say('house.waitingHint', { username: 'nora.neu' }));
    await judgeAndGoOn(admin, 'person');

    await waits.getByRole('button', { name: say('setup.tryAgain') }).click();
    await waits.getByRole('heading', { level: 1, name: say('title.inbox') }).waitFor();
    await sees(waits.getByRole('banner'), 'Nora Neu');

    await admin.reload();
    await admin.getByRole('button', { name: say('house.disable') }).click();
    await sees(admin, saying('house.disabledSince'));
    await waits.reload();
    await sees(waits, say('setup.unknownHeading'));
  },
};

const lastAdministrator: Journey = {
  name: 'The last administrator cannot lock the house from outside',
  async run(world) {
    const admin = await (await world.named(FIRST)).open('/verwaltung/organisation/personen');
    await admin.getByRole('link', { name: 'Ada Erste' }).click();
    await admin.getByRole('button', { name: say('house.disable') }).click();
    await sees(admin.getByRole('alert'), /letzte Fachadministration|last administrator/);
    await admin.getByRole('button', { name: saying('house.endRoleOf') }).click();
    await sees(admin.getByRole('alert'), /letzte Fachadministration|last administrator/);
  },
};

const administrates: Journey = {
  name: 'Whoever only administrates begins with the administration, and is offered no project to lead',
  async run(world) {
    const page = await (await world.named(FIRST)).open('/');
    await page.waitForURL(/\/verwaltung$/);
    await page.getByRole('link', { name: say('setup.step.secondAdministrator') }).click();
    const chosen = (name: string) => page.locator('option:checked', { hasText: name });
    await chosen(AUTHORITY).waitFor({ state: 'attached' });
    await chosen(inLanguage({ de: 'Fachadministration', en: 'Administration' })).waitFor({ state: 'attached' });

    await field(page, 'house.personName').fill('Zora Zwei');
    await field(page, 'house.username').fill('zora zwei');
    await page.getByRole('button', { name: say('house.addPerson') }).click();
    await sees(
      page.getByRole('alert'),
      inLanguage({ de: /nicht die erlaubte Form/, en: /not have the permitted form/ }),
    );

    await page.goto(new URL('/vorhaben/neu', page.url()).href);
    await sees(page, say('newProject.noLead'));
    await judgeAndGoOn(page, 'vorhaben-ohne-federfuehrung');
  },
};

/** The organisation of the demonstration as somebody would bring it: two CSV files. */
function demoFiles(): { units: string; people: string } {
  const { tenants } = JSON.parse(readFileSync(join(ROOT_FOLDER, 'infra/data/demo-organisation.json'), 'utf8')) as Demo;
  const [{ units = [], people = [] } = {}] = tenants;
  const [top] = units.filter(({ parent }) => parent === null);
  const parentOf = (parent: string | null) => (parent === top?.code ? ROOT : (parent ?? ''));
  const line = (...cells: (string | null)[]) => cells.map((cell) => `"${cell ?? ''}"`).join(';');
  return {
    units: [
      'Kürzel;Name;Art;Ressort;Übergeordnet',
      ...units.flatMap(({ code, name, kind, department, parent }) =>
        parent === null ? [] : [line(code, name.de, kind, department, parentOf(parent))],
      ),
    ].join('\n'),
    people: [
      'Benutzername;Name;Einheit;Rolle;Zeichnung',
      ...people.map(({ username, name, unit, role, capacity }) =>
        line(username, name, parentOf(unit) || unit, role, capacity),
      ),
    ].join('\n'),
  };
}

interface Demo {
  tenants: {
    units: { code: string; name: { de: string }; kind: string; department: string | null; parent: string | null }[];
    people: { username: string; name: string; unit: string; role: string; capacity: string }[];
  }[];
}

const story: Journey = {
  name: 'The story runs in the house that was set up, up to the final signature, and the five steps are done',
  async run(world) {
    const admin = await world.named(FIRST);
    const { units, people } = demoFiles();
    for (const [art, file] of [
      ['einheiten', units],
      ['personen', people],
    ] as const) {
      const page = await admin.open(`/verwaltung/organisation/einlesen?art=${art}`);
      await checkFile(page, file, `${art}.csv`);
      await page.getByRole('button', { name: say('houseImport.runAll') }).click();
      await sees(page, within('houseImport.done'));
    }
    const procedures = await admin.open('/verwaltung/verfahren');
    await procedures.getByRole('button', { name: say('procedures.templates.takeOverOf', { name: PROCEDURE }) }).click();
    await sees(procedures, say('procedures.templates.taken', { name: PROCEDURE }));
    const steps = await admin.open('/verwaltung');
    await steps.getByRole('heading', { name: say('setup.steps') }).waitFor();
    assert.equal(await steps.getByText(say('setup.done'), { exact: true }).count(), 4);

    await AGREED_AT_ONCE[0]?.run(world);
    await steps.reload();
    await steps.getByRole('heading', { name: say('administration.organisation') }).waitFor();
    await steps.getByRole('heading', { name: say('setup.steps') }).waitFor({ state: 'detached' });
  },
};

export const EMPTY_HOUSE: readonly Journey[] = [setUp, imported, firstSignIn, lastAdministrator, administrates, story];
