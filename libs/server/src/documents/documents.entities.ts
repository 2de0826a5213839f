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
@Index('document_replaced_by_other', ['replacedById'], { where: 'replaced_by_id is not null' })
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

/** What stands in a version, read in the background for comparing; one line for each paragraph. */
@Entity('document_text')
@Index('document_text_of_project', ['projectId'])
@ForeignKey(() => DocumentVersion, ['tenantId', 'documentId', 'number'], ['tenantId', 'documentId', 'number'], {
  name: 'document_text_of_version',
})
@Check('document_text_status', "status in ('ready', 'unreadable')")
export class DocumentText {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_document_text' }) tenantId: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_document_text' }) documentId: string;
  @PrimaryColumn('int', { primaryKeyConstraintName: 'PK_document_text' }) number: number;
  @Column('uuid') projectId: string;
  @Column('text') status: 'ready' | 'unreadable';
  @Column('text') text: string;
  @Column(INSTANT) readAt: Date;
}

/** A document of another project in the list of this one: a link, never a copy (docs/adr/0033). */
@Entity('document_link')
@ForeignKey(() => Project, ['tenantId', 'projectId'], ['tenantId', 'id'], { name: 'document_link_from' })
@ForeignKey(() => Document, ['documentTenantId', 'documentId'], ['tenantId', 'id'], { name: 'document_link_to' })
@Index('document_link_once', ['projectId', 'documentId'], { unique: true, where: 'removed_at is null' })
@Index('document_link_of_document', ['documentId'])
export class DocumentLink {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_document_link' }) tenantId: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_document_link' }) id: string;
  @Column('uuid') projectId: string;
  @Column('uuid') documentTenantId: string;
  @Column('uuid') documentId: string;
  @Column(INSTANT) linkedAt: Date;
  @Column('uuid') linkedById: string;
  @Column('text') linkedByName: string;
  @Column({ ...INSTANT, nullable: true }) removedAt: Date | null;
}

/** That a person has opened a version for a task; the first time counts. */
@Entity('document_reading')
@Index('document_reading_of_project', ['projectId'])
@ForeignKey(() => DocumentVersion, ['tenantId', 'documentId', 'number'], ['tenantId', 'documentId', 'number'], {
  name: 'document_reading_of_version',
})
export class DocumentReading {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_document_reading' }) tenantId: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_document_reading' }) documentId: string;
  @PrimaryColumn('int', { primaryKeyConstraintName: 'PK_document_reading' }) number: number;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_document_reading' }) personId: string;
  @Column('uuid') projectId: string;
  @Column('text') personName: string;
  @Column('text') unitName: string;
  @Column('uuid') taskId: string;
  @Column('jsonb') taskName: LocalizedText;
  @Column(INSTANT) readAt: Date;
}
