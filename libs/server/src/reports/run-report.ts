import { isWorkingDay, localDate } from '@querraum/workflow';
import { nextTurn, type Rhythm } from '@querraum/contracts';
import { closedDaysOf } from '../calendar';
import { owePersonMail } from '../notifications';
import { newId, readAs, type JobPayload, type Transaction } from '../platform';
import { oweTurn } from './report-turn';

const TURN = `select rhythm, last_at as "lastAt" from report_subscription
  where tenant_id = $1 and id = $2 and ended_at is null and state = 'active' and next_period = $3 for no key update`;
/** Who has switched off all mails gets those alone that they have asked for themselves. */
const RECIPIENTS = `select p.id from person p
  where p.tenant_id = $1 and (p.id = $3 or (p.mail_notifications <> 'never'
    and exists (select from report_recipient r where r.tenant_id = $1 and r.report_id = $2 and r.person_id = p.id)))
  order by p.id`;

/**
 * The turn of a report has come: owes the next one and orders a mail to each recipient, in one transaction. Turns that no worker
 * was there for are caught up by one; of one that an administrator has given up nothing is sent. A day that the house has closed since puts it off to the next working day.
 */
export async function runReport(
  tx: Transaction,
  { tenantId, ownerId, reportId, period, isSkipped }: JobPayload<'runReport'>,
  isConfigured: boolean,
): Promise<{ at: Date } | undefined> {
  await readAs(tx, ownerId);
  const [turn] = await tx.rows<{ rhythm: Rhythm; lastAt: Date | null }>(TURN, [tenantId, reportId, period]);
  if (!turn) return undefined;
  if (isSkipped) {
    await oweTurn(tx, { tenantId, id: reportId, ownerId, ...turn });
    return undefined;
  }
  const now = tx.now.toISOString();
  const closed = await closedDaysOf(tx, tenantId);
  if (!isWorkingDay(localDate(now), closed))
    return { at: new Date(nextTurn({ every: 'day', hour: turn.rhythm.hour }, now, closed).at) };
  await tx.rows('update report_subscription set last_at = $3 where tenant_id = $1 and id = $2', [
    ...[tenantId, reportId, tx.now],
  ]);
  await oweTurn(tx, { tenantId, id: reportId, ownerId, rhythm: turn.rhythm, lastAt: tx.now });
  const recipients = await tx.rows<{ id: string }>(RECIPIENTS, [tenantId, reportId, ownerId]);
  for (const { id: personId } of recipients) {
    const reader = await readAs(tx, personId);
    // Whoever has left the house, or acts for none of its units, sees nothing that a report could tell.
    if (!reader || reader.actor.unitIds.length === 0) continue;
    const deliveryId = newId();
    await tx.rows(
      'insert into report_delivery (tenant_id, delivery_id, report_id, period, person_id) values ($1, $2, $3, $4, $5)',
      [tenantId, deliveryId, reportId, period, personId],
    );
    await owePersonMail(reader, { tenantId, personId, deliveryId, subject: 'report', isConfigured });
  }
  return undefined;
}
