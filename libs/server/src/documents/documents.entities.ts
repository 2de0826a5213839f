import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { LocalizedText } from '@querraum/workflow';
import { Project } from '../projects/projects.entities';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

/** What sort of paper a document is, in the order in which people choose: reference data, a further kind is a row. */
@Entity('document_kind')
export class DocumentKind {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_document_kind' }) key: string;
  @Column('jsonb') name: LocalizedText;
  @Column('int') position: number;
}

@Entity('document')
@ForeignKey(() => Project, ['tenantId', 'projectId'], ['tenantId', 'id'])
@ForeignKey(() => DocumentKind, ['kind'], ['key'], { name: 'document_of_kind' })
@ForeignKey(() => Document, ['tenantId', 'replacedById'], ['tenantId', 'id'], { name: 'document_replaced_by' })
@Index(['projectId', 'id'])
@Index('document_by_activity', ['projectId', 'activeAt', 'id'])
@Check(
  'document_state',
  `(state = 'current' and state_at is null and replaced_by_id is null)
   or (state = 'replaced' and state_at is not null and replaced_by_id is not null)
   or (state = 'withdrawn' and state_at is not null and state_reason is not null and replaced_by_id is null)`,
)
export class Document {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('text') title: string;
  @Column('text', { default: 'OTHER' }) kind: string;
  @Column('text', { default: 'current' }) state: 'current' | 'replaced' | 'withdrawn';
  @Column('text', { nullable: true }) stateReason: string | null;
  @Column({ ...INSTANT, nullable: true }) stateAt: Date | null;
  @Column('text', { nullable: true }) stateByName: string | null;
  @Column('uuid', { nullable: true }) replacedById: string | null;
  @Column('int', { default: 1 }) revision: number;
  /** The newest version or change of state: what the list is sorted by. */
  @Column(INSTANT) activeAt: Date;
  @Column(INSTANT) createdAt: Date;
}

/** A version never changes; a signature binds its number and hash. The bytes lie in the store under `storageKey`. */
@Entity('document_version')
@ForeignKey(() => Document, ['tenantId', 'documentId'], ['tenantId', 'id'])
@Index(['documentId', 'number'])
export class DocumentVersion {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') documentId: string;
  @PrimaryColumn('int') number: number;
  @Column('uuid') projectId: string;
  @Column('text') sha256: string;
  @Column('bigint') size: string;
  @Column('text') mediaType: string;
  @Column('text') fileName: string;
  @Index({ unique: true }) @Column('text') storageKey: string;
  @Column('uuid') authorId: string;
  @Column('text') authorName: string;
  @Column(INSTANT) createdAt: Date;
}
