import assert from 'node:assert/strict';
import type { ProcedureSummary } from '@querraum/contracts';
import type { Locator, Page } from 'playwright-core';
import { ADMIN, LEAD, SECOND_ADMIN } from '../acts/cast.ts';
import { Prepared } from '../acts/prepared.ts';
import { isAccessible } from '../machine/axe.ts';
import { inLanguage, say, saying, within } from '../machine/language.ts';
import type { Journey } from '../machine/journey.ts';
import { isFocused, sees, seesNot, tabTo } from '../machine/see.ts';

/** What the product ships and no other journey uses, so that this one changes nothing under their feet. */
const NAMES = {
  de: 'Mitzeichnung der beteiligten Stellen mit Schlusszeichnung',
  en: 'Co-signature of the participating units with final signature',
} as const;
const NAME = inLanguage(NAMES);
const NOBODY_ACTS = 'Serviceeinheit Organisation und IT';
const ONE_MORE = 'Rechtsamt';

const frist = (page: Page): Locator => page.getByLabel(say('procedures.form.period'), { exact: true }).first();
const saveButton = (page: Page): Locator => page.getByRole('button', { name: say('procedures.form.save') });

/** Takes over the shipped procedure where it is not there yet; gives its id. */
async function takenOver(page: Page, list: () => Promise<{ items: ProcedureSummary[] }>): Promise<string> {
  const takeOver = page.getByRole('button', { name: say('procedures.templates.takeOverOf', { name: NAME }) });
  await page.getByText(say('procedures.templates.about')).waitFor();
  await takeOver
    .or(page.getByRole('link', { name: NAME }))
    .first()
    .waitFor();
  if (await takeOver.isVisible()) {
    await tabTo(takeOver);
    await page.keyboard.press('Enter');
    await sees(page, say('procedures.templates.taken', { name: NAME }));
  }
  const id = (await list()).items.find(({ name }) => name.de === NAMES.de)?.id;
  assert.ok(id);
  return id;
}

async function addUnit(page: Page, unit: string): Promise<void> {
  const choice = page.getByLabel(say('procedures.form.addUnit'));
  await tabTo(choice);
  await page.keyboard.type(unit.slice(0, 26));
  assert.equal(await choice.locator('option:checked').innerText(), unit);
  await tabTo(page.getByRole('button', { name: say('procedures.form.addTo', { number: 1 }) }));
  await page.keyboard.press('Enter');
  await page.getByLabel(unit, { exact: true }).waitFor();
  await isFocused(choice);
}

async function save(page: Page): Promise<void> {
  await tabTo(saveButton(page));
  await page.keyboard.press('Enter');
  await sees(page, say('procedures.form.saved'));
}

const secondVersion: Journey = {
  name: 'An administrator changes a procedure without a mouse, a second one releases it, and what runs keeps its version',
  async run(world) {
    const admin = await world.named(ADMIN);
    const page = await admin.open('/verwaltung');
    await page.getByRole('link', { name: say('administration.procedures'), exact: true }).click();
    const id = await takenOver(page, () => admin.ask('GET', '/procedures'));
    const before = await Prepared.running(world, 'Spielflächen nach Version 1', 'Spielflächenkonzept', NAMES.de);
    await isAccessible(page, 'procedures');

    await page.getByRole('link', { name: NAME }).click();
    await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
    await sees(page, say('procedures.version.name', { version: 1 }));
    await isAccessible(page, 'procedure');
    await tabTo(page.getByRole('button', { name: say('procedures.edit') }));
    await page.keyboard.press('Enter');
    await frist(page).waitFor();
    await isAccessible(page, 'draft');

    // A Frist of 0 and a unit for which nobody may act: said at the field, and in the way of a release.
    await addUnit(page, NOBODY_ACTS);
    await tabTo(frist(page));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('0');
    await sees(
      page,
      inLanguage({ de: 'Eine Frist von 0 lässt niemandem Zeit.', en: 'A time limit of 0 leaves nobody' }),
    );
    assert.equal(await frist(page).getAttribute('aria-invalid'), 'true');
    await save(page);
    const nobody = inLanguage({ de: 'darf zurzeit niemand handeln', en: 'Nobody may act for the unit' });
    await sees(page.getByRole('form'), new RegExp(nobody));
    await sees(page, say('procedures.release.findings'));
    await isAccessible(page, 'draft with findings');
    const finding = page.getByRole('link', { name: new RegExp(nobody) });
    await tabTo(finding);
    await page.keyboard.press('Enter');
    await isFocused(page.getByLabel(NOBODY_ACTS, { exact: true }));

    await tabTo(page.getByRole('button', { name: say('procedures.form.removeUnit', { unit: NOBODY_ACTS }) }));
    await page.keyboard.press('Enter');
    await isFocused(page.getByLabel(say('procedures.form.addUnit')));
    await page.keyboard.press('Shift+Tab');
    await addUnit(page, ONE_MORE);
    await tabTo(frist(page));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('8');
    await sees(page, say('procedures.form.unsaved'));
    await save(page);
    await sees(page, say('procedures.check.none'));
    const frist8 = inLanguage({
      de: '„Mitzeichnung“, Frist: 8 Arbeitstage (bisher: 5 Arbeitstage).',
      en: '“Co-signature”, Time limit: 8 working days (before: 5 working days).',
    });
    await sees(page, frist8, say('procedures.release.others', { people: SECOND_ADMIN.name }));
    const release = say('procedures.release.button', { version: 2 });
    assert.equal(await page.getByRole('button', { name: release }).count(), 0);

    const second = await world.named(SECOND_ADMIN.username);
    const reading = await second.open(`/verwaltung/verfahren/${id}/entwurf`);
    await sees(reading, frist8, new RegExp(`${ONE_MORE}.*`));
    await tabTo(reading.getByRole('button', { name: release }));
    await reading.keyboard.press('Enter');
    await sees(reading, say('procedures.release.readFirst'));
    await isFocused(reading.getByRole('checkbox', { name: say('procedures.release.read') }));
    await reading.keyboard.press(' ');
    await isAccessible(reading, 'release');
    await tabTo(reading.getByRole('button', { name: release }));
    await reading.keyboard.press('Enter');
    await sees(
      reading,
      say('procedures.released', { version: 2 }),
      say('procedures.version.name', { version: 2 }),
      frist8,
    );
    await sees(reading, saying('procedures.older.one', { count: 1, version: 1, valid: 2 }));
    await isAccessible(reading, 'released');

    const after = await Prepared.running(world, 'Spielflächen nach Version 2', 'Spielflächenkonzept', NAMES.de);
    const lead = await world.named(LEAD);
    const old = await lead.open(before.path);
    await sees(old, saying('run.byOlderVersion', { version: 1, valid: 2 }));
    assert.ok((await before.round()).seats.every(({ unit }) => unit.name !== ONE_MORE));
    const young = await lead.open(after.path);
    await sees(young, saying('run.byVersion', { version: 2 }), ONE_MORE);
    await isAccessible(old, 'project with an older version');

    // Whoever was on the draft meanwhile is told what became of it.
    await frist(page).fill('9');
    await saveButton(page).click();
    await sees(page.getByRole('alert'), new RegExp(SECOND_ADMIN.name));
  },
};

const twoEditors: Journey = {
  name: 'Two administrators change the same draft: the second learns who was faster and loses nothing',
  async run(world) {
    const admin = await world.named(ADMIN);
    const page = await admin.open('/verwaltung/verfahren');
    const id = await takenOver(page, () => admin.ask('GET', '/procedures'));
    await page.goto(page.url().replace(/\/verfahren.*/, `/verfahren/${id}`));
    await admin.signIn(page);
    await page.getByRole('button', { name: say('procedures.edit') }).click();
    await frist(page).fill('11');
    const second = await world.named(SECOND_ADMIN.username);
    const other = await second.open(`/verwaltung/verfahren/${id}/entwurf`);
    await frist(other).fill('12');
    await saveButton(other).click();
    await sees(other, say('procedures.form.saved'));

    await saveButton(page).click();
    await sees(page.getByRole('alert'), say('procedures.conflict.heading', { person: SECOND_ADMIN.name }));
    assert.equal(await frist(page).inputValue(), '11');
    await sees(page.getByRole('alert'), within('procedures.conflict.differences'), /11 .*12 /);
    await isAccessible(page, 'conflict');
    // A reload in the middle of it changes nothing.
    await page.reload();
    await admin.signIn(page);
    await sees(page.getByRole('alert'), say('procedures.conflict.heading', { person: SECOND_ADMIN.name }));
    assert.equal(await frist(page).inputValue(), '11');
    await page.getByRole('button', { name: say('procedures.conflict.mine') }).click();
    await saveButton(page).click();
    await sees(page, say('procedures.form.saved'), say('procedures.release.nobody'));

    await page.getByRole('button', { name: say('procedures.discard.button') }).click();
    await sees(page, say('procedures.discard.effect'));
    await page.getByRole('button', { name: say('procedures.discard.no') }).click();
    await seesNot(page, say('procedures.discard.effect'));
    await page.getByRole('button', { name: say('procedures.discard.button') }).click();
    await page.getByRole('button', { name: say('procedures.discard.yes') }).click();
    await page.getByRole('button', { name: say('procedures.edit') }).waitFor();
    await page.goBack();
    await sees(page.getByRole('alert'), say('problem.notFound.title'));
  },
};

export const PROCEDURES: readonly Journey[] = [secondVersion, twoEditors];
