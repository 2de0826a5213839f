import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

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

/** Everything the future owes us; executed and marked done in one transaction with its effect. Ids only, no personal data. */
@Entity('work_item')
@Index('work_item_due', ['dueAt', 'id'], { where: "state = 'ready'" })
export class WorkItem {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: string;
  /** Business identity: the same work is never owed twice. */
  @Column('text', { unique: true }) dedupeKey: string;
  @Column('jsonb') payload: unknown;
  @Column(INSTANT) dueAt: Date;
  @Column('text', { default: 'ready' }) state: 'ready' | 'done' | 'cancelled' | 'incident';
  @Column('int', { default: 0 }) attempts: number;
  @Column('text', { nullable: true }) lastError: string | null;
  @Column({ ...INSTANT, nullable: true }) dispatchedAt: Date | null;
  @Column('int', { default: 0 }) dispatchNo: number;
  @Column({ ...INSTANT, nullable: true }) doneAt: Date | null;
  @Column(INSTANT) createdAt: Date;
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
