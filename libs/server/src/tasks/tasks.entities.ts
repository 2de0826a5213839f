import type { LocalizedText } from '@querraum/workflow';
import type { AssignmentPriority, Notification as NotificationView, TaskKind } from '@querraum/contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Project } from '../projects/projects.entities';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

/**
 * The inbox, of steps of procedures and of tasks by hand: everything a row shows and filters by stands here, so that a page is one index range scan.
 * `dueOrder` is the Frist, or the far future without one, so that the order needs no `nulls last`.
 */
@Entity('task')
@ForeignKey(() => Project, ['tenantId', 'projectId'], ['tenantId', 'id'])
@Index('task_of_run', ['runId', 'key'], { unique: true })
@Index('task_of_project', ['projectId', 'dueOrder', 'id'])
@Index('task_of_assignment', ['assignmentId', 'key'], { unique: true })
@Check('task_origin', '(run_id is null) <> (assignment_id is null)')
@Index('task_inbox_unit', ['unitId', 'dueOrder', 'id'], { where: "status = 'open'" })
@Index('task_inbox_owner', ['ownerId', 'dueOrder', 'id'], { where: "status = 'open'" })
@Index('task_done', ['unitId', 'doneAt', 'id'], { where: "status = 'done'" })
@Index(['id'], { unique: true })
export class Task {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { nullable: true }) runId: string | null;
  /** Of a task by hand; the row for the addressed unit has this id itself. */
  @Column('uuid', { nullable: true }) assignmentId: string | null;
  @Column('uuid') projectId: string;
  /** Identity within the run (engine: TaskView.key), or which side of a task by hand it shows. */
  @Column('text') key: string;
  @Column('text', { nullable: true }) stepId: string | null;
  @Column('text', { nullable: true }) nodeId: string | null;
  @Column('text', { nullable: true }) seatId: string | null;
  @Column('text') kind: TaskKind;
  @Column('jsonb') name: LocalizedText;
  @Column('uuid') unitId: string;
  @Column('text') unitName: string;
  @Column('uuid', { nullable: true }) ownerId: string | null;
  @Column('text', { nullable: true }) ownerName: string | null;
  @Column({ ...INSTANT, nullable: true }) ownerSince: Date | null;
  @Column('text') status: 'waiting' | 'open' | 'done' | 'cancelled';
  @Column(INSTANT) openedAt: Date;
  @Column({ ...INSTANT, nullable: true }) dueEnd: Date | null;
  @Column(INSTANT) dueOrder: Date;
  @Column({ ...INSTANT, nullable: true }) doneAt: Date | null;
  @Column({ ...INSTANT, nullable: true }) remindedAt: Date | null;
  @Column('boolean', { default: false }) escalated: boolean;
  @Column('text') projectTitle: string;
  @Column('text') projectReference: string;
  @Column('text') areaNames: string;
  @Column('uuid') leadUnitId: string;
  @Column('text') leadUnitName: string;
  @Column('text') documentTitle: string;
  @Column('int', { nullable: true }) paperNumber: number | null;
  /** Only a task by hand has one. */
  @Column('text', { nullable: true }) priority: AssignmentPriority | null;
}

/** A unit, or one person in it, was told something; written in the transaction of what it tells. */
@Entity('notification')
@Index('notification_of_project', ['projectId'])
@Index(['unitId', 'at', 'id'])
export class Notification {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('uuid', { nullable: true }) runId: string | null;
  @Column('uuid', { nullable: true }) assignmentId: string | null;
  /** Of what tells of a step; the releases before it was kept wrote none. */
  @Column('text', { nullable: true }) stepId: string | null;
  /** Unique within its step alone. */
  @Column('text', { nullable: true }) seatId: string | null;
  @Column('uuid') unitId: string;
  /** Who alone is told; `null` for everybody who acts for the unit. */
  @Column('uuid', { nullable: true }) personId: string | null;
  @Column('uuid', { nullable: true }) noteId: string | null;
  @Column('text') reason: NotificationView['reason'];
  @Column(INSTANT) at: Date;
}
