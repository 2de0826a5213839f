import type { CycleState, TemplateContent } from '@querraum/contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Project } from '../projects/projects.entities';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

/** When a project is written anew (docs/adr/0079). One row a project, changed and never deleted. */
@Entity('project_cycle')
@ForeignKey(() => Project, ['tenantId', 'projectId'], ['tenantId', 'id'], { name: 'project_cycle_of_project' })
@Check('project_cycle_state', `state in ('running', 'paused', 'ended', 'passedOn')`)
export class ProjectCycleRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_project_cycle' }) tenantId: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_project_cycle' }) projectId: string;
  /** The day from which the turns count; `nextOn` is that of the turn that is waited for. */
  @Column('date') anchorOn: string;
  @Column('date') nextOn: string;
  @Column('int', { nullable: true }) months: number | null;
  @Column('int') turn: number;
  @Column('int') remindMonths: number;
  @Column('boolean') reminded: boolean;
  @Column('text') state: CycleState;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('int') revision: number;
  @Column(INSTANT) setAt: Date;
  @Column('uuid') setBy: string;
  @Column('text') setByName: string;
}

/**
 * One turn of a cycle: what the successor begins with, as the project was on that day, and the successor once it is opened.
 * `replaced`: the next turn came before anybody opened it.
 */
@Entity('project_renewal')
@ForeignKey(() => Project, ['tenantId', 'projectId'], ['tenantId', 'id'], { name: 'project_renewal_of_project' })
@ForeignKey(() => Project, ['tenantId', 'successorId'], ['tenantId', 'id'], { name: 'project_renewal_successor' })
@Index('project_renewal_once', ['projectId', 'dueOn'], { unique: true })
@Index('project_renewal_one_draft', ['projectId'], { unique: true, where: "state = 'draft'" })
@Index('project_renewal_by_successor', ['successorId'], { unique: true })
@Check(
  'project_renewal_state',
  `(state in ('draft', 'replaced') and successor_id is null) or (state = 'opened' and successor_id is not null)`,
)
export class ProjectRenewalRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_project_renewal' }) tenantId: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_project_renewal' }) id: string;
  @Column('uuid') projectId: string;
  @Column('date') dueOn: string;
  @Column('jsonb') content: TemplateContent;
  @Column('text') state: 'draft' | 'opened' | 'replaced';
  @Column(INSTANT) madeAt: Date;
  @Column('uuid', { nullable: true }) successorId: string | null;
  @Column({ ...INSTANT, nullable: true }) openedAt: Date | null;
  @Column('text', { nullable: true }) openedByName: string | null;
}
