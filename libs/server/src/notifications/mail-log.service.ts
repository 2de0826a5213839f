import { Injectable } from '@nestjs/common';
import { COUNT_CAP, Instant, type MailDelivery, type MailDeliveryQuery, type Page } from '@querraum/contracts';
import { z } from 'zod';
import { access, decodeCursor, toPage, Transactions, type Caller } from '../platform';

type Row = Omit<MailDelivery, 'recipient' | 'unit' | 'createdAt' | 'lastAttemptAt' | 'sentAt'> & {
  personId: string;
  personName: string;
  unitId: string | null;
  unitName: string | null;
  createdAt: Date;
  lastAttemptAt: Date | null;
  sentAt: Date | null;
};

const OF_THE_HOUSE = 'm.tenant_id = $1 and ($2::text is null or m.state = $2)';
const LIST = `select m.id, m.person_id as "personId", p.name as "personName", m.unit_id as "unitId", u.name as "unitName",
    m.reason, m.state, m.skip_reason as "skipReason", m.attempts, m.message_id as "messageId", m.last_error as "lastError",
    m.created_at as "createdAt", m.last_attempt_at as "lastAttemptAt", m.sent_at as "sentAt"
  from mail_delivery m
  join person p on p.tenant_id = m.tenant_id and p.id = m.person_id
  left join org_unit u on u.id = m.unit_id
  where ${OF_THE_HOUSE} and ($3::timestamptz is null or (m.created_at, m.id) < ($3::timestamptz, $4::uuid))
  order by m.created_at desc, m.id desc limit $5`;
const COUNT = `select count(*)::int as count from (select 1 from mail_delivery m where ${OF_THE_HOUSE} limit $3) capped`;

const LogCursor = z.object({ at: Instant, id: z.uuid() });

/** The delivery log: what became of the mails to the people of the own house, newest first. */
@Injectable()
export class MailLogService {
  constructor(private readonly transactions: Transactions) {}

  list(caller: Caller, { cursor, limit, state }: MailDeliveryQuery): Promise<Page<MailDelivery>> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'mail:read');
      const after = decodeCursor(cursor, LogCursor);
      const filter = [tx.actor.tenantId, state ?? null];
      const rows = await tx.rows<Row>(LIST, [...filter, after?.at ?? null, after?.id ?? null, limit + 1]);
      const [total] = await tx.rows<{ count: number }>(COUNT, [...filter, COUNT_CAP + 1]);
      return toPage(rows, {
        limit,
        count: total?.count ?? 0,
        item: view,
        cursorOf: ({ createdAt, id }) => ({ at: createdAt.toISOString(), id }),
      });
    });
  }
}

const view = ({ personId, personName, unitId, unitName, createdAt, lastAttemptAt, sentAt, ...row }: Row) => ({
  ...row,
  recipient: { id: personId, name: personName },
  unit: unitId === null || unitName === null ? null : { id: unitId, name: unitName },
  createdAt: createdAt.toISOString(),
  lastAttemptAt: lastAttemptAt?.toISOString() ?? null,
  sentAt: sentAt?.toISOString() ?? null,
});
