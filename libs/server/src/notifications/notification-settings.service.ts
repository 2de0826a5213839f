import { Injectable } from '@nestjs/common';
import {
  DIGEST_BEFORE,
  MailTopic,
  MANDATORY_TOPICS,
  nextTurn,
  OPTIONAL_TOPICS,
  type Channels,
  type NotificationChoice,
  type NotificationSettings,
  type Rhythm,
} from '@querraum/contracts';
import { closedDaysOf } from '../calendar';
import { requireRevision, Transactions, type ActorTransaction, type Caller } from '../platform';
import { channelOf, usesDigest } from './channels';
import { IS_AWAY, oweDigest } from './digest';

interface Row {
  channels: Channels | null;
  digest: Rhythm | null;
  pausedWhileAway: boolean | null;
  revision: number | null;
  mailNotifications: 'immediately' | 'never';
  isAway: boolean;
}

const ROW = `select s.channels, s.digest, s.paused_while_away as "pausedWhileAway", s.revision,
    p.mail_notifications as "mailNotifications", ${IS_AWAY} as "isAway"
  from person p left join notification_settings s on s.tenant_id = p.tenant_id and s.person_id = p.id where p.id = $1`;

const MANDATORY = MailTopic.options.flatMap((topic) =>
  Object.entries(MANDATORY_TOPICS).flatMap(([name, because]) => (name === topic ? [{ topic, because }] : [])),
);

/** On which way a person hears of what; each decides for themselves, but for what binds (docs/adr/0077). */
@Injectable()
export class NotificationSettingsService {
  constructor(private readonly transactions: Transactions) {}

  get(caller: Caller): Promise<NotificationSettings> {
    return this.transactions.read(caller, settingsOf);
  }

  change(caller: Caller, key: string, revision: number, choice: NotificationChoice): Promise<NotificationSettings> {
    const request = { command: 'changeNotifications', revision, choice };
    return this.transactions.ownCommand(caller, { key, request }, async (tx) => {
      const { tenantId, personId } = tx.actor;
      await tx.rows("select pg_advisory_xact_lock(hashtextextended('notifications ' || $1, 0))", [personId]);
      await tx.lookAtClock();
      requireRevision((await settingsOf(tx)).revision, revision);
      await tx.rows(
        `insert into notification_settings (tenant_id, person_id, channels, digest, paused_while_away) values ($1, $2, $3, $4, $5)
         on conflict (tenant_id, person_id) do update set channels = $3, digest = $4, paused_while_away = $5,
           revision = notification_settings.revision + 1`,
        [tenantId, personId, JSON.stringify(choice.channels), JSON.stringify(choice.digest), choice.pausedWhileAway],
      );
      // From here on the choice for each topic says it all.
      await tx.rows("select app.set_own_settings(null, 'immediately')");
      const settings = await settingsOf(tx);
      await oweDigest(tx, {
        ...settings,
        closed: await closedDaysOf(tx, tenantId),
      });
      return settings;
    });
  }
}

async function settingsOf(tx: ActorTransaction): Promise<NotificationSettings> {
  const [row] = await tx.rows<Row>(ROW, [tx.actor.personId, tx.now]);
  const { mailNotifications = 'immediately', channels: chosen = null, isAway = false } = row ?? {};
  const channels = Object.fromEntries(
    OPTIONAL_TOPICS.map((topic) => [topic, channelOf(topic, { mailNotifications, channels: chosen })]),
  ) as Channels;
  const digest = row?.digest ?? DIGEST_BEFORE;
  const now = tx.now.toISOString();
  return {
    channels,
    digest,
    pausedWhileAway: row?.pausedWhileAway ?? true,
    revision: row?.revision ?? 0,
    mandatory: MANDATORY,
    nextDigestAt: usesDigest(channels) ? nextTurn(digest, now, await closedDaysOf(tx, tx.actor.tenantId)).at : null,
    isAway,
  };
}
