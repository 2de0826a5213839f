import type {
  TEST_EVENT,
  WebhookDeliveryState,
  WebhookError,
  WebhookEvent,
  WebhookPause,
  WebhookState,
} from '@querraum/contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Tenant } from '../organisation/organisation.entities';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

/** A target outside that is told of events of the house (docs/adr/0060). What is removed has an end and no secret any more. */
@Entity('webhook')
@ForeignKey(() => Tenant, ['tenantId'], ['id'], { name: 'FK_webhook_tenant' })
@Index('webhook_living', ['tenantId'], { where: 'ended_at is null' })
@Index('webhook_id', ['id'], { unique: true })
@Check('webhook_state', "state in ('active', 'paused')")
export class Webhook {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_webhook' }) tenantId: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_webhook' }) id: string;
  @Column('text') url: string;
  @Column('text') description: string;
  @Column('text', { array: true }) events: WebhookEvent[];
  @Column('text') state: WebhookState;
  @Column('text', { nullable: true }) pausedBecause: WebhookPause | null;
  @Column('int', { default: 1 }) revision: number;
  @Column(INSTANT) createdAt: Date;
  @Column('uuid') createdBy: string;
  @Column({ ...INSTANT, nullable: true }) endedAt: Date | null;
  @Column({ ...INSTANT, nullable: true }) lastDeliveredAt: Date | null;
  /** The first vain attempt since something arrived last, and how many rounds were in vain since then. */
  @Column({ ...INSTANT, nullable: true }) failingSince: Date | null;
  @Column('int', { default: 0 }) failures: number;
  /** A target that could not be had is left alone for so long. */
  @Column({ ...INSTANT, nullable: true }) restsUntil: Date | null;
  /** Real time, not the moveable clock: until then one worker alone sends to this target. */
  @Column({ ...INSTANT, nullable: true }) leasedUntil: Date | null;
  /** At this instant a work item comes that looks after the target: nobody else need wait for it. */
  @Column({ ...INSTANT, nullable: true }) comesAt: Date | null;
}

/** With what is signed. The API writes it and can never read it again; the worker alone can. */
@Entity('webhook_secret')
@ForeignKey(() => Webhook, ['tenantId', 'webhookId'], ['tenantId', 'id'], { name: 'FK_webhook_secret_webhook' })
export class WebhookSecret {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_webhook_secret' }) tenantId: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_webhook_secret' }) webhookId: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_webhook_secret' }) id: string;
  /** In the clear, for workers of the release before; empty once none of them is left (docs/adr/0076). */
  @Column('bytea') secret: Buffer;
  @Column('bytea', { nullable: true }) sealed: Buffer | null;
  /** Of the key with which it is sealed. */
  @Column('text', { nullable: true }) keyId: string | null;
  @Column(INSTANT) createdAt: Date;
  /** Of a secret that another one has followed. */
  @Column({ ...INSTANT, nullable: true }) validUntil: Date | null;
}

/** One event for one target: the queue and the log. The body is kept as it was signed, so that every attempt says the same. */
@Entity('webhook_delivery')
@ForeignKey(() => Webhook, ['tenantId', 'webhookId'], ['tenantId', 'id'], { name: 'FK_webhook_delivery_webhook' })
@Index('webhook_delivery_once', ['webhookId', 'eventId'], { unique: true })
@Index('webhook_delivery_log', ['webhookId', 'createdAt', 'id'])
@Index('webhook_delivery_open', ['webhookId', 'nextAttemptAt', 'id'], { where: "state in ('queued', 'sending')" })
@Index('webhook_delivery_row', ['webhookId', 'projectId', 'sequence'], { where: "state in ('queued', 'sending')" })
@Index('webhook_delivery_vain', ['webhookId', 'createdAt'], { where: "state in ('failed', 'held')" })
@Check('webhook_delivery_state', "state in ('queued', 'sending', 'delivered', 'failed', 'held')")
export class WebhookDelivery {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_webhook_delivery' }) tenantId: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_webhook_delivery' }) id: string;
  @Column('uuid') webhookId: string;
  /** Made of what happened, not of the sending: the same however often it is sent. */
  @Column('text') eventId: string;
  @Column('text') event: WebhookEvent | typeof TEST_EVENT;
  /** Where it stands in the history of which project: events of one come one after the other. A test belongs to none. */
  @Column('uuid', { nullable: true }) projectId: string | null;
  @Column('bigint', { nullable: true }) sequence: string | null;
  @Column('text') body: string;
  @Column('text') state: WebhookDeliveryState;
  @Column('int', { default: 0 }) attempts: number;
  /** Of what has caused it, or of who sent it again: nothing goes out a second time after a restore (docs/adr/0064). */
  @Column('int', { default: 1 }) epoch: number;
  @Column('int', { nullable: true }) status: number | null;
  @Column('int', { nullable: true }) durationMs: number | null;
  @Column('text', { nullable: true }) answer: string | null;
  @Column('text', { nullable: true }) error: WebhookError | null;
  @Column('text', { nullable: true }) errorDetail: string | null;
  @Column(INSTANT) createdAt: Date;
  /** Since when it has been tried, anew with every replay. */
  @Column(INSTANT) owedSince: Date;
  @Column({ ...INSTANT, nullable: true }) lastAttemptAt: Date | null;
  @Column({ ...INSTANT, nullable: true }) nextAttemptAt: Date | null;
  @Column({ ...INSTANT, nullable: true }) deliveredAt: Date | null;
}
