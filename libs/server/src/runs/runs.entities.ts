import type { Situation } from '@querraum/contracts';
import type { Facts, RecordedCommand, RunEvent, RunState } from '@querraum/workflow';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Document } from '../documents/documents.entities';
import { ProcedureVersion } from '../procedures/procedures.entities';
import { Project } from '../projects/projects.entities';
import { Tenant } from '../organisation/organisation.entities';

export type FactsOfHouse = Pick<Facts, 'superiors' | 'closedDays'>;
export type ProjectFacts = Omit<Facts, keyof FactsOfHouse>;

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
@Index('run_of_document', ['documentId'])
@Index('run_of_document_running', ['documentId'], { unique: true, where: "status = 'running'" })
@Index(['id'], { unique: true })
@Index('run_awaiting_signal', ['tenantId'], { where: "status = 'running' and waits_for_signal" })
@Index('run_awaiting_work', ['tenantId'], { where: "status = 'running' and waits_for_work" })
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
  /** Said of the state by a trigger: no index may look into it (docs/adr/0066). */
  @Column('boolean', { default: false }) waitsForSignal: boolean;
  @Column('boolean', { default: false }) waitsForWork: boolean;
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

/** What the engine was told with the command that made this revision of the run (docs/adr/0047). */
@Entity('run_command')
@ForeignKey(() => Run, ['tenantId', 'runId'], ['tenantId', 'id'], { name: 'FK_run_command_run', onDelete: 'CASCADE' })
export class RunCommand {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_run_command' }) tenantId: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_run_command' }) runId: string;
  @PrimaryColumn('int', { primaryKeyConstraintName: 'PK_run_command' }) sequence: number;
  @Column('uuid') projectId: string;
  @Column(INSTANT) at: Date;
  @Column('jsonb') command: RecordedCommand;
  @Column('uuid') houseFactsId: string;
  @Column('uuid') factsId: string;
  /** Of the project; `null` where they are those of the command before. */
  @Column('jsonb', { nullable: true }) facts: ProjectFacts | null;
}

/** The units and closed days of a house as its runs have known them, each state of them once; `id` is made of the content. */
@Entity('house_facts')
@ForeignKey(() => Tenant, ['tenantId'], ['id'], { name: 'FK_house_facts_tenant' })
export class HouseFacts {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_house_facts' }) tenantId: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_house_facts' }) id: string;
  @Column('jsonb') facts: FactsOfHouse;
}
