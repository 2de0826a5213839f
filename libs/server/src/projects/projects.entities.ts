import type { FieldValues, PartyRole, ReferenceCounter, ReferencePart, Situation, Stage } from '@querraum/contracts';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Person, Tenant } from '../organisation/organisation.entities';
import { ProjectKind } from './project-kinds.entities';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

@Entity('project')
@ForeignKey(() => Tenant, ['tenantId'], ['id'])
@ForeignKey(() => ProjectKind, ['tenantId', 'kindId'], ['tenantId', 'id'])
@Index('project_of_kind', ['kindId', 'tenantId'])
@Index('project_by_reference', ['reference', 'tenantId'], { unique: true })
@Index(['id'], { unique: true })
@Index('project_by_change', ['changedOn'])
@Index('project_by_due', ['dueOrder', 'id'])
export class Project {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  /** Aktenzeichen; never given twice. */
  @Column('text') reference: string;
  @Column('text') title: string;
  @Column('text') description: string;
  @Column('text', { default: 'open' }) state: 'open' | 'closed';
  @Column('int', { default: 1 }) revision: number;
  @Column('uuid') kindId: string;
  /** Values of its kind's fields by their key; those of a removed field stay. */
  @Column('jsonb', { default: {} }) fields: FieldValues;
  /** Read model of the newest run: who has it, since when, what follows. */
  @Column('jsonb', { nullable: true }) situation: Situation | null;
  /** Read model of the overview (docs/adr/0021): where it stands over all running runs, who has it, the next Frist. */
  @Column('text', { array: true, default: '{}' }) stages: Stage[];
  @Column('jsonb', { default: [] }) holders: Situation['waitingFor'];
  @Column('uuid', { array: true, default: '{}' }) waitingUnits: string[];
  @Column({ ...INSTANT, default: 'infinity' }) dueOrder: Date;
  /** Ressorts that lead or take part, and `edition:key` of its areas with everything above them. */
  @Column('text', { array: true, default: '{}' }) departments: string[];
  @Column('text', { array: true, default: '{}' }) areaPaths: string[];
  /** Closed, with the words of who closed it; emptied when it is opened again, the history keeps them. */
  @Column({ ...INSTANT, nullable: true }) closedAt: Date | null;
  @Column('text', { nullable: true }) closedByName: string | null;
  @Column('text', { nullable: true }) closingNote: string | null;
  /** Zu den Akten geschrieben, and the last day on which the file must still be there. */
  @Column({ ...INSTANT, nullable: true }) filedAt: Date | null;
  @Column('text', { nullable: true }) filedByName: string | null;
  @Column('date', { nullable: true }) retainUntil: string | null;
  @Column('uuid') createdBy: string;
  @Column('text') createdByName: string;
  @Column(INSTANT) createdAt: Date;
  @Column(INSTANT) updatedAt: Date;
  /** The day of `updatedAt` (UTC), by a trigger: an index on the instant would be written by every command (docs/adr/0066). */
  @Column('date', { default: '-infinity' }) changedOn: string;
}

/** How a house makes its Aktenzeichen; without a row the usual scheme counts. */
@Entity('reference_scheme')
@ForeignKey(() => Tenant, ['tenantId'], ['id'])
@ForeignKey(() => Person, ['tenantId', 'changedBy'], ['tenantId', 'id'])
export class ReferenceSchemeRow {
  @PrimaryColumn('uuid') tenantId: string;
  @Column('jsonb') parts: ReferencePart[];
  @Column('text') counter: ReferenceCounter;
  @Column('int') revision: number;
  @Column(INSTANT) changedAt: Date;
  @Column('uuid') changedBy: string;
}

/**
 * Running numbers of the Aktenzeichen: no gap, no double. `series` is empty for the one of the house, or the id of the
 * lead unit where each counts for itself.
 */
@Entity('project_counter')
@ForeignKey(() => Tenant, ['tenantId'], ['id'])
export class ProjectCounter {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('int') year: number;
  @PrimaryColumn('text', { default: '' }) series: string;
  @Column('int') last: number;
}

@Entity('project_area')
@ForeignKey(() => Project, ['tenantId', 'projectId'], ['tenantId', 'id'])
@Index(['edition', 'areaKey'])
export class ProjectArea {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') projectId: string;
  @PrimaryColumn('text') edition: string;
  @PrimaryColumn('text') areaKey: string;
}

/**
 * Which unit has to do with a project, and how: the one relation that decides who sees it, in whichever tenant
 * (docs/adr/0004). Rows are ended, never deleted. Exactly one LEAD holds at any time.
 */
@Entity('project_party')
@ForeignKey(() => Project, ['tenantId', 'projectId'], ['tenantId', 'id'])
@Index('project_party_active', ['projectId', 'unitId', 'role'], { unique: true, where: '"until" is null' })
@Index('project_party_one_lead', ['projectId'], { unique: true, where: `role = 'LEAD' and "until" is null` })
@Index('project_party_unit', ['unitId', 'projectId'], { where: '"until" is null' })
export class ProjectParty {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('uuid') unitId: string;
  @Column('uuid') unitTenantId: string;
  @Column('text') role: PartyRole;
  @Column(INSTANT) since: Date;
  @Column({ ...INSTANT, nullable: true }) until: Date | null;
  /** Why it began and why it ended, where somebody has said so. */
  @Column('text', { nullable: true }) sinceReason: string | null;
  @Column('text', { nullable: true }) untilReason: string | null;
}
