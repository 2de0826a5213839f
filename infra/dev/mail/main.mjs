import { startMailCatcher } from './server.mjs';

// The mail catcher as a process of its own; `startMailCatcherProcess` in process.mjs sets these variables.
const { MAIL_DIRECTORY, MAIL_SMTP_PORT, MAIL_PAGE_PORT } = process.env;
try {
  const { stop } = await startMailCatcher({
    directory: MAIL_DIRECTORY ?? '',
    smtpPort: Number(MAIL_SMTP_PORT),
    pagePort: Number(MAIL_PAGE_PORT),
  });
  console.log(`Mailfänger bereit: http://127.0.0.1:${MAIL_PAGE_PORT}`);
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => void stop());
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
