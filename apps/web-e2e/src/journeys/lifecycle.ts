import assert from 'node:assert/strict';
import type { ProjectDetail } from '@querraum/contracts';
import type { Page } from 'playwright-core';
import { ADMIN, CITY, HEALTH, LEAD, LEAD_UNIT } from '../acts/cast.ts';
import { Prepared } from '../acts/prepared.ts';
import { isAccessible } from '../machine/axe.ts';
import type { Journey, World } from '../machine/journey.ts';
import { inLanguage, optional, say, saying, within } from '../machine/language.ts';
import { isFocused, pressButton, sees, seesNot } from '../machine/see.ts';

const region = (page: Page, key: string) => page.getByRole('region', { name: say(key), exact: true });

async function openFile(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: say('projectPages.navigation') })
    .getByText(say('projectPages.file'))
    .click();
  await region(page, 'project.lead').waitFor();
}

const handOver: Journey = {
  name: 'The OE SPK hands the Federführung over to the Stadtentwicklungsamt while a round runs, by keyboard',
  async run(world) {
    const prepared = await Prepared.running(world, 'Bewegungsräume in neue Hände');
    await prepared.answer(await world.named(HEALTH.username), 'condition', 'Bitte Kapitel 3 ergänzen.');
    const page = await (await world.named(LEAD)).open(prepared.path);
    await openFile(page);
    const lead = region(page, 'project.lead');
    await pressButton(page, say('lifecycle.offer'));
    await pressButton(page, say('lifecycle.offer'));
    await sees(page.getByRole('alert'), say('lifecycle.toUnitMissing'));
    await page.getByLabel(say('lifecycle.toUnit')).selectOption({ label: CITY.unit });
    await page.getByLabel(say('lifecycle.reason'), { exact: true }).fill('Der Bolzplatz ist jetzt Städtebau.');
    await isAccessible(page, 'offer of the lead');
    await pressButton(page, say('lifecycle.offer'));
    await sees(lead, say('lifecycle.offeredTo', { unit: CITY.unit }), 'Der Bolzplatz ist jetzt Städtebau.');
    await isAccessible(page, 'lead that is offered');

    const city = await world.named(CITY.username);
    const theirs = await city.open('/posteingang');
    await theirs
      .getByRole('link', { name: /Bewegungsräume in neue Hände/ })
      .first()
      .waitFor();
    await theirs
      .getByRole('link', { name: /Bewegungsräume in neue Hände$/ })
      .first()
      .click();
    await pressButton(theirs, say('lifecycle.answer.accept.label'));
    await isFocused(theirs.getByLabel(optional('lifecycle.words')));
    await theirs.keyboard.type('Gern.');
    await isAccessible(theirs, 'acceptance of the lead');
    await pressButton(theirs, say('lifecycle.answer.accept.label'));
    await sees(theirs, within('lifecycle.pastOffers', { count: 1 }));
    await sees(region(theirs, 'project.lead').locator('p').first(), CITY.unit);
    await sees(region(theirs, 'project.parties'), LEAD_UNIT);

    // The round goes on, and what waited for the lead waits for the new one.
    const { parties } = await city.ask<ProjectDetail>('GET', `/projects/${prepared.projectId}`);
    assert.deepEqual(
      parties.filter(({ role }) => role === 'LEAD').map(({ unit }) => unit.name),
      [CITY.unit],
    );
    const history = await city.open(`${prepared.path}/verlauf`);
    await sees(history, within('history.kind.run-leadChanged'), within('history.kind.handover-accepted'));
    const round = await city.open(prepared.path);
    await round.getByRole('region', { name: saying('duty.condition.heading') }).waitFor();
    const mine = await (await world.named(LEAD)).open(prepared.path);
    await sees(mine, CITY.unit);
    assert.equal(await mine.getByRole('region', { name: saying('duty.condition.heading') }).count(), 0);
  },
};

async function openedProject(world: World, title: string): Promise<{ path: string; id: string }> {
  const lead = await world.named(LEAD);
  const prepared = await Prepared.running(world, title);
  return { path: prepared.path, id: (await lead.ask<ProjectDetail>('GET', `/projects/${prepared.projectId}`)).id };
}

const closing: Journey = {
  name: 'A project with a running round cannot be closed; then it is closed, put away and opened again, by keyboard',
  async run(world) {
    const { path, id } = await openedProject(world, 'Bewegungsräume zum Abschluss');
    const lead = await world.named(LEAD);
    const page = await lead.open(path);
    await openFile(page);
    const closing = region(page, 'lifecycle.closing');
    await sees(closing, say('lifecycle.blocked'), say('lifecycle.matter.run'), HEALTH.unit);
    assert.equal(await closing.getByRole('button', { name: say('lifecycle.close') }).count(), 0);
    await isAccessible(page, 'closing that is blocked');

    const { runs } = await lead.ask<ProjectDetail>('GET', `/projects/${id}`);
    await lead.ask('POST', `/runs/${runs[0]?.id}/cancel`, { reason: 'Der Anlass ist entfallen.' });
    await sees(closing, say('lifecycle.nothingOpen'));
    await pressButton(page, say('lifecycle.close'));
    const note = page.getByLabel(say('lifecycle.note'), { exact: true });
    await isFocused(note);
    await pressButton(page, say('lifecycle.close'));
    await sees(closing, say('lifecycle.wordsMissing'));
    await note.fill('Die Räume sind eröffnet.');
    await pressButton(page, say('lifecycle.close'));
    await sees(closing, 'Die Räume sind eröffnet.', say('lifecycle.closedExplained'));
    await sees(page, say('project.state.closed'));
    await isAccessible(page, 'closed project');
    assert.equal(await page.getByRole('button', { name: say('lifecycle.edit') }).count(), 0);
    assert.equal(await page.getByRole('button', { name: say('lifecycle.add') }).count(), 0);

    await pressButton(page, say('lifecycle.file'));
    await page.getByRole('form', { name: say('lifecycle.file') }).waitFor({ state: 'hidden' });
    await sees(closing, say('lifecycle.retainUntil'));
    await pressButton(page, say('lifecycle.reopen'));
    await isFocused(page.getByLabel(say('lifecycle.reason'), { exact: true }));
    await page.keyboard.type('Ein Nachtrag ist nötig.');
    await pressButton(page, say('lifecycle.reopen'));
    await sees(closing, say('lifecycle.nothingOpen'));
    await seesNot(page, say('project.state.closed'));
  },
};

const participants: Journey = {
  name: 'A unit is involved with a reason, and one with an open seat cannot leave',
  async run(world) {
    const { path } = await openedProject(world, 'Bewegungsräume mit neuen Beteiligten');
    const page = await (await world.named(LEAD)).open(path);
    await openFile(page);
    const parties = region(page, 'project.parties');
    await pressButton(page, say('lifecycle.add'));
    await page.getByLabel(say('newProject.unit'), { exact: true }).selectOption({ label: 'Rechtsamt' });
    await page.getByLabel(say('newProject.involvement'), { exact: true }).selectOption('STATEMENT');
    await page.getByLabel(say('lifecycle.reason'), { exact: true }).fill('Verträge mit den Vereinen');
    await pressButton(page, say('lifecycle.add'));
    await sees(parties, 'Rechtsamt', 'Verträge mit den Vereinen');
    await pressButton(page, say('lifecycle.endNamed', { unit: HEALTH.unit }));
    await page.getByLabel(say('lifecycle.reason'), { exact: true }).fill('Nicht mehr betroffen');
    await pressButton(page, say('lifecycle.end'));
    await sees(
      parties.getByRole('alert'),
      inLanguage({ de: /Gesundheitsamt hat hier noch offen/, en: /Gesundheitsamt still has open here/ }),
    );
    await isAccessible(page, 'participant who is busy');
  },
};

const scheme: Journey = {
  name: 'An administrator changes the pattern of the Aktenzeichen, and the next project bears it',
  async run(world) {
    const admin = await world.named(ADMIN);
    const page = await admin.open('/verwaltung');
    await page.getByRole('link', { name: say('administration.references'), exact: true }).click();
    await page.getByRole('heading', { level: 1, name: say('title.references') }).waitFor();
    const preview = page.getByRole('region', { name: say('references.preview') });
    await sees(preview, /^SPK \d+\/\d{4}$/);

    await pressButton(page, say('references.removeNamed', { number: 3 }));
    await sees(preview, say('references.fault.numberMissing'));
    await isAccessible(page, 'pattern with a fault');
    await page
      .getByRole('combobox', { name: say('references.part', { number: 3 }), exact: true })
      .selectOption('number');
    await page.getByLabel(say('references.digits')).fill('4');
    await page.getByLabel(say('references.digits')).blur();
    await sees(preview, say('references.fault.numberTouches'));
    await pressButton(page, say('references.add'));
    await isFocused(page.getByRole('combobox', { name: say('references.part', { number: 5 }), exact: true }));
    await page.getByLabel(say('references.text'), { exact: true }).last().fill('-');
    await pressButton(page, say('references.earlierNamed', { number: 5 }));
    await sees(preview, /^SPK \d{4}-\d{4}$/);
    await pressButton(page, say('references.save'));
    await sees(page, within('references.saved'));
    await isAccessible(page, 'pattern that is kept');

    const lead = await world.named(LEAD);
    const opened = await Prepared.running(world, 'Bewegungsräume mit neuem Zeichen');
    const { reference } = await lead.ask<ProjectDetail>('GET', `/projects/${opened.projectId}`);
    assert.match(reference, /^SPK \d{4}-\d{4}$/);
    await sees(await lead.open(opened.path), reference);

    // As it was: what other journeys open bears the usual one.
    await page.getByLabel(say('references.digits')).fill('1');
    await page.getByLabel(say('references.digits')).blur();
    await page.getByLabel(say('references.text'), { exact: true }).last().fill('/');
    await pressButton(page, say('references.save'));
    await sees(page, within('references.saved'));
  },
};

export const LIFECYCLE: readonly Journey[] = [handOver, closing, participants, scheme];
