import type { ReportInput, ReportScope, Rhythm } from '@querraum/contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Person } from '../organisation/organisation.entities';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

/** A report that comes again and again, to whoever has subscribed to it and further people (docs/adr/0081). */
@Entity('report_subscription')
@ForeignKey(() => Person, ['tenantId', 'ownerId'], ['tenantId', 'id'], { name: 'FK_report_subscription_owner' })
@Unique('report_subscription_owner', ['tenantId', 'id', 'ownerId'])
@Index('report_subscription_living', ['tenantId', 'ownerId'], { where: 'ended_at is null' })
@Check('report_subscription_state', "state in ('active', 'paused')")
export class ReportSubscriptionRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_report_subscription' }) tenantId: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_report_subscription' }) id: string;
  @Column('uuid') ownerId: string;
  @Column('jsonb') scope: ReportScope;
  @Column('jsonb') rhythm: Rhythm;
  @Column('text') state: ReportInput['state'];
  @Column('int', { default: 1 }) revision: number;
  /** Local day and hour of the turn that is waited for: a work item of any other turn is not meant. */
  @Column('text', { nullable: true }) nextPeriod: string | null;
  @Column({ ...INSTANT, nullable: true }) nextAt: Date | null;
  @Column({ ...INSTANT, nullable: true }) lastAt: Date | null;
  @Column(INSTANT) createdAt: Date;
  @Column({ ...INSTANT, nullable: true }) endedAt: Date | null;
}

/** Somebody who gets a report beside its subscriber; the owner stands here too, so that the walls need not look further. */
@Entity('report_recipient')
@ForeignKey(() => ReportSubscriptionRow, ['tenantId', 'reportId', 'ownerId'], ['tenantId', 'id', 'ownerId'], {
  name: 'FK_report_recipient_report',
})
@ForeignKey(() => Person, ['tenantId', 'personId'], ['tenantId', 'id'], { name: 'FK_report_recipient_person' })
@Index('report_recipient_person', ['personId'])
export class ReportRecipient {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_report_recipient' }) tenantId: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_report_recipient' }) reportId: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_report_recipient' }) personId: string;
  @Column('uuid') ownerId: string;
}

/** Which report a mail is, and of which turn: one mail to a person for each. */
@Entity('report_delivery')
@Unique('report_delivery_once', ['tenantId', 'reportId', 'period', 'personId'])
export class ReportDelivery {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_report_delivery' }) tenantId: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_report_delivery' }) deliveryId: string;
  @Column('uuid') reportId: string;
  @Column('text') period: string;
  @Column('uuid') personId: string;
}
