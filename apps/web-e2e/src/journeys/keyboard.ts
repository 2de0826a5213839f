import assert from 'node:assert/strict';
import { CITY } from '../acts/cast.ts';
import { Prepared } from '../acts/prepared.ts';
import { answerButton, answered, answerRadio } from '../acts/task.ts';
import type { Journey } from '../machine/journey.ts';
import { say, saying } from '../machine/language.ts';
import { focusIsVisible, isFocused, sees, tabTo } from '../machine/see.ts';

const TITLE = 'Bewegungsräume ohne Maus';

const withoutMouse: Journey = {
  name: 'A task is found, taken over and answered without a mouse',
  async run(world) {
    await Prepared.running(world, 'Bewegungsräume daneben');
    const prepared = await Prepared.running(world, TITLE);
    const person = await world.named(CITY.colleague);
    const page = await person.open('/posteingang');
    const { keyboard } = page;
    const rows = page.getByRole('tabpanel').getByRole('listitem').getByRole('link');
    const own = rows.filter({ hasText: TITLE });

    await page.getByRole('heading', { level: 1, name: say('title.inbox') }).waitFor();
    await tabTo(page.getByRole('link', { name: say('frame.skip') }));
    await keyboard.press('Enter');
    await isFocused(page.locator('main'));
    await tabTo(page.getByRole('tab', { name: saying('inbox.box.meine') }));
    await keyboard.press('ArrowRight');
    await isFocused(page.getByRole('tab', { name: saying('inbox.box.amt') }));
    await own.waitFor();

    const chosen = page.locator('[data-task][aria-current=true]');
    const length = await rows.count();
    assert.ok(length >= 2);
    for (let step = 0; step < length && (await own.and(page.locator(':focus')).count()) === 0; step += 1) {
      const before = await chosen.getAttribute('data-task', { timeout: 1 }).catch(() => null);
      await keyboard.press('j');
      await page.locator(`[data-task][aria-current=true]:not([data-task="${before}"])`).waitFor();
      await isFocused(chosen);
      await focusIsVisible(page);
    }
    await isFocused(own);
    const here = (await own.getAttribute('data-task')) ?? '';
    const last = (await rows.last().getAttribute('data-task')) === here;
    await keyboard.press(last ? 'k' : 'j');
    await page.locator(`[data-task]:focus:not([data-task="${here}"])`).waitFor();
    await keyboard.press(last ? 'j' : 'k');
    await isFocused(own);

    await keyboard.press('Enter');
    const preview = page.getByRole('region', { name: say('preview.label') });
    await isFocused(preview.getByRole('heading', { level: 2 }));
    await sees(preview, TITLE, say('preview.nobody'));
    await keyboard.press('a');
    await own.waitFor({ state: 'detached' });
    await focusIsVisible(page);

    await tabTo(page.getByRole('tab', { name: saying('inbox.box.amt') }), 'Shift+Tab');
    await keyboard.press('ArrowLeft');
    await own.waitFor();
    await tabTo(rows);
    await keyboard.press('Home');
    for (let step = 0; step < 20 && (await own.and(page.locator(':focus')).count()) === 0; step += 1)
      await keyboard.press('ArrowDown');
    await isFocused(own);
    await keyboard.press('o');
    await page.getByRole('heading', { name: say('taskPage.decision') }).waitFor();
    await answerRadio(page, 'approve').waitFor();
    await tabTo(page.getByRole('radio'));
    await keyboard.press(' ');
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowUp');
    assert.ok(await answerRadio(page, 'approve').isChecked());
    await tabTo(page.getByRole('button', { name: answerButton('approve', 1) }));
    await keyboard.press('Enter');
    await sees(page, answered('approve', 1));
    await isFocused(page.getByRole('heading', { name: say('taskPage.decision') }));
    assert.equal((await prepared.seatOf(CITY)).current?.by?.person, 'Ines Scholz');
  },
};

const helpAndSwitch: Journey = {
  name: 'Single keys are listed by ? and can be switched off',
  async run(world) {
    const person = await world.newcomer(CITY.colleague);
    const page = await person.open('/posteingang');
    await page.getByRole('heading', { level: 1, name: say('title.inbox') }).waitFor();
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: say('keys.heading') });
    await sees(dialog, say('keys.claim.effect'));
    await dialog.getByRole('checkbox', { name: say('keys.enabled') }).uncheck();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    await page.keyboard.press('?');
    assert.equal(await dialog.count(), 0);
    assert.equal(await page.getByLabel(say('inbox.filter')).and(page.locator(':focus')).count(), 0);
    await page.getByRole('button', { name: say('frame.keys') }).click();
    await dialog.getByRole('checkbox', { name: say('keys.enabled') }).check();
    await dialog.getByRole('button', { name: say('keys.close') }).click();
    await page.keyboard.press('/');
    await isFocused(page.getByLabel(say('inbox.filter')));
  },
};

export const KEYBOARD: readonly Journey[] = [withoutMouse, helpAndSwitch];
