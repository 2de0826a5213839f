import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface SentMail {
  to: string;
  messageId: string;
  /** What it says, whatever its Message-ID. */
  says: string;
}

/** A real mail server that keeps what it was given. */
export class MailSink {
  readonly mails: SentMail[] = [];
  #server: SMTPServer;

  private constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map(({ address }) => address).join(', ');
          PostalMime.parse(Buffer.concat(chunks)).then(({ messageId = 'without a Message-ID', subject, text }) => {
            this.mails.push({ to, messageId, says: `${to}\n${subject}\n${text}` });
            done();
          }, done);
        });
      },
    });
    // A worker that is killed in the middle of a conversation is no fault of ours.
    this.#server.on('error', () => undefined);
  }

  static async open(): Promise<MailSink> {
    const sink = new MailSink();
    await new Promise<void>((resolve) => sink.#server.listen(0, '127.0.0.1', resolve));
    return sink;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.#server.server.address() as AddressInfo).port}`;
  }

  /** In the order of arrival. */
  get messageIds(): string[] {
    return this.mails.map(({ messageId }) => messageId);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
