import type { LinkKind, MeasureState, PhaseState, RiskCategory, RiskLevel, RiskState } from '@querraum/contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Document } from '../documents/documents.entities';
import { OrgUnit } from '../organisation/organisation.entities';
import { Project } from '../projects/projects.entities';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

/** Nothing of a plan is deleted: what was ended keeps its row, with the reason. */
abstract class Endable {
  @Column({ ...INSTANT, nullable: true }) endedAt: Date | null;
  @Column('text', { nullable: true }) endReason: string | null;
}

@Entity('project_phase')
@ForeignKey(() => Project, ['tenantId', 'projectId'], ['tenantId', 'id'])
@Index('project_phase_order', ['projectId', 'position'], { where: 'ended_at is null' })
@Index('project_phase_one_current', ['projectId'], { unique: true, where: `state = 'current' and ended_at is null` })
@Check('project_phase_period', 'from_day <= to_day')
export class ProjectPhase extends Endable {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('int', { default: 1 }) revision: number;
  @Column('text') name: string;
  @Column('int') position: number;
  @Column('date') fromDay: string;
  @Column('date') toDay: string;
  @Column('text', { default: 'planned' }) state: PhaseState;
  @Column(INSTANT) createdAt: Date;
}

@Entity('milestone')
@ForeignKey(() => Project, ['tenantId', 'projectId'], ['tenantId', 'id'])
@ForeignKey(() => OrgUnit, ['unitTenantId', 'unitId'], ['tenantId', 'id'])
@ForeignKey(() => ProjectPhase, ['tenantId', 'phaseId'], ['tenantId', 'id'])
@Index('milestone_by_day', ['projectId', 'day', 'id'], { where: 'ended_at is null' })
@Index('milestone_of_phase', ['phaseId'], { where: 'phase_id is not null' })
export class Milestone extends Endable {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('int', { default: 1 }) revision: number;
  @Column('text') name: string;
  @Column('date') day: string;
  @Column('date', { nullable: true }) doneOn: string | null;
  @Column('uuid') unitId: string;
  @Column('uuid') unitTenantId: string;
  @Column('uuid', { nullable: true }) phaseId: string | null;
  @Column(INSTANT) createdAt: Date;
}

/** A Maßnahme. Its soft end is the state `abandoned`, with the reason as note. */
@Entity('measure')
@ForeignKey(() => Project, ['tenantId', 'projectId'], ['tenantId', 'id'])
@ForeignKey(() => OrgUnit, ['leadUnitTenantId', 'leadUnitId'], ['tenantId', 'id'])
@Index('measure_order', ['projectId', 'position', 'id'])
@Index('measure_by_unit', ['leadUnitId', 'state'])
@Check('measure_period', 'from_day <= to_day')
export class Measure {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('int', { default: 1 }) revision: number;
  @Column('int') position: number;
  @Column('text') title: string;
  @Column('text') description: string;
  @Column('uuid') leadUnitId: string;
  @Column('uuid') leadUnitTenantId: string;
  /** Bedarfsgruppe: a group, never a person. */
  @Column('text') targetGroup: string;
  @Column('date', { nullable: true }) fromDay: string | null;
  @Column('date', { nullable: true }) toDay: string | null;
  @Column('boolean') isKey: boolean;
  @Column('text', { default: 'planned' }) state: MeasureState;
  @Column('text', { default: '' }) note: string;
  @Column(INSTANT) statedAt: Date;
  @Column('text') statedByName: string;
  @Column(INSTANT) createdAt: Date;
}

/** A unit, or in words somebody outside of the administration; in the order in which they were named. */
@Entity('measure_partner')
@ForeignKey(() => Measure, ['tenantId', 'measureId'], ['tenantId', 'id'])
@ForeignKey(() => OrgUnit, ['unitTenantId', 'unitId'], ['tenantId', 'id'])
@Check('measure_partner_unit_or_name', '(unit_id is null) <> (name is null)')
export class MeasurePartner {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') measureId: string;
  @PrimaryColumn('int') position: number;
  @Column('uuid') projectId: string;
  @Column('uuid', { nullable: true }) unitId: string | null;
  @Column('uuid', { nullable: true }) unitTenantId: string | null;
  @Column('text', { nullable: true }) name: string | null;
}

/** Shown as long as the project has the area too. */
@Entity('measure_area')
@ForeignKey(() => Measure, ['tenantId', 'measureId'], ['tenantId', 'id'])
export class MeasureArea {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') measureId: string;
  @PrimaryColumn('text') edition: string;
  @PrimaryColumn('text') areaKey: string;
  @Column('uuid') projectId: string;
}

@Entity('risk')
@ForeignKey(() => Project, ['tenantId', 'projectId'], ['tenantId', 'id'])
@ForeignKey(() => OrgUnit, ['unitTenantId', 'unitId'], ['tenantId', 'id'])
@ForeignKey(() => OrgUnit, ['decisionUnitTenantId', 'decisionUnitId'], ['tenantId', 'id'])
@Index(['projectId', 'state'])
@Check('risk_is_weighed', `(kind = 'risk') = (likelihood is not null) and (kind = 'risk') = (impact is not null)`)
export class Risk {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('int', { default: 1 }) revision: number;
  @Column('text') kind: 'risk' | 'obstacle';
  @Column('text') category: RiskCategory;
  @Column('text') title: string;
  @Column('text') description: string;
  @Column('uuid') unitId: string;
  @Column('uuid') unitTenantId: string;
  @Column('int', { nullable: true }) likelihood: RiskLevel | null;
  @Column('int', { nullable: true }) impact: RiskLevel | null;
  @Column('uuid', { nullable: true }) decisionUnitId: string | null;
  @Column('uuid', { nullable: true }) decisionUnitTenantId: string | null;
  @Column('text', { default: 'open' }) state: RiskState;
  @Column('text', { default: '' }) words: string;
  @Column(INSTANT) statedAt: Date;
  @Column('text') statedByName: string;
  @Column(INSTANT) createdAt: Date;
}

/** A Beschluss is only appended: what was wrong is corrected by an entry that takes its place. */
@Entity('resolution')
@ForeignKey(() => Project, ['tenantId', 'projectId'], ['tenantId', 'id'])
@ForeignKey(() => Document, ['tenantId', 'documentId'], ['tenantId', 'id'])
@ForeignKey(() => Resolution, ['tenantId', 'corrects'], ['tenantId', 'id'])
@Index('resolution_by_day', ['projectId', 'decidedOn', 'id'])
@Index('resolution_of_document', ['documentId'], { where: 'document_id is not null' })
@Index('resolution_corrected_once', ['tenantId', 'corrects'], { unique: true, where: 'corrects is not null' })
export class Resolution {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('text') body: string;
  @Column('date') decidedOn: string;
  @Column('text') number: string;
  @Column('text') text: string;
  @Column('text') result: string;
  @Column('uuid', { nullable: true }) documentId: string | null;
  @Column('uuid', { nullable: true }) corrects: string | null;
  @Column('text') correctionReason: string;
  @Column(INSTANT) enteredAt: Date;
  @Column('text') enteredByName: string;
}

@Entity('citation')
@ForeignKey(() => Project, ['tenantId', 'projectId'], ['tenantId', 'id'])
@Index('citation_of_project', ['projectId', 'id'], { where: 'ended_at is null' })
export class Citation extends Endable {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('int', { default: 1 }) revision: number;
  @Column('text') title: string;
  @Column('text') source: string;
  @Column('text', { nullable: true }) link: string | null;
  @Column(INSTANT) createdAt: Date;
}

/**
 * Only who sees both projects sees that they are linked, so the link is its own record and stands in no history
 * (docs/adr/0032).
 */
@Entity('project_link')
@ForeignKey(() => Project, ['tenantId', 'projectId'], ['tenantId', 'id'])
@ForeignKey(() => Project, ['otherTenantId', 'otherProjectId'], ['tenantId', 'id'])
@Index('project_link_one_parent', ['projectId'], { unique: true, where: `kind = 'parent' and ended_at is null` })
@Index('project_link_once', ['projectId', 'otherProjectId', 'kind'], { unique: true, where: 'ended_at is null' })
@Index('project_link_other', ['otherProjectId'], { where: 'ended_at is null' })
@Check('project_link_of_two', 'project_id <> other_project_id')
export class ProjectLink extends Endable {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('uuid') otherTenantId: string;
  @Column('uuid') otherProjectId: string;
  @Column('text') kind: LinkKind;
  @Column(INSTANT) createdAt: Date;
  @Column('text') createdByName: string;
  @Column('text', { nullable: true }) endedByName: string | null;
}
