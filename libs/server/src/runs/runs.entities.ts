import type { Situation } from '@querraum/contracts';
import type { RunEvent, RunState } from '@querraum/workflow';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Document } from '../documents/documents.entities';
import { ProcedureVersion } from '../procedures/procedures.entities';
import { Project } from '../projects/projects.entities';
import { Tenant } from '../organisation/organisation.entities';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

/** A procedure running for a document of a project. `state` is the engine's; the row lock orders all commands. */
@Entity('run')
@ForeignKey(() => Project, ['tenantId', 'projectId'], ['tenantId', 'id'])
@ForeignKey(() => Document, ['tenantId', 'documentId'], ['tenantId', 'id'])
@ForeignKey(
  () => ProcedureVersion,
  ['procedureTenantId', 'procedureId', 'procedureVersion'],
  ['tenantId', 'procedureId', 'version'],
)
@Index(['projectId', 'startedAt'])
@Index('run_of_document_running', ['documentId'], { unique: true, where: "status = 'running'" })
@Index(['id'], { unique: true })
export class Run {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('uuid') documentId: string;
  @Column('uuid') procedureTenantId: string;
  @Column('uuid') procedureId: string;
  @Column('int') procedureVersion: number;
  @Column('jsonb') state: RunState;
  @Column('text') status: RunState['status'];
  @Column('int', { default: 1 }) revision: number;
  /** Who has it while it runs: what the project's row gathers from all its running runs. */
  @Column('jsonb', { default: [] }) waitingFor: Situation['waitingFor'];
  /** When the engine must be woken; the work item for it has the same instant in its key. */
  @Column({ ...INSTANT, nullable: true }) nextDueAt: Date | null;
  @Column(INSTANT) startedAt: Date;
  @Column({ ...INSTANT, nullable: true }) endedAt: Date | null;
}

/** Who decided what, in which capacity, on which version, with which words. Never edited, never deleted. */
@Entity('decision')
@ForeignKey(() => Run, ['tenantId', 'runId'], ['tenantId', 'id'])
export class Decision {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') runId: string;
  @PrimaryColumn('int') number: number;
  @Column('uuid') projectId: string;
  @Column('text') type: RunEvent['type'];
  @Column('text', { nullable: true }) stepId: string | null;
  @Column('text', { nullable: true }) seatId: string | null;
  @Column('uuid', { nullable: true }) unitId: string | null;
  /** `null` where a period ran out: the system states a fact, it decides nothing. */
  @Column('uuid', { nullable: true }) personId: string | null;
  @Column('text', { nullable: true }) capacity: string | null;
  @Column('uuid', { nullable: true }) onBehalfOf: string | null;
  @Column('int') paperNumber: number;
  @Column('text') paperSha256: string;
  @Column('jsonb') data: unknown;
  @Column(INSTANT) at: Date;
}

/** The last number that was given of a series of the house. */
@Entity('number_series')
@ForeignKey(() => Tenant, ['tenantId'], ['id'], { name: 'FK_number_series_tenant' })
export class NumberSeries {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_number_series' }) tenantId: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_number_series' }) series: string;
  @Column('int') last: number;
}
