import type { Bundle } from '@querraum/workflow';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Tenant } from '../organisation/organisation.entities';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

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
}
