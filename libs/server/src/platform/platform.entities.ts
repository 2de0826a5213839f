import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

/** One row per command and person: the same key gives the same answer (contracts: Idempotency-Key). */
@Entity('idempotency')
export class Idempotency {
  @PrimaryColumn('uuid') actor: string;
  @PrimaryColumn('uuid') key: string;
  @Column('bytea') requestHash: Buffer;
  @Column('json', { nullable: true }) response: unknown;
  @Index() @Column(INSTANT) createdAt: Date;
}

/** `held`: of an epoch before a restore, and would leave the house; an operator releases or drops it (docs/adr/0064). */
export type WorkState = 'ready' | 'done' | 'cancelled' | 'incident' | 'held';

/**
 * Everything the future owes us; executed and marked done in one transaction with its effect. Ids only, no personal data. An index by the
 * project in its payload (`work_item_of_project`, but for what is ready) is an expression, which stands in its migration alone.
 */
@Entity('work_item')
@Index('work_item_due', ['dueAt', 'id'], { where: "state = 'ready'" })
@Index('work_item_due_in_the_house', ['dueAt', 'id'], {
  where: "state = 'ready' and kind not in ('sendMail', 'mailPerson', 'mailPausedWebhook')",
})
@Index('work_item_incident', ['dueAt', 'id'], { where: "state = 'incident'" })
@Index('work_item_held', ['dueAt', 'id'], { where: "state = 'held'" })
@Index('work_item_announcing', ['dedupeKey'], { where: "kind = 'announceEvents' and state = 'ready'" })
@Index('work_item_done', ['kind', 'doneAt'], { where: "state = 'done'" })
@Index('work_item_cancelled', ['doneAt'], { where: "state = 'cancelled'" })
export class WorkItem {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: string;
  /** Business identity: the same work is never owed twice. */
  @Column('text', { unique: true }) dedupeKey: string;
  @Column('jsonb') payload: unknown;
  @Column(INSTANT) dueAt: Date;
  @Column('text', { default: 'ready' }) state: WorkState;
  @Column('int', { default: 0 }) attempts: number;
  @Column('text', { nullable: true }) lastError: string | null;
  @Column({ ...INSTANT, nullable: true }) failedAt: Date | null;
  /** The trace that owes this work, as W3C says it; the job continues it. */
  @Column('text', { nullable: true, default: () => 'app.trace_parent()' }) traceParent: string | null;
  @Column({ ...INSTANT, nullable: true }) dispatchedAt: Date | null;
  @Column('int', { default: 0 }) dispatchNo: number;
  @Column({ ...INSTANT, nullable: true }) doneAt: Date | null;
  @Column(INSTANT) createdAt: Date;
  /** The epoch of what caused it. */
  @Column('int', { default: () => 'app.work_epoch()' }) epoch: number;
}

/** The first is the installation's; each restore from the backup begins another. */
@Entity('epoch')
export class Epoch {
  @PrimaryColumn('int', { primaryKeyConstraintName: 'PK_epoch' }) number: number;
  @Column(INSTANT) beganAt: Date;
  @Column('text') reason: string;
}

/** One row a running worker process, written by itself: who does the work, and whether its bell answers. */
@Entity('worker')
export class WorkerRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_worker' }) id: string;
  @Column('text') name: string;
  @Column('text') transport: string;
  @Column('boolean') bellAnswers: boolean;
  @Column('int') executed: number;
  @Column('int') executedDirectly: number;
  @Column(INSTANT) startedAt: Date;
  @Column(INSTANT) seenAt: Date;
  /** When it last finished a work item. */
  @Column({ ...INSTANT, nullable: true }) progressAt: Date | null;
  /** Whether it can read secrets of targets that are sealed. */
  @Column('boolean', { default: false }) readsSealed: boolean;
}

/** Head of one audit chain: a project's, or a tenant's for what belongs to no project. */
@Entity('audit_chain')
export class AuditChain {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') chain: string;
  @Column('bigint', { default: 0 }) headSeq: string;
  @Column('bytea', { nullable: true }) headHash: Buffer | null;
}

/** Append-only; each entry binds the one before it. */
@Entity('audit_entry')
@ForeignKey(() => AuditChain, ['tenantId', 'chain'], ['tenantId', 'chain'])
export class AuditEntry {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') chain: string;
  @PrimaryColumn('bigint') seq: string;
  @Column(INSTANT) at: Date;
  @Column('uuid', { nullable: true }) actor: string | null;
  @Column('text') action: string;
  @Column('bytea') bodyHash: Buffer;
  @Column('bytea', { nullable: true }) prevHash: Buffer | null;
  @Column('bytea') hash: Buffer;
}

/** The words of an entry, apart from the chain, so that deletion after the retention period leaves the chain valid. */
@Entity('audit_body')
@ForeignKey(() => AuditEntry, ['tenantId', 'chain', 'seq'], ['tenantId', 'chain', 'seq'])
export class AuditBody {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') chain: string;
  @PrimaryColumn('bigint') seq: string;
  @Column('bytea') salt: Buffer;
  @Column('jsonb') body: unknown;
}

/** One signed root over the heads of all chains, once an hour; what it says also lies outside of the database. */
@Entity('audit_checkpoint')
@Unique('UQ_audit_checkpoint_period', ['period'])
export class AuditCheckpoint {
  @PrimaryColumn('int', { primaryKeyConstraintName: 'PK_audit_checkpoint' }) number: number;
  @Column('int') epoch: number;
  /** The hour, or what else asked for it: sealed once. */
  @Column('text') period: string;
  @Column(INSTANT) at: Date;
  @Column('int') chains: number;
  @Column('bigint') entries: string;
  @Column('bytea') root: Buffer;
  /** Digest of the heads that have moved since the checkpoint before. */
  @Column('bytea') changed: Buffer;
  @Column('bytea', { nullable: true }) previous: Buffer | null;
  @Column('bytea') hash: Buffer;
  @Column('text', { nullable: true }) keyId: string | null;
  @Column('bytea', { nullable: true }) signature: Buffer | null;
  /** When it was written outside. */
  @Column({ ...INSTANT, nullable: true }) writtenAt: Date | null;
}

/** A head that had moved at a checkpoint; the newest row of a chain is its head. */
@Entity('audit_checkpoint_head')
export class AuditCheckpointHead {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_audit_checkpoint_head' }) tenantId: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_audit_checkpoint_head' }) chain: string;
  @PrimaryColumn('int', { primaryKeyConstraintName: 'PK_audit_checkpoint_head' }) number: number;
  @Column('bigint') seq: string;
  @Column('bytea') hash: Buffer;
}

/** At most one row: how far the clock of a test or demonstration is moved. */
@Entity('test_clock')
export class TestClock {
  @PrimaryColumn('int') id: number;
  @Column('bigint') shiftMs: string;
}

/** At most one row: wrong set-up codes that were tried, in every process of the API together. */
@Entity('setup_attempt')
export class SetupAttempt {
  @PrimaryColumn('int', { primaryKeyConstraintName: 'PK_setup_attempt' }) id: number;
  @Column('int') failed: number;
  @Column(INSTANT) lastFailedAt: Date;
}
