import type { MigrationChange, MigrationRefusal, NodeMapping, RunState } from '@querraum/workflow';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ProcedureVersion, type Editor } from '../procedures/procedures.entities';
import { Run } from '../runs/runs.entities';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

/** The plan of moving running runs of a procedure from one version to another (docs/adr/0040). */
@Entity('procedure_migration')
@ForeignKey(() => ProcedureVersion, ['tenantId', 'procedureId', 'fromVersion'], ['tenantId', 'procedureId', 'version'])
@ForeignKey(() => ProcedureVersion, ['tenantId', 'procedureId', 'toVersion'], ['tenantId', 'procedureId', 'version'])
@Index('procedure_migration_by_date', ['procedureId', 'tenantId', 'createdAt'])
export class ProcedureMigration {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') procedureId: string;
  @Column('int') fromVersion: number;
  @Column('int') toVersion: number;
  @Column('jsonb') mapping: NodeMapping;
  @Column('int', { default: 1 }) revision: number;
  @Column('text', { default: 'planned' }) status: 'planned' | 'checked' | 'released' | 'undone' | 'discarded';
  /** Who planned it, never the one who releases it. */
  @Column('jsonb') editedBy: Editor[];
  @Column(INSTANT) createdAt: Date;
  @Column({ ...INSTANT, nullable: true }) checkedAt: Date | null;
  @Column({ ...INSTANT, nullable: true }) releasedAt: Date | null;
  @Column('text', { nullable: true }) releasedByName: string | null;
  @Column({ ...INSTANT, nullable: true }) undoneAt: Date | null;
  @Column('text', { nullable: true }) undoneByName: string | null;
}

/** What the dry run says of a run, and what the change did to it. */
export interface RunReport {
  changes: MigrationChange[];
  refused: MigrationRefusal[];
}

/** One run of a plan: what the dry run has told, whether it is chosen, and what became of it. */
@Entity('procedure_migration_run')
@ForeignKey(() => ProcedureMigration, ['tenantId', 'migrationId'], ['tenantId', 'id'])
@ForeignKey(() => Run, ['tenantId', 'runId'], ['tenantId', 'id'])
@Index(['projectId'])
@Index('procedure_migration_run_of_run', ['runId'])
export class ProcedureMigrationRun {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') migrationId: string;
  @PrimaryColumn('uuid') runId: string;
  @Column('uuid') projectId: string;
  /** As they were called when the dry run began: administrators see no project. */
  @Column('text') projectTitle: string;
  @Column('text') projectReference: string;
  @Column('text') documentTitle: string;
  /** The revision of the plan whose mapping is checked. */
  @Column('int') planRevision: number;
  @Column('text', { default: 'pending' }) status: 'pending' | 'movable' | 'refused';
  @Column('boolean', { default: true }) chosen: boolean;
  @Column('jsonb', { nullable: true }) report: RunReport | null;
  /** Of the run when it was checked. */
  @Column('int', { nullable: true }) checkedRevision: number | null;
  @Column('text', { nullable: true }) outcome: 'moved' | 'refused' | 'undone' | 'stays' | 'spared' | null;
  @Column('jsonb', { nullable: true }) outcomeReport: RunReport | null;
  /** What happened is what the dry run had told. */
  @Column('boolean', { nullable: true }) asTold: boolean | null;
  /** Kept for the undo, and read by nobody else. */
  @Column('jsonb', { nullable: true }) stateBefore: RunState | null;
  @Column('int', { nullable: true }) movedRevision: number | null;
  @Column({ ...INSTANT, nullable: true }) doneAt: Date | null;
}
