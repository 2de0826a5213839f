import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Project } from '../projects/projects.entities';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

@Entity('document')
@ForeignKey(() => Project, ['tenantId', 'projectId'], ['tenantId', 'id'])
@Index(['projectId', 'id'])
export class Document {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('text') title: string;
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
