import type {
  AssignmentDueInput,
  AssignmentEntry as EntryView,
  AssignmentGroup as GroupView,
  AssignmentKind,
  AssignmentPriority,
  AssignmentResult,
  AssignmentState,
  ChecklistItem,
  NewAssignments,
  RecurrenceInput,
} from '@querraum/contracts';
import type { Capacity, LocalDate, LocalizedText } from '@querraum/workflow';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Document } from '../documents/documents.entities';
import { Project } from '../projects/projects.entities';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

/** What was given at once, to one unit or to many: what is common to them, the recurrence, and the text that ends it. */
@Entity('assignment_group')
@ForeignKey(() => Project, ['tenantId', 'projectId'], ['tenantId', 'id'])
@Index(['id'], { unique: true })
@Index(['projectId'])
@Index('assignment_group_once_again', ['previousId'], { unique: true })
export class AssignmentGroup {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('uuid') issuingUnitId: string;
  @Column('text') issuingUnitName: string;
  @Column('uuid') issuerId: string;
  @Column('text') issuerName: string;
  @Column('text') kind: AssignmentKind;
  @Column('text') title: string;
  @Column('text') words: string;
  @Column(INSTANT) issuedAt: Date;
  @Column('int', { default: 1 }) revision: number;
  @Column('jsonb', { nullable: true }) conclusion: GroupView['conclusion'];
  /** As it was asked for: a successor is issued from it. */
  @Column('jsonb') input: Pick<NewAssignments, 'due' | 'priority' | 'acceptance' | 'checklist' | 'documentIds'>;
  @Column('jsonb', { nullable: true }) recurrence: RecurrenceInput | null;
  /** The first day of the series and how many have come before: the 31st does not become the 28th for good. */
  @Column('date', { nullable: true }) firstOn: LocalDate | null;
  @Column('int', { default: 0 }) turn: number;
  @Column('date', { nullable: true }) nextOn: LocalDate | null;
  @Column('jsonb', { nullable: true }) stopped: { by: string; at: string; reason: string } | null;
  @Column('uuid', { nullable: true }) previousId: string | null;
}

/** A task by hand, one for each addressed unit: the truth of which the rows in `task` are read models (docs/adr/0028). */
@Entity('assignment')
@ForeignKey(() => Project, ['tenantId', 'projectId'], ['tenantId', 'id'])
@ForeignKey(() => AssignmentGroup, ['tenantId', 'groupId'], ['tenantId', 'id'])
@ForeignKey(() => Assignment, ['tenantId', 'parentId'], ['tenantId', 'id'])
@Index(['id'], { unique: true })
@Index('assignment_number', ['projectId', 'number'], { unique: true })
@Index('assignment_by_due', ['projectId', 'dueOrder', 'id'])
@Index('assignment_of_group', ['groupId'])
@Index('assignment_of_parent', ['parentId'], { where: 'parent_id is not null' })
@Index('assignment_with_unit', ['projectId', 'unitId'], { where: "state in ('open', 'answered')" })
@Check('assignment_state', "state in ('waiting', 'open', 'answered', 'declined', 'accepted', 'takenBack')")
export class Assignment {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('uuid') groupId: string;
  @Column('int') groupSize: number;
  @Column('uuid', { nullable: true }) parentId: string | null;
  @Column('int') number: number;
  @Column('text') kind: AssignmentKind;
  @Column('text') title: string;
  @Column('text') words: string;
  @Column('uuid') issuingUnitId: string;
  @Column('text') issuingUnitName: string;
  @Column('uuid') issuerId: string;
  @Column('text') issuerName: string;
  @Column('uuid') unitId: string;
  @Column('text') unitName: string;
  @Column('uuid', { nullable: true }) positionId: string | null;
  @Column('uuid', { nullable: true }) personId: string | null;
  @Column('text') state: AssignmentState;
  @Column('text') priority: AssignmentPriority;
  @Column('boolean') acceptance: boolean;
  /** Who of the addressed unit has taken it on. */
  @Column('uuid', { nullable: true }) ownerId: string | null;
  @Column('text', { nullable: true }) ownerName: string | null;
  @Column({ ...INSTANT, nullable: true }) ownerSince: Date | null;
  /** Who of the issuing unit looks after it: at first the issuer. */
  @Column('uuid', { nullable: true }) reviewerId: string | null;
  @Column('text', { nullable: true }) reviewerName: string | null;
  @Column({ ...INSTANT, nullable: true }) reviewerSince: Date | null;
  @Column('jsonb', { default: [] }) checklist: ChecklistItem[];
  @Column({ ...INSTANT, nullable: true }) dueEnd: Date | null;
  @Column(INSTANT) dueOrder: Date;
  @Column('jsonb', { nullable: true }) dueInput: AssignmentDueInput | null;
  @Column('jsonb', { nullable: true }) dueExplained: LocalizedText | null;
  @Column({ ...INSTANT, nullable: true }) remindedAt: Date | null;
  @Column('boolean', { default: false }) escalated: boolean;
  /** Whether its unit had it when it was taken back: only then that stays its own record. */
  @Column('boolean', { default: false }) wasHeld: boolean;
  /** When `tickAssignment` is owed next. */
  @Column({ ...INSTANT, nullable: true }) nextDueAt: Date | null;
  @Column('text', { nullable: true }) result: AssignmentResult | null;
  @Column(INSTANT) issuedAt: Date;
  @Column(INSTANT) openedAt: Date;
  @Column({ ...INSTANT, nullable: true }) answeredAt: Date | null;
  @Column({ ...INSTANT, nullable: true }) endedAt: Date | null;
  @Column('int', { default: 1 }) revision: number;
}

/** What was said and done on a task by hand, in which capacity, with the names of that moment. Only ever appended. */
@Entity('assignment_entry')
@Index('assignment_entry_of_project', ['projectId'])
@ForeignKey(() => Assignment, ['tenantId', 'assignmentId'], ['tenantId', 'id'])
@Index(['assignmentId', 'id'])
export class AssignmentEntry {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') assignmentId: string;
  @Column('uuid') projectId: string;
  @Column(INSTANT) at: Date;
  @Column('text') act: EntryView['act'];
  /** `null` for the system. */
  @Column('uuid', { nullable: true }) personId: string | null;
  @Column('text', { nullable: true }) personName: string | null;
  @Column('uuid', { nullable: true }) unitId: string | null;
  @Column('text', { nullable: true }) unitName: string | null;
  @Column('text', { nullable: true }) capacity: Capacity | null;
  @Column('text', { nullable: true }) onBehalfOfName: string | null;
  @Column('text', { nullable: true }) words: string | null;
  @Column('text', { nullable: true }) result: AssignmentResult | null;
  @Column('jsonb') data: Partial<Pick<EntryView, 'to' | 'lastDay' | 'about' | 'documents'>>;
}

/** The task waits until its predecessor has ended. */
@Entity('assignment_dependency')
@ForeignKey(() => Assignment, ['tenantId', 'assignmentId'], ['tenantId', 'id'])
@ForeignKey(() => Assignment, ['tenantId', 'predecessorId'], ['tenantId', 'id'])
@Index(['predecessorId'])
@Index(['projectId'])
export class AssignmentDependency {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') assignmentId: string;
  @PrimaryColumn('uuid') predecessorId: string;
  @Column('uuid') projectId: string;
}

/** A document that goes with a task: given with it, or added by the unit that has it. */
@Entity('assignment_document')
@ForeignKey(() => Assignment, ['tenantId', 'assignmentId'], ['tenantId', 'id'])
@ForeignKey(() => Document, ['tenantId', 'documentId'], ['tenantId', 'id'])
@Index(['documentId'])
export class AssignmentDocument {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') assignmentId: string;
  @PrimaryColumn('uuid') documentId: string;
  @Column('uuid') projectId: string;
  @Column('text') addedBy: 'issuer' | 'addressee';
  @Column(INSTANT) addedAt: Date;
}
