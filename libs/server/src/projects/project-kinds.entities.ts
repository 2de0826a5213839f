import type { ExpectedParticipant, KindPhase, KnownField } from '@querraum/contracts';
import type { LocalizedText } from '@querraum/workflow';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Tenant } from '../organisation/organisation.entities';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

/**
 * What projects of a kind have in common (docs/adr/0037). Every house has „Vorhaben“, whose id is the tenant's own: the
 * database adds it together with the tenant.
 */
@Entity('project_kind')
@ForeignKey(() => Tenant, ['tenantId'], ['id'])
@Index('project_kind_by_code', ['code', 'tenantId'], { unique: true })
export class ProjectKind {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('text') code: string;
  @Column('jsonb') name: LocalizedText;
  @Column('jsonb') description: LocalizedText;
  @Column('jsonb', { default: [] }) participants: ExpectedParticipant[];
  /** A field in which projects have a value is never taken away, only no longer asked for. */
  @Column('jsonb', { default: [] }) fields: KnownField[];
  @Column('jsonb', { default: [] }) phases: KindPhase[];
  @Column('uuid', { array: true, default: '{}' }) procedureIds: string[];
  @Column('int', { default: 10 }) retentionYears: number;
  @Column('int', { default: 1 }) revision: number;
  @Column({ ...INSTANT, nullable: true }) retiredAt: Date | null;
  @Column({ ...INSTANT, nullable: true }) changedAt: Date | null;
  @Column('uuid', { nullable: true }) changedBy: string | null;
}
