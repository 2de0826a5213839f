import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { CITY, HEALTH, LEAD, OFFICES, PROCEDURE, SIGNER, SIGNING_UNIT, SOCIAL, YOUTH } from '../acts/cast.ts';
import { Prepared } from '../acts/prepared.ts';
import { completed } from '../acts/project.ts';
import { isAccessible } from '../machine/axe.ts';
import { PICTURES } from '../machine/environment.ts';
import type { Journey } from '../machine/journey.ts';
import { say } from '../machine/language.ts';
import { sees } from '../machine/see.ts';

const A4_MINUS_MARGINS = { width: 680, height: 990 };

/** As paper shows it, from a dark screen: black on white, without what only a screen can use. */
async function isOnPaper(page: Page, name: string): Promise<string> {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.setViewportSize(A4_MINUS_MARGINS);
  await page.locator('html[data-kern-theme=light]').waitFor();
  const seen = await page.evaluate(() => ({
    text: (document.querySelector('main') as HTMLElement).innerText,
    banner: document.querySelector('header.head')?.checkVisibility(),
    buttons: [...document.querySelectorAll('main button')].filter((button) => button.checkVisibility()).length,
    paper: getComputedStyle(document.body).backgroundColor,
    ink: getComputedStyle(document.querySelector('h1') as HTMLElement).color,
    wide: document.documentElement.scrollWidth > innerWidth,
  }));
  const { text, ...rest } = seen;
  const ink = seen.ink.match(/[\d.]+/g)?.map(Number) ?? [];
  assert.deepEqual(
    { ...rest, ink: '' },
    { banner: false, buttons: 0, paper: 'rgb(255, 255, 255)', ink: '', wide: false },
  );
  assert.ok(seen.ink.startsWith('oklch') ? (ink[0] ?? 1) < 0.3 : ink.every((part) => part < 60), seen.ink);
  const pdf = await page.pdf({ preferCSSPageSize: true, tagged: true });
  writeFileSync(join(PICTURES, `${name}.pdf`), pdf);
  assert.ok(pdf.subarray(0, 5).toString() === '%PDF-' && pdf.includes('/StructTreeRoot'), 'no tagged PDF');
  return text;
}

const slip: Journey = {
  name: 'The Laufzettel tells the whole round on paper',
  async run(world) {
    const prepared = await Prepared.running(world, 'Bewegungsräume auf Papier');
    const reservation = 'Finanzierung ab 2028 ist offen.';
    await prepared.answer(await world.named(HEALTH.username), 'approve');
    await prepared.answer(await world.named(SOCIAL.username), 'reserve', reservation);
    await prepared.answer(await world.named(CITY.username), 'approve');
    const lead = await world.newcomer(LEAD);
    const page = await lead.open(prepared.path);
    await page.getByRole('link', { name: say('slip.link') }).click();
    await page.getByRole('button', { name: say('slip.print') }).waitFor();
    await sees(page, say('slip.differences'), say('seat.open'));
    await isAccessible(page, 'Laufzettel');
    const before = await isOnPaper(page, 'laufzettel-offen');
    assert.ok(before.includes(say('seat.open')), before);

    await prepared.answer(await world.named(YOUTH.username), 'approve');
    const signer = await world.named(SIGNER);
    const task = await prepared.claim(signer, 'finalSignature');
    const seat = await prepared.seatOf(SOCIAL);
    await signer.ask('POST', `/tasks/${task.id}/signature`, { result: 'signed', version: 1, acknowledged: [seat.id] });
    await page.emulateMedia({ media: 'screen' });
    await page.reload();
    await lead.signIn(page);
    await sees(page, say('signer.signed'));
    const text = await isOnPaper(page, 'laufzettel-gezeichnet');
    const { paper, projectReference } = await prepared.run();
    const told = [
      ...[prepared.title, projectReference, 'Brunnenstraße Nord', paper.sha256, SIGNING_UNIT, 'Dr. Marlene Ostermann'],
      ...OFFICES.flatMap(({ unit, name }) => [unit, say('capacity.byOrder', { person: name })]),
      say('quoted', { text: reservation }),
      say('slip.reservation', { unit: SOCIAL.unit }),
      say('slip.noted', { units: SOCIAL.unit }),
      completed(PROCEDURE),
    ];
    assert.deepEqual(
      told.filter((words) => !text.includes(words)),
      [],
    );
  },
};

const project: Journey = {
  name: 'The page of a project prints black on white, without controls',
  async run(world) {
    const prepared = await Prepared.running(world, 'Bewegungsräume gedruckt');
    const page = await (await world.newcomer(LEAD)).open(prepared.path);
    await sees(page, say('history.kind.project-created'));
    const text = await isOnPaper(page, 'vorhaben-gedruckt');
    for (const words of [prepared.title, ...OFFICES.map(({ unit }) => unit)]) assert.ok(text.includes(words), words);
  },
};

export const PRINT: readonly Journey[] = [slip, project];
