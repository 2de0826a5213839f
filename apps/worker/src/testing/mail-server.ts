import { readConfig } from '@querraum/server';
import type { TestDatabase } from '@querraum/server/testing';
import type { MailServer } from '../jobs';
import { smtpServer } from '../smtp-server';
import type { TestSmtp } from './smtp';

/** How this installation sends mails, to a server that keeps what it is given. */
export const mailServerOver = (database: TestDatabase, { url }: TestSmtp): MailServer | undefined =>
  smtpServer(
    readConfig({
      DATABASE_URL: database.urls.worker,
      ISSUER: 'http://sign-in.test',
      DOCUMENT_STORE: '/tmp',
      PUBLIC_URL: 'https://querraum.stadt.example',
      SMTP_URL: url,
      MAIL_FROM: 'querraum@stadt.example',
    }),
  );
