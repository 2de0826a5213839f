import { createTransport } from 'nodemailer';
import addressparser from 'nodemailer/lib/addressparser';
import type { Config, Mail, MailOutcome } from '@querraum/server';
import type { MailServer } from './jobs';

const CONNECT_MS = 5_000;
const SILENCE_MS = 20_000;
/** Well within the lease of a delivery (libs/server, mail-delivery.ts). */
const CONVERSATION_MS = 60_000;
/** After a server that cannot be had, nobody tries for so long: a dead one must not keep Fristen from their turn. */
const REST_MS = 15_000;

/** What nodemailer says of a failure: its own code, and the server's answer where there was one, to which command. */
interface SmtpFailure {
  code?: string;
  command?: string;
  responseCode?: number;
  message: string;
}

/** The mail server of SMTP_URL; one conversation a mail, one recipient, plain text and at most a file. */
export function smtpServer({ SMTP_URL, MAIL_FROM, PUBLIC_URL }: Config, now = Date.now): MailServer | undefined {
  if (SMTP_URL === undefined) return undefined;
  const [from] = addressparser(MAIL_FROM, { flatten: true });
  const sender = from?.address ?? '';
  let restsUntil = 0;

  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  const converse = ({ to, subject, text, messageId, settingsUrl, attachment }: Mail) =>
    transport.sendMail({
      from: { name: from?.name ?? '', address: sender },
      to: { name: '', address: to },
      envelope: { from: sender, to: [to] },
      subject,
      text,
      messageId,
      ...(settingsUrl !== undefined && { list: { unsubscribe: settingsUrl } }),
      ...(attachment && {
        attachments: [{ filename: attachment.name, content: attachment.text, contentType: 'application/json' }],
      }),
      signal: AbortSignal.timeout(CONVERSATION_MS),
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    });

  return {
    host: sender.split('@').at(-1) ?? 'localhost',
    publicUrl: PUBLIC_URL ?? '',
    restMs: () => Math.max(0, restsUntil - now()),
    async send(mail) {
      try {
        await converse(mail);
        restsUntil = 0;
        return { state: 'sent' };
      } catch (error) {
        const outcome = outcomeOf(error as SmtpFailure);
        if (isUnavailable(error as SmtpFailure)) restsUntil = now() + REST_MS;
        return outcome;
      }
    },
  };
}

/**
 * A 5xx about this mail is final. A connection, a greeting or a sign-in that fails, and a refusal of whoever sends, which is this
 * house in each of its mails, is about the server and passes.
 */
export function outcomeOf(failure: SmtpFailure): MailOutcome {
  const isFinal = (failure.responseCode ?? 0) >= 500 && !isUnavailable(failure);
  return { state: isFinal ? 'refused' : 'away', error: failure.message };
}

/** It closes the channel; it wants a sign-in or STARTTLS first, of which some speak only when they hear a recipient. */
const OF_THE_SERVER = new Set([421, 530]);
const TOO_LARGE = 552;

const isUnavailable = (failure: SmtpFailure): boolean =>
  OF_THE_SERVER.has(failure.responseCode ?? 0) || refusesSender(failure) || !isAboutEnvelopeOrMail(failure);

/** The size of a mail is told with its sender, so what a server says of it is about the mail. */
const refusesSender = ({ code, command, responseCode }: SmtpFailure): boolean =>
  code === 'EENVELOPE' && command === 'MAIL FROM' && responseCode !== TOO_LARGE;

const isAboutEnvelopeOrMail = ({ code }: SmtpFailure): boolean => code === 'EENVELOPE' || code === 'EMESSAGE';
