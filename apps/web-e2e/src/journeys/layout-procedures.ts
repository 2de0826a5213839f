import type { ProcedureSummary } from '@querraum/contracts';
import type { Page } from 'playwright-core';
import { ADMIN, LEAD, PROCEDURE, PROCEDURE_NAME } from '../acts/cast.ts';
import { Prepared } from '../acts/prepared.ts';
import { twoVersions } from '../acts/two-versions.ts';
import type { World } from '../machine/journey.ts';
import { say, within } from '../machine/language.ts';
import { sees } from '../machine/see.ts';

/** The pages on which procedures are administered and interfered with, as `layout.ts` judges them. */
export const PROCEDURE_PAGES: Record<string, (world: World) => Promise<Page>> = {
  verfahrensliste: async (world) => {
    const page = await (await world.named(ADMIN)).open('/verwaltung/verfahren');
    await sees(page, PROCEDURE);
    await page.getByText(say('procedures.templates.copy')).first().click();
    return page;
  },
  verfahren: async (world) => {
    const page = await (await world.named(ADMIN)).open('/verwaltung/verfahren');
    await page.getByRole('link', { name: PROCEDURE }).click();
    await sees(page, say('procedures.version.name', { version: 1 }));
    await page.getByText(within('procedures.moreRules')).first().click();
    return page;
  },
  verfahrensentwurf: async (world) => {
    const admin = await world.named(ADMIN);
    const { items } = await admin.ask<{ items: ProcedureSummary[] }>('GET', '/procedures');
    const id = items.find(({ name }) => name.de === PROCEDURE_NAME.de)?.id;
    await admin.ask('POST', `/procedures/${id}/draft`);
    const page = await admin.open(`/verwaltung/verfahren/${id}/entwurf`);
    await page.getByLabel(say('procedures.form.period'), { exact: true }).first().fill('0');
    await page.getByRole('button', { name: say('procedures.discard.button') }).click();
    await sees(page, say('procedures.discard.question'));
    return page;
  },
  bpmneinlesen: async (world) => {
    const page = await (await world.named(ADMIN)).open('/verwaltung/verfahren/einlesen');
    await page.getByRole('button', { name: say('bpmn.read') }).click();
    await sees(page, say('bpmn.missing'));
    return page;
  },
  verfahrensdiagramm: async (world) => {
    const page = await (await world.named(ADMIN)).open('/verwaltung/verfahren');
    await page.getByRole('link', { name: PROCEDURE }).click();
    await page.getByRole('link', { name: say('diagram.see') }).click();
    await page.locator('[data-node]').nth(1).click();
    await page.keyboard.press('Enter');
    await sees(page, say('diagram.about'));
    return page;
  },
  wosteht: async (world) => {
    const prepared = await Prepared.running(world, 'Bewegungsräume im Diagramm');
    const page = await (await world.named(LEAD)).open(prepared.path);
    await page.getByRole('link', { name: say('diagram.whereIsIt') }).click();
    await sees(page.locator('[data-node].is-open'), say('diagram.state.open'));
    return page;
  },
  eingriff: async (world) => {
    const prepared = await Prepared.running(world, 'Bewegungsräume mit Eingriff');
    const page = await (await world.named(LEAD)).open(prepared.path);
    await page
      .locator('summary')
      .filter({ hasText: say('lead.heading') })
      .click();
    await page.getByRole('button', { name: say('lead.insert.name'), exact: true }).click();
    await sees(page, say('lead.insert.effect'));
    return page;
  },
  umstellung: async (world) => {
    const { id } = await twoVersions(world, ['Umstellung aller Bewegungsräume im Brunnenviertel']);
    const page = await (await world.named(ADMIN)).open(`/verwaltung/verfahren/${id}/umstellungen`);
    await page.getByRole('button', { name: say('versionChanges.plan') }).click();
    await page.getByRole('button', { name: say('versionChanges.check.begin') }).click();
    await page.getByText(within('versionChanges.change.deadline')).first().waitFor();
    await page.getByRole('button', { name: say('versionChanges.discard.button') }).click();
    await sees(page, say('versionChanges.discard.question'));
    return page;
  },
};
