import type { Bundle, Definition } from '@querraum/workflow';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Tenant } from '../organisation/organisation.entities';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

/** A person with the name of that moment. */
export interface Editor {
  id: string;
  name: string;
}

@Entity('procedure')
@ForeignKey(() => Tenant, ['tenantId'], ['id'])
@Index(['tenantId', 'key'], { unique: true })
export class Procedure {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('text') key: string;
}

/** Immutable once published: runs are pinned to a version, its hash and the engine's semantics number. */
@Entity('procedure_version')
@ForeignKey(() => Procedure, ['tenantId', 'procedureId'], ['tenantId', 'id'])
export class ProcedureVersion {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') procedureId: string;
  @PrimaryColumn('int') version: number;
  @Column('int') semantics: number;
  @Column('text') hash: string;
  @Column('jsonb') bundle: Bundle;
  @Column(INSTANT) publishedAt: Date;
  /** Nobody where the version came with the product. */
  @Column('uuid', { nullable: true }) publishedBy: string | null;
  @Column('text', { nullable: true }) publishedByName: string | null;
  /** Who worked on its draft: never the one who released it. */
  @Column('jsonb', { default: [] }) editedBy: Editor[];
  /** Taken over unchanged from what the product ships. */
  @Column('boolean', { default: false }) fromTemplate: boolean;
}

/** At most one a procedure; everybody who changed it is remembered, because they may not release it. */
@Entity('procedure_draft')
@ForeignKey(() => Procedure, ['tenantId', 'procedureId'], ['tenantId', 'id'])
export class ProcedureDraft {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') procedureId: string;
  @Column('int', { default: 1 }) revision: number;
  /** The version it started from; null for a procedure that has none yet. */
  @Column('int', { nullable: true }) baseVersion: number | null;
  @Column('jsonb') definition: Definition;
  @Column('jsonb', { default: [] }) editedBy: Editor[];
  @Column(INSTANT) updatedAt: Date;
  @Column('text') updatedByName: string;
}
