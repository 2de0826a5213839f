import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createTransport } from 'nodemailer';
import { findPort } from '../ports.mjs';
import { startMailCatcher } from './server.mjs';

describe('the mail catcher', () => {
  const directory = mkdtempSync(join(tmpdir(), 'querraum-mail-'));
  /** @type {{ stop: () => Promise<void> }} */
  let catcher;
  let smtpPort = 0;
  let pagePort = 0;
  const start = () => startMailCatcher({ directory, smtpPort, pagePort });
  const see = async (path = '/') => {
    const response = await fetch(`http://127.0.0.1:${pagePort}${path}`, { headers: { connection: 'close' } });
    return { status: response.status, html: await response.text() };
  };
  /** @param {string} subject @param {string} [text] */
  const send = (subject, text = 'Guten Tag') =>
    createTransport({ host: '127.0.0.1', port: smtpPort }).sendMail({
      ...{ from: 'querraum@stadt.example', to: 'aylin@stadt.example', subject, text },
    });

  before(async () => {
    smtpPort = await findPort([]);
    pagePort = await findPort([], [smtpPort]);
    catcher = await start();
  });
  after(async () => {
    await catcher.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it('says that there is nothing yet', async () => {
    assert.match((await see()).html, /Noch keine Nachricht/);
  });

  it('shows what came, the newest first, and each with its text and its links', async () => {
    await send('Erste');
    await send('Zweite: Prüfung', 'Zur Aufgabe:\nhttp://127.0.0.1:4400/aufgaben/1\n\n--\nEnde');
    const { html } = await see();
    assert.ok(html.indexOf('Zweite: Prüfung') < html.indexOf('Erste'));
    const [, link = ''] = /href="(\/\d[^"]+)">Zweite/.exec(html) ?? [];
    const mail = await see(link);
    assert.match(mail.html, /<a href="http:\/\/127\.0\.0\.1:4400\/aufgaben\/1">/);
    assert.match(mail.html, /aylin@stadt\.example/);
  });

  it('keeps the mails over a restart', async () => {
    await catcher.stop();
    catcher = await start();
    assert.match((await see()).html, /Erste/);
  });

  it('shows markup of a mail as text, and nothing else of the machine', async () => {
    await send('<script>alert(1)</script>', '<img src=x>');
    const { html } = await see();
    assert.ok(!html.includes('<script>alert'));
    for (const path of ['/../settings.json', '/%2e%2e/x', '/000000000000000-000000', '/x'])
      assert.equal((await see(path)).status, 404);
  });

  it('keeps the last 500', async () => {
    const transport = createTransport({
      host: '127.0.0.1',
      port: smtpPort,
      pool: true,
      maxConnections: 4,
      maxMessages: 1000,
    });
    await Promise.all(
      Array.from({ length: 510 }, (_, n) =>
        transport.sendMail({ from: 'a@stadt.example', to: 'b@stadt.example', subject: `Nummer ${n}`, text: '' }),
      ),
    );
    transport.close();
    assert.equal(readdirSync(directory).length, 500);
    assert.ok(!(await see()).html.includes('Erste'));
  });

  it('does not start in production', async () => {
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
    await assert.rejects(start(), /NODE_ENV=production/);
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  });
});
