import type { ArchiveAnswer, DeletionState } from '@querraum/contracts';
import type { LocalizedText } from '@querraum/workflow';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Tenant } from '../organisation/organisation.entities';
import { Project } from '../projects/projects.entities';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

/** On what a house rests its retention, to which archive it offers its files, and how long it waits after the answer. */
@Entity('house_retention')
@ForeignKey(() => Tenant, ['tenantId'], ['id'], { name: 'house_retention_tenant' })
export class HouseRetention {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_house_retention' }) tenantId: string;
  @Column('text') basis: string;
  /** Where a kind of project rests on something else, by its id. */
  @Column('jsonb') basisOfKinds: Record<string, string>;
  @Column('text') archive: string;
  @Column('int') waitingDays: number;
  @Column('int') revision: number;
  @Column(INSTANT) changedAt: Date;
  @Column('text') changedByName: string;
}

/** Why a project must not be deleted, until the unit that said so lifts it. */
@Entity('legal_hold')
@ForeignKey(() => Project, ['tenantId', 'projectId'], ['tenantId', 'id'], { name: 'legal_hold_of_project_row' })
@Index('legal_hold_of_project', ['projectId', 'placedAt'])
@Index('legal_hold_one_of_unit', ['projectId', 'unitId'], { unique: true, where: 'lifted_at is null' })
export class LegalHoldRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_legal_hold' }) tenantId: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_legal_hold' }) id: string;
  @Column('uuid') projectId: string;
  @Column('uuid') unitId: string;
  @Column('text') unitName: string;
  @Column('text') reason: string;
  @Column(INSTANT) placedAt: Date;
  @Column('text') placedByName: string;
  @Column({ ...INSTANT, nullable: true }) liftedAt: Date | null;
  @Column('text', { nullable: true }) liftedByName: string | null;
  @Column('text', { nullable: true }) liftReason: string | null;
}

/** Before a file may be deleted, the archive is asked whether it takes it over. */
@Entity('archive_offer')
@ForeignKey(() => Project, ['tenantId', 'projectId'], ['tenantId', 'id'], { name: 'archive_offer_of_project' })
@Check(
  'archive_offer_answer',
  `(answer is null and answered_at is null and deletable_on is null)
   or (answer in ('takenOver', 'waived') and answered_at is not null and deletable_on is not null)`,
)
export class ArchiveOffer {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_archive_offer' }) tenantId: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_archive_offer' }) projectId: string;
  /** As they were on that day. */
  @Column('text') archive: string;
  @Column('text') basis: string;
  @Column(INSTANT) offeredAt: Date;
  @Column('uuid') offeredBy: string;
  @Column('text') offeredByName: string;
  @Column('text', { nullable: true }) answer: ArchiveAnswer | null;
  @Column('text', { nullable: true }) words: string | null;
  @Column({ ...INSTANT, nullable: true }) answeredAt: Date | null;
  @Column('uuid', { nullable: true }) answeredBy: string | null;
  @Column('text', { nullable: true }) answeredByName: string | null;
  @Column('date', { nullable: true }) deletableOn: string | null;
}

/** A released deletion, its progress, and then all that is left of the project: no hole in the row of Aktenzeichen. */
@Entity('project_deletion')
@ForeignKey(() => Tenant, ['tenantId'], ['id'], { name: 'project_deletion_tenant' })
@Index('project_deletion_reference', ['tenantId', 'reference'], { unique: true })
@Check('project_deletion_state', `state in ('released', 'running', 'done', 'stopped')`)
export class ProjectDeletionRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_project_deletion' }) tenantId: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_project_deletion' }) projectId: string;
  @Column('text') reference: string;
  @Column('jsonb') kind: LocalizedText;
  @Column('date') openedOn: string;
  @Column('date') closedOn: string;
  @Column('date') retainUntil: string;
  @Column('text') basis: string;
  @Column('text') archive: string;
  @Column('text') answer: ArchiveAnswer;
  @Column('text') state: DeletionState;
  @Column(INSTANT) releasedAt: Date;
  @Column('uuid') releasedBy: string;
  @Column('text') releasedByName: string;
  /** Until then it can be stopped. */
  @Column(INSTANT) beginsAt: Date;
  @Column({ ...INSTANT, nullable: true }) begunAt: Date | null;
  @Column({ ...INSTANT, nullable: true }) endedAt: Date | null;
  /** When it was noted outside of the database, by a worker that has a folder there. */
  @Column({ ...INSTANT, nullable: true }) notedAt: Date | null;
  @Column('text', { nullable: true }) stoppedBecause: string | null;
  @Column('text', { nullable: true }) stoppedByName: string | null;
  @Column('int', { default: 0 }) rowsFound: number;
  @Column('int', { default: 0 }) rowsRemoved: number;
  @Column('int', { default: 0 }) filesRemoved: number;
  @Column('text', { nullable: true }) atTable: string | null;
}
