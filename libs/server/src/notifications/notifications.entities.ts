import type { MailReason, MailSkipReason, MailState } from '@querraum/contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Person } from '../organisation/organisation.entities';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

/**
 * One mail to one person: the record of what was owed, tried and sent. Ids only, neither subject nor text; the row
 * belongs to the authority of the person who is written to.
 */
@Entity('mail_delivery')
@ForeignKey(() => Person, ['tenantId', 'personId'], ['tenantId', 'id'])
@Index('mail_delivery_once', ['notificationId', 'personId'], { unique: true })
@Index('mail_delivery_log', ['tenantId', 'createdAt', 'id'])
@Index('mail_delivery_log_by_state', ['tenantId', 'state', 'createdAt', 'id'])
@Check('mail_delivery_state', "state in ('queued', 'sending', 'sent', 'failed', 'skipped')")
export class MailDelivery {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') notificationId: string;
  @Column('uuid') projectId: string;
  @Column('uuid') personId: string;
  @Column('uuid') unitId: string;
  @Column('text') reason: MailReason;
  @Column('text') state: MailState;
  @Column('text', { nullable: true }) skipReason: MailSkipReason | null;
  @Column('int', { default: 0 }) attempts: number;
  /** Given at the first attempt and kept: who gets the mail twice can tell that it is one. */
  @Column('text', { nullable: true }) messageId: string | null;
  @Column('text', { nullable: true }) lastError: string | null;
  @Column(INSTANT) createdAt: Date;
  @Column({ ...INSTANT, nullable: true }) lastAttemptAt: Date | null;
  /** Real time, not the moveable clock: until then one process alone may be in the middle of sending. */
  @Column({ ...INSTANT, nullable: true }) leasedUntil: Date | null;
  @Column({ ...INSTANT, nullable: true }) sentAt: Date | null;
}
