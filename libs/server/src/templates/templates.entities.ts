import type { TemplateContent, TemplateState } from '@querraum/contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { DocumentKind } from '../documents/documents.entities';
import { OrgUnit } from '../organisation/organisation.entities';
import { ProjectKind } from '../projects/project-kinds.entities';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

/** What projects of a kind can start with. It names no project: which one it was made from is told in that project's history alone. */
@Entity('project_template')
@ForeignKey(() => ProjectKind, ['tenantId', 'kindId'], ['tenantId', 'id'])
@ForeignKey(() => OrgUnit, ['tenantId', 'proposedBy'], ['tenantId', 'id'], { name: 'project_template_proposed_by' })
@Check('project_template_state', "state in ('proposed', 'released', 'retired')")
export class ProjectTemplate {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') kindId: string;
  @Column('text') name: string;
  @Column('text') description: string;
  @Column('jsonb') content: TemplateContent;
  @Column('text') state: TemplateState;
  /** The unit that led the finished project. */
  @Column('uuid', { nullable: true }) proposedBy: string | null;
  @Column('int', { default: 1 }) revision: number;
  @Column({ ...INSTANT, nullable: true }) changedAt: Date | null;
  @Column('uuid', { nullable: true }) changedBy: string | null;
}

/** A file of a template: its own copy, that outlives the project it came from. */
@Entity('project_template_document')
@ForeignKey(() => ProjectTemplate, ['tenantId', 'templateId'], ['tenantId', 'id'])
@ForeignKey(() => DocumentKind, ['kind'], ['key'], { name: 'project_template_document_kind' })
@Index('project_template_document_of', ['tenantId', 'templateId'])
export class ProjectTemplateDocument {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') templateId: string;
  @Column('int') position: number;
  @Column('text') title: string;
  @Column('text') kind: string;
  @Column('text') sha256: string;
  @Column('bigint') size: string;
  @Column('text') mediaType: string;
  @Column('text') fileName: string;
  @Index({ unique: true }) @Column('text') storageKey: string;
  /** No longer part of the template; the file stays, projects may be opening from it. */
  @Column({ ...INSTANT, nullable: true }) removedAt: Date | null;
}
