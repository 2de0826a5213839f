import type { NoteVisibility, RichText } from '@querraum/contracts';
import type { Capacity } from '@querraum/workflow';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Assignment } from '../assignments/assignments.entities';
import { Project } from '../projects/projects.entities';

/**
 * A Vermerk, only ever appended. Of an internal one nobody but its unit sees even the row, and the worker sees none at
 * all (docs/adr/0035).
 */
@Entity('note')
@ForeignKey(() => Project, ['tenantId', 'projectId'], ['tenantId', 'id'])
@ForeignKey(() => Note, ['tenantId', 'correctsId'], ['tenantId', 'id'])
@Index(['id'], { unique: true })
@Index('note_of_project', ['projectId', 'at', 'id'])
@Index('note_corrected_once', ['tenantId', 'correctsId'], { unique: true, where: 'corrects_id is not null' })
@Check('note_visibility', "visibility in ('unit', 'parties')")
export class Note {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('text') visibility: NoteVisibility;
  @Column('uuid') unitId: string;
  @Column('text') unitName: string;
  @Column('uuid') authorId: string;
  @Column('text') authorName: string;
  @Column('text') capacity: Capacity;
  @Column('text', { nullable: true }) onBehalfOfName: string | null;
  /** As it was checked and cleaned; never HTML. */
  @Column('jsonb') content: RichText;
  /** The same words without form. */
  @Column('text') text: string;
  @Column('bytea') sha256: Buffer;
  @Column('uuid', { nullable: true }) correctsId: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) at: Date;
}

/** Which question came up in which note: seen by whoever reads the note, however many see the question itself. */
@Entity('note_question')
@ForeignKey(() => Note, ['tenantId', 'noteId'], ['tenantId', 'id'])
@ForeignKey(() => Assignment, ['tenantId', 'assignmentId'], ['tenantId', 'id'])
@Index('note_question_of_assignment', ['assignmentId'])
export class NoteQuestion {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') noteId: string;
  @PrimaryColumn('uuid') assignmentId: string;
  @Column('uuid') projectId: string;
  @Column({ type: 'timestamptz', precision: 3 }) askedAt: Date;
}
