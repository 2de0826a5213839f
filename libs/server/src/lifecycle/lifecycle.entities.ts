import type { HandoverState, OpenMatter } from '@querraum/contracts';
import type { Involvement } from '@querraum/workflow';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Project } from '../projects/projects.entities';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

/**
 * The Federführung is offered to another unit, which accepts or declines. While an offer stands the other unit sees the
 * head of the project (docs/adr/0030). Rows are settled, never deleted.
 */
@Entity('lead_handover')
@ForeignKey(() => Project, ['tenantId', 'projectId'], ['tenantId', 'id'])
@Index('lead_handover_of_project', ['projectId', 'offeredAt'])
@Index('lead_handover_one_offer', ['projectId'], { unique: true, where: "state = 'offered'" })
@Index('lead_handover_offered_to', ['toUnitId', 'projectId'], { where: "state = 'offered'" })
export class LeadHandoverRow {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('uuid') fromUnitId: string;
  @Column('uuid') toUnitId: string;
  @Column('text') state: HandoverState;
  @Column('text') reason: string;
  /** How the unit that gives the lead takes part afterwards; `null` where it leaves. */
  @Column('text', { nullable: true }) involvement: Involvement | null;
  @Column('date', { nullable: true }) lastDay: string | null;
  /** The first instant that is too late, `lastDay` counted in Europe/Berlin. */
  @Column({ ...INSTANT, nullable: true }) validUntil: Date | null;
  /** What was open at that time. */
  @Column('jsonb') matters: OpenMatter[];
  @Column(INSTANT) offeredAt: Date;
  @Column('uuid') offeredBy: string;
  @Column('text') offeredByName: string;
  @Column({ ...INSTANT, nullable: true }) settledAt: Date | null;
  @Column('uuid', { nullable: true }) settledBy: string | null;
  @Column('text', { nullable: true }) settledByName: string | null;
  @Column('text', { nullable: true }) answer: string | null;
}
