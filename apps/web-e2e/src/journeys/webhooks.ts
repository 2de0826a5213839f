import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GivenWebhook } from '@querraum/contracts';
import type { Page } from 'playwright-core';
import { ADMIN } from '../acts/cast.ts';
import { Prepared } from '../acts/prepared.ts';
import { isAccessible } from '../machine/axe.ts';
import type { Journey, World } from '../machine/journey.ts';
import { say } from '../machine/language.ts';
import { sees } from '../machine/see.ts';

/** The dispatcher, two work items and the receiver lie in between, on a busy machine. */
const PATIENCE_MS = 60_000;

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** Another system of the city: it takes what comes, for as long as it is willing. */
async function startReceiver() {
  const received: Received[] = [];
  let status = 204;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(status).end(status === 204 ? '' : 'Wartungsarbeiten');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/eingang`,
    received,
    refuse: () => (status = 503),
    close: () => server.close(),
  };
}

async function reloaded(page: Page, isThere: () => Promise<boolean>): Promise<void> {
  const reload = page.getByRole('button', { name: say('webhooks.reload') });
  for (const end = Date.now() + PATIENCE_MS; !(await isThere()); await reload.click())
    assert.ok(Date.now() < end, await page.locator('main').innerText());
}

const entriesOf = (page: Page) => page.getByRole('list', { name: say('webhooks.log') }).getByRole('listitem');

const toldOutside: Journey = {
  name: 'Another system is told what happens, signed, and what did not arrive is seen and sent again',
  async run(world) {
    const receiver = await startReceiver();
    const page = await (await world.named(ADMIN)).open('/verwaltung');
    await page.getByRole('link', { name: say('administration.webhooks') }).click();
    await page.getByRole('link', { name: say('webhooks.add') }).click();
    const save = page.getByRole('button', { name: say('webhooks.save') });
    await save.click();
    await sees(page.getByRole('alert'), say('webhooks.missing.url'), say('webhooks.missing.events'));
    await page.getByLabel(say('webhooks.url'), { exact: true }).fill('https://169.254.169.254/latest/meta-data/');
    await page.getByLabel(say('webhooks.description')).fill('Fachverfahren der Kämmerei');
    await page
      .getByRole('group', { name: say('webhooks.subject.run') })
      .getByLabel(say('webhooks.event.run.started'))
      .check();
    await save.click();
    await sees(page.getByRole('alert'), /Netz|network/);
    await isAccessible(page, 'a target that is refused');
    await page.getByLabel(say('webhooks.url'), { exact: true }).fill(receiver.url);
    await save.click();
    await sees(page, say('webhooks.secretOnce'));
    const secret = await page.getByLabel(say('webhooks.secret'), { exact: true }).inputValue();
    await page.getByRole('link', { name: say('webhooks.onward') }).click();

    await page.getByRole('button', { name: say('webhooks.test') }).click();
    await reloaded(page, () =>
      entriesOf(page).getByText(say('webhooks.delivery.delivered'), { exact: true }).isVisible(),
    );
    const [test] = receiver.received;
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const signed = `${test?.headers['webhook-id']}.${test?.headers['webhook-timestamp']}.${test?.body}`;
    const signature = createHmac('sha256', key).update(signed).digest('base64');
    assert.equal(test?.headers['webhook-signature'], `v1,${signature}`);

    receiver.refuse();
    const title = 'Vorhaben mit vertraulichem Titel';
    const { runId } = await Prepared.running(world, title);
    await reloaded(page, () => entriesOf(page).getByText('Wartungsarbeiten').isVisible());
    await sees(page, say('webhooks.failing'), say('webhooks.status', { status: 503 }));
    assert.ok(!(await page.locator('main').innerText()).includes(title));
    const event = receiver.received.at(-1)?.body ?? '';
    assert.ok(event.includes(runId) && !event.includes(title), event);

    await page.getByRole('button', { name: say('webhooks.remove') }).click();
    await isAccessible(page, 'a target that is about to be removed');
    await page.getByRole('button', { name: say('webhooks.do.remove') }).click();
    await page.getByRole('heading', { name: say('title.webhooks'), level: 1 }).waitFor();
    assert.equal(await page.getByText('Fachverfahren der Kämmerei').count(), 0);
    receiver.close();
  },
};

/** A target at which nobody is, with a failed test in its log, about to get another secret. */
export async function showWebhook(world: World): Promise<Page> {
  const admin = await world.named(ADMIN);
  const { id } = await admin.ask<GivenWebhook>('POST', '/webhooks', {
    url: `http://127.0.0.1:4999/${'eingang-der-geoinformation/'.repeat(4)}`,
    description: 'Geoinformation: Donaudampfschifffahrtsgesellschaftskapitänspatente',
    events: ['run.started', 'run.ended', 'task.overdue'],
  });
  await admin.ask('POST', `/webhooks/${id}/test`);
  const page = await admin.open(`/verwaltung/webhooks/${id}`);
  await page.getByRole('heading', { name: say('webhooks.log') }).waitFor();
  await reloaded(page, () => entriesOf(page).getByText(/ECONN/).first().isVisible());
  await page.getByRole('button', { name: say('webhooks.rotate') }).click();
  return page;
}

export async function showWebhookForm(world: World): Promise<Page> {
  const page = await (await world.named(ADMIN)).open('/verwaltung/webhooks/neu');
  await page.getByRole('button', { name: say('webhooks.save') }).click();
  await sees(page.getByRole('alert'), say('webhooks.missing.url'));
  return page;
}

export const WEBHOOKS: readonly Journey[] = [toldOutside];
