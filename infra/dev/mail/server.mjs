import { createServer } from 'node:http';
import { SMTPServer } from 'smtp-server';
import { MailBox } from './box.mjs';
import { listPage, mailPage, unknownPage } from './pages.mjs';

const LARGEST_MAIL = 1_000_000;

/**
 * A mail server that delivers to nobody, and a page on which its mails can be read. On 127.0.0.1 alone.
 * @param {{ directory: string, smtpPort: number, pagePort: number }} options
 * @returns {Promise<{ stop: () => Promise<void> }>}
 */
export async function startMailCatcher({ directory, smtpPort, pagePort }) {
  if (process.env.NODE_ENV === 'production') {
    throw new Error('Der Mailfänger startet nicht mit NODE_ENV=production; dort gehört ein Mailserver hin.');
  }
  const box = new MailBox(directory);
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: LARGEST_MAIL,
    onData: (stream, session, done) => {
      /** @type {Buffer[]} */
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(Object.assign(new Error('too large'), { responseCode: 552 }));
        try {
          box.keep(
            Buffer.concat(chunks),
            session.envelope.rcptTo.map(({ address }) => address),
          );
          done();
        } catch (error) {
          done(Object.assign(error instanceof Error ? error : new Error(String(error)), { responseCode: 451 }));
        }
      });
    },
  });
  await new Promise((resolve, reject) => {
    smtp.once('error', reject);
    smtp.listen(smtpPort, '127.0.0.1', () => {
      smtp.off('error', reject);
      // A sender who goes away in the middle is no reason to end.
      smtp.on('error', (error) => console.error(error.message));
      resolve(undefined);
    });
  });

  const web = createServer((request, response) => {
    answer(box, request).then(
      ({ status, html, headers }) => response.writeHead(status, headers).end(html),
      (error) => {
        console.error(error);
        response.writeHead(500).end();
      },
    );
  });
  await new Promise((resolve, reject) => {
    web.once('error', reject);
    web.listen(pagePort, '127.0.0.1', () => resolve(undefined));
  });
  return {
    async stop() {
      web.closeAllConnections();
      await Promise.all([
        new Promise((resolve) => web.close(() => resolve(undefined))),
        new Promise((resolve) => smtp.close(() => resolve(undefined))),
      ]);
    },
  };
}

/** @param {MailBox} box @param {import('node:http').IncomingMessage} request */
async function answer(box, { url = '/', headers: { host = '' } }) {
  // Another page's script must not read mails under a name that leads here.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host)) return { status: 403, html: '', headers: {} };
  const path = url.split('?')[0].slice(1);
  if (path === '') return { status: 200, ...listPage(await box.all()) };
  const mail = await box.find(path);
  return mail ? { status: 200, ...mailPage(mail) } : { status: 404, ...unknownPage() };
}
