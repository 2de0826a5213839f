import assert from 'node:assert/strict';
import type { CycleView, ProjectDetail } from '@querraum/contracts';
import { HEALTH, LEAD } from '../acts/cast.ts';
import { Prepared } from '../acts/prepared.ts';
import { isAccessible } from '../machine/axe.ts';
import type { Journey } from '../machine/journey.ts';
import { say, within } from '../machine/language.ts';
import { isFocused, pressButton, sees } from '../machine/see.ts';

const TITLE = 'Profil Brunnenviertel';

const renewal: Journey = {
  name: 'A project gets a cycle, is paused and resumed, and its lead opens the Fortschreibung, by keyboard',
  async run(world) {
    const lead = await world.named(LEAD);
    const prepared = await Prepared.running(world, TITLE);
    const page = await lead.open(`${prepared.path}/akte`);
    const section = page.getByRole('region', { name: say('cycle.heading'), exact: true });
    await sees(section, say('cycle.none'));
    await pressButton(page, say('cycle.set'));
    await section.getByLabel(say('cycle.nextOn'), { exact: true }).fill('2020-01-01');
    await pressButton(page, say('cycle.set'));
    await sees(section, say('cycle.nextOnMissing'));
    await section.getByLabel(say('cycle.nextOn'), { exact: true }).fill('2040-02-29');
    await section.getByLabel(say('cycle.rhythm'), { exact: true }).selectOption('36');
    await isAccessible(page, 'form of a cycle');
    await pressButton(page, say('cycle.set'));
    await sees(section, say('cycle.state.running'), say('cycle.every', { months: 36 }), say('cycle.remindOn'));
    await isAccessible(page, 'project with a cycle');

    await pressButton(page, say('cycle.pause'));
    await isFocused(section.getByLabel(say('lifecycle.reason'), { exact: true }));
    await page.keyboard.type('Das Gebiet wird neu geschnitten.');
    await pressButton(page, say('cycle.pause'));
    await sees(section, say('cycle.state.paused'), 'Das Gebiet wird neu geschnitten.');
    await pressButton(page, say('cycle.resume'));
    await section.getByLabel(say('cycle.nextOn'), { exact: true }).waitFor();
    await pressButton(page, say('cycle.resume'));
    await sees(section, say('cycle.state.running'));

    // Who takes part reads it, and has nothing to press.
    const other = await (await world.named(HEALTH.username)).open(`${prepared.path}/akte`);
    const theirs = other.getByRole('region', { name: say('cycle.heading'), exact: true });
    await sees(theirs, say('cycle.state.running'));
    assert.equal(await theirs.getByRole('button').count(), 0);

    await pressButton(page, say('cycle.open'));
    const title = section.getByLabel(say('cycle.title'), { exact: true });
    await isFocused(title);
    assert.equal(await title.inputValue(), `${TITLE} (Fortschreibung 2040)`);
    await isAccessible(page, 'form of a renewal');
    await pressButton(page, say('cycle.open'));
    await page.getByRole('heading', { level: 1, name: `${TITLE} (Fortschreibung 2040)` }).waitFor();
    const { successor } = await lead.ask<CycleView>('GET', `/projects/${prepared.projectId}/cycle`);
    const opened = await lead.ask<ProjectDetail>('GET', `/projects/${successor?.id}`);
    assert.equal(opened.parties.length, 5);
    const next = await lead.open(`/vorhaben/${successor?.id}/akte`);
    const renewed = next.getByRole('region', { name: say('cycle.heading'), exact: true });
    await sees(renewed, say('cycle.predecessor'), TITLE, say('cycle.state.running'));
    await sees(await lead.open(`/vorhaben/${successor?.id}/verlauf`), within('history.kind.cycle-renews'));
    await sees(await lead.open(`${prepared.path}/akte`), say('cycle.successor'), say('cycle.state.passedOn'));
  },
};

export const CYCLES: readonly Journey[] = [renewal];
