import type { JobKind, JobPayload, MailOutcome, Mail, TextReader, Transaction } from '@querraum/server';

/** The mail server that this installation has. */
export interface MailServer {
  /** Right side of a Message-ID. */
  readonly host: string;
  /** Where the links in mails lead. */
  readonly publicUrl: string;
  /** Milliseconds until it is worth trying again, 0 when it answered last time. */
  restMs(): number;
  /** Never throws: whatever happens is an outcome. */
  send(mail: Mail): Promise<MailOutcome>;
}

/** What lies outside of the database. */
export interface Outside {
  mailServer: MailServer | undefined;
  /** Reads what lies in the store of documents; without it texts wait. */
  texts?: Pick<TextReader, 'read'>;
}

/** Not done yet: the work item comes again at this instant. */
export interface Later {
  at: Date;
}

/**
 * An effect outside of the database, between two transactions that hold no lock meanwhile. The first has committed when
 * `act` runs; what it returns is written in the second. Who dies in between is followed by somebody else at `at`.
 */
export interface TwoPhases extends Later {
  act(): Promise<(tx: Transaction) => Promise<Later | undefined>>;
}

/** What a job does within a transaction that also marks its work item done, unless something is left to do. */
export type Job<K extends JobKind> = (
  tx: Transaction,
  payload: JobPayload<K>,
  outside: Outside,
) => Promise<TwoPhases | Later | undefined>;
