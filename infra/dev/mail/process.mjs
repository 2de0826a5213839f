import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines } from '../children.mjs';
import { root } from '../root.mjs';

/**
 * Starts the catcher as a child process and answers when its page does.
 * @param {{ children: import('../children.mjs').Children, directory: string, smtpPort: number, pagePort: number }} options
 * @returns {Promise<{ smtpUrl: string, page: string }>}
 */
export async function startMailCatcherProcess({ children, directory, smtpPort, pagePort }) {
  const child = children.start('mail', process.execPath, [join(root, 'infra/dev/mail/main.mjs')], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: process.env.NODE_ENV ?? 'development',
      MAIL_DIRECTORY: directory,
      MAIL_SMTP_PORT: String(smtpPort),
      MAIL_PAGE_PORT: String(pagePort),
    },
  });
  const page = `http://127.0.0.1:${pagePort}`;
  for (const end = Date.now() + 30_000; Date.now() < end && !child.hasExited(); await sleep(30)) {
    try {
      if ((await fetch(page, { signal: AbortSignal.timeout(2_000) })).ok)
        return { smtpUrl: `smtp://127.0.0.1:${smtpPort}`, page };
    } catch {
      // Nobody answers yet.
    }
  }
  await child.stop();
  throw new Error(`Der Mailfänger ist nicht gestartet.\n${lastLines(child.logFile)}`);
}
