import type { Channels, MailSkipReason, MailState, MailSubject, Rhythm } from '@querraum/contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Person } from '../organisation/organisation.entities';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

/**
 * One mail to one person: the record of what was owed, tried and sent. Ids only, neither subject nor text; the row
 * belongs to the authority of the person who is written to.
 */
@Entity('mail_delivery')
@Index('mail_delivery_of_project', ['projectId'], { where: 'project_id is not null' })
@ForeignKey(() => Person, ['tenantId', 'personId'], ['tenantId', 'id'])
@Index('mail_delivery_once', ['notificationId', 'personId'], { unique: true })
@Index('mail_delivery_log', ['tenantId', 'createdAt', 'id'])
@Index('mail_delivery_log_by_state', ['tenantId', 'state', 'createdAt', 'id'])
@Check('mail_delivery_state', "state in ('queued', 'sending', 'sent', 'failed', 'skipped')")
export class MailDelivery {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  /** Of a digest and whatever else is a person's own there is no notification, no project and no unit. */
  @Column('uuid', { nullable: true }) notificationId: string | null;
  @Column('uuid', { nullable: true }) projectId: string | null;
  @Column('uuid') personId: string;
  @Column('uuid', { nullable: true }) unitId: string | null;
  @Column('text') reason: MailSubject;
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

/** What a person has chosen about being told; nobody else reads it (docs/adr/0077). */
@Entity('notification_settings')
@ForeignKey(() => Person, ['tenantId', 'personId'], ['tenantId', 'id'], { name: 'FK_notification_settings_person' })
export class NotificationSettingsRow {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') personId: string;
  @Column('jsonb') channels: Channels;
  @Column('jsonb') digest: Rhythm;
  @Column('boolean') pausedWhileAway: boolean;
  @Column('int', { default: 1 }) revision: number;
  /** There is one digest a day at most, however often the hour is changed. */
  @Column('date', { nullable: true }) lastDigestOn: string | null;
}

/** A mail that is not sent for itself: it waits for the person's digest, then it belongs to one until that is sent. */
@Entity('digest_item')
@Index('digest_item_of_person', ['personId', 'digestId'])
export class DigestItem {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') deliveryId: string;
  @Column('uuid') personId: string;
  @Column('uuid') projectId: string;
  @Column('uuid', { nullable: true }) digestId: string | null;
}
