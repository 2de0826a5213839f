import type {
  AuditKey,
  DocumentStore,
  ExportStore,
  JobKind,
  JobPayload,
  Mail,
  MailOutcome,
  SealedCheckpoint,
  SealedDeletion,
  SecretKeys,
  TextReader,
  Transaction,
  WebhookOutcome,
  WebhookRound,
} from '@querraum/server';

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

/** Sends events to targets outside. */
export interface WebhookSender {
  /** Where the events come from (CloudEvents `source`). */
  readonly source: string;
  /** Open the secrets with which it signs. */
  readonly keys: SecretKeys;
  /** Whether there is a lane for one more target. */
  hasRoom(): boolean;
  /** Works in a lane of its own; whoever asked goes on. */
  apart(work: () => Promise<void>): void;
  /** Never throws: whatever happens to a message is an outcome. */
  send(round: WebhookRound): Promise<Map<string, WebhookOutcome>>;
  stop(): Promise<void>;
}

/** What lies outside of the database. */
export interface Outside {
  mailServer: MailServer | undefined;
  /** Reads what lies in the store of documents; without it texts wait. */
  texts?: Pick<TextReader, 'read'>;
  /** The store of documents, from which deleted projects take their files; without it deletions wait. */
  files?: Pick<DocumentStore, 'remove'>;
  /** The same store, from which exports are made and in which they lie; without it they wait. */
  exports?: ExportStore;
  /** Signs the checkpoints of the audit and what is noted of deletions, and keeps both outside; whoever audits gets some by mail. Each may be missing. */
  audit?: {
    key: AuditKey | undefined;
    folder: { write(sealed: SealedCheckpoint | SealedDeletion): Promise<void> } | undefined;
    mailTo?: string | undefined;
  };
  /** Without one, events wait for a worker that has it. */
  webhooks?: WebhookSender;
}

/** Not done yet: the work item comes again at this instant. */
export interface Later {
  at: Date;
  because?: string;
}

/**
 * An effect outside of the database, between two transactions that hold no lock meanwhile. The first has committed when
 * `act` runs; what it returns is written in the second. Who dies in between is followed by somebody else at `at`; who only stood
 * still is told that the work is not theirs any more.
 */
export interface TwoPhases extends Later {
  act(): Promise<(tx: Transaction, isOwn: boolean) => Promise<Later | undefined>>;
  /** Written in the second instead, where the store of documents was away: the work comes again, and nothing of it has failed. */
  whenAway?(tx: Transaction): Promise<void>;
  /** Takes the rest of the work to where it may last, so that it holds no place of the queue (docs/adr/0060). */
  apart?(work: () => Promise<void>): void;
}

/** What a job does within a transaction that also marks its work item done, unless something is left to do. */
export type Job<K extends JobKind> = (
  tx: Transaction,
  payload: JobPayload<K>,
  outside: Outside,
) => Promise<TwoPhases | Later | undefined>;

/**
 * Many items of one kind in one transaction (docs/adr/0059). Returns those that are done with it; the others, and all of them
 * when it fails, are executed one by one, so that none stands in the way of the rest.
 */
export type Together<K extends JobKind> = (
  tx: Transaction,
  items: { id: string; payload: JobPayload<K> }[],
  outside: Outside,
) => Promise<string[]>;
