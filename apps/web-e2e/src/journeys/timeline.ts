import assert from 'node:assert/strict';
import { CITY, HEALTH, LEAD, STRANGER, YOUTH } from '../acts/cast.ts';
import { Prepared } from '../acts/prepared.ts';
import { isAccessible } from '../machine/axe.ts';
import { ADDRESS } from '../machine/environment.ts';
import type { Journey } from '../machine/journey.ts';
import { say, within } from '../machine/language.ts';
import { sees, seesNot, tabTo } from '../machine/see.ts';

const timeline: Journey = {
  name: 'The history is narrowed to documents and to one unit, leads to what it tells of, and can be sent as a link',
  async run(world) {
    const prepared = await Prepared.running(world, 'Bewegungsräume im Verlauf');
    await prepared.answer(await world.named(HEALTH.username), 'condition', 'Bitte Kapitel 2 ergänzen.');
    const page = await (await world.named(LEAD)).open(prepared.path);

    // Who has it: the unit of a task that is open, and the way to it.
    const holders = page.getByRole('region', { name: within('holders.heading') });
    const held = holders.getByRole('listitem').filter({ hasText: YOUTH.unit });
    await held.getByRole('link').click();
    await sees(page, YOUTH.unit);
    await page.goBack();

    await tabTo(page.getByRole('link', { name: say('timeline.whole') }));
    await page.keyboard.press('Enter');
    const history = page.getByRole('region', { name: say('timeline.heading') });
    await sees(history, say('history.kind.project-created'));
    await isAccessible(page, 'history');

    await history.getByRole('checkbox', { name: say('timeline.topic.documents') }).check();
    await seesNot(history, say('history.kind.project-created'));
    await sees(history, within('history.kind.document-versionAdded', { title: 'Konzept Bewegungsräume' }));
    await history.getByRole('checkbox', { name: say('timeline.topic.documents') }).uncheck();

    await history.getByLabel(say('timeline.who')).selectOption({ label: HEALTH.unit });
    await seesNot(history, say('history.kind.project-created'));
    const answered = history.getByRole('link', { name: `${HEALTH.unit}: ${say('historyWords.answer.condition')}` });
    await answered.waitFor();
    assert.match(new URL(page.url()).search, /stelle=/);

    // The address is the filter: loaded again, and by the back button, the same entries are there.
    await page.reload();
    await answered.waitFor();
    await seesNot(history, say('history.kind.project-created'));
    await answered.click();
    await sees(page, HEALTH.unit, 'Bitte Kapitel 2 ergänzen.');
    await page.goBack();
    await answered.waitFor();

    await history.getByLabel(say('timeline.query')).fill('Seilbahn');
    await sees(history, say('timeline.emptyFiltered'));
    await history.getByRole('button', { name: say('timeline.clear') }).click();
    await sees(history, say('history.kind.project-created'));
  },
};

const feed: Journey = {
  name: 'Somebody subscribes to the Fristen of a project, reads them without a sign-in, renews and revokes the address',
  async run(world) {
    const prepared = await Prepared.running(world, 'Bewegungsräume im Kalender');
    const page = await (await world.named(CITY.username)).open(prepared.path);
    const box = page.getByRole('region', { name: say('calendarFeed.heading') });
    const address = box.getByLabel(say('calendarFeed.address'));
    const read = async (url: string) => {
      const response = await fetch(url);
      return { status: response.status, text: await response.text() };
    };
    await tabTo(box.getByRole('button', { name: say('calendarFeed.give') }));
    await page.keyboard.press('Enter');
    await address.waitFor();
    await isAccessible(page, 'address of a calendar');
    const first = await address.inputValue();
    assert.ok(first.startsWith(`${ADDRESS}/api/v1/calendar-feeds/`), first);
    const calendar = await read(first);
    assert.equal(calendar.status, 200);
    // Long lines are folded.
    const text = calendar.text.replaceAll('\r\n ', '');
    assert.match(text, /^BEGIN:VCALENDAR/);
    assert.ok(text.includes(prepared.title) && text.includes('VALUE=DATE'), text);

    await box.getByRole('button', { name: say('calendarFeed.renew') }).click();
    await page.waitForFunction(
      (old) => ![...document.querySelectorAll('input')].some(({ value }) => value === old),
      first,
    );
    const second = await address.inputValue();
    assert.equal((await read(first)).status, 404);
    assert.equal((await read(second)).status, 200);

    // In the settings stands what somebody has subscribed to, and can be taken back.
    await page.goto(`${ADDRESS}/einstellungen`);
    await sees(page, within('calendarFeed.since'));
    await isAccessible(page, 'settings with calendars');
    await page.getByRole('button', { name: within('calendarFeed.revokeOf') }).click();
    await seesNot(page, prepared.title);
    assert.equal((await read(second)).status, 404);
  },
};

const own: Journey = {
  name: 'The own Fristen become a calendar in the settings; whoever has none gets an empty one',
  async run(world) {
    const page = await (await world.named(STRANGER)).open('/einstellungen');
    const box = page.getByRole('region', { name: say('calendarFeed.heading') });
    await box.getByRole('button', { name: say('calendarFeed.give') }).click();
    const address = await box.getByLabel(say('calendarFeed.address')).inputValue();
    const calendar = await (await fetch(address)).text();
    assert.ok(calendar.includes('BEGIN:VCALENDAR') && !calendar.includes('BEGIN:VEVENT'), calendar);
    await box.getByRole('button', { name: say('calendarFeed.revoke') }).click();
    await box.getByRole('button', { name: say('calendarFeed.give') }).waitFor();
    assert.equal((await fetch(address)).status, 404);
  },
};

export const TIMELINE: readonly Journey[] = [timeline, feed, own];
