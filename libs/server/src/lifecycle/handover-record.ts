import type { HandoverState, LeadHandover } from '@querraum/contracts';
import { dayInBoth } from '@querraum/workflow';
import { access, actsFor, DomainError, type ActorTransaction } from '../platform';

type Base = Omit<LeadHandover, 'state' | 'allowed' | 'offeredAt' | 'settledAt'>;

export interface HandoverRecord extends Base {
  state: HandoverState;
  offeredAt: Date;
  settledAt: Date | null;
  /** Who leads now, for what the asking person may do. */
  leadUnitId: string | null;
  validUntil: Date | null;
}

const HANDOVER = `select h.id, h.project_id as "projectId", coalesce(p.reference, '') as "projectReference",
    coalesce(p.title, '') as "projectTitle",
    case when h.state = 'offered' and h.valid_until <= app.now() then 'lapsed' else h.state end as state,
    jsonb_build_object('id', f.id, 'name', f.name) as "fromUnit", jsonb_build_object('id', t.id, 'name', t.name) as "toUnit",
    h.reason, h.involvement, h.last_day::text as "lastDay", h.valid_until as "validUntil", h.matters,
    h.offered_at as "offeredAt", h.offered_by_name as "offeredBy", h.settled_at as "settledAt",
    h.settled_by_name as "settledBy", h.answer,
    (select l.unit_id from project_party l where l.project_id = h.project_id and l.role = 'LEAD' and l."until" is null) as "leadUnitId"
  from lead_handover h
  join org_unit f on f.id = h.from_unit_id
  join org_unit t on t.id = h.to_unit_id
  left join project p on p.id = h.project_id`;

export const handoversOf = (tx: ActorTransaction, projectId: string): Promise<HandoverRecord[]> =>
  tx.rows<HandoverRecord>(`${HANDOVER} where h.project_id = $1 order by h.offered_at desc, h.id desc`, [projectId]);

/** Offers that the person may answer, or oversees, the oldest first. */
export const standingOffersTo = (tx: ActorTransaction, limit: number): Promise<HandoverRecord[]> =>
  tx.rows<HandoverRecord>(
    `${HANDOVER} where h.state = 'offered' and h.to_unit_id = any ($1::uuid[])
       and (h.valid_until is null or h.valid_until > $2) order by h.offered_at, h.id limit $3`,
    [tx.actor.unitIds, tx.now, limit],
  );

/** What cannot be seen gives `notFound`, the same as what does not exist. */
export async function getHandover(tx: ActorTransaction, projectId: string, id: string): Promise<HandoverRecord> {
  const [handover] = await tx.rows<HandoverRecord>(`${HANDOVER} where h.project_id = $1 and h.id = $2`, [
    projectId,
    id,
  ]);
  if (!handover) throw new DomainError('notFound');
  return handover;
}

export function requireAddressee(tx: ActorTransaction, { toUnit }: HandoverRecord): void {
  if (!actsFor(tx, toUnit.id)) throw new DomainError('handoverNotOffered', { unit: toUnit.name });
}

const STATES = {
  accepted: { de: 'angenommen', en: 'accepted' },
  declined: { de: 'abgelehnt', en: 'declined' },
  withdrawn: { de: 'zurückgezogen', en: 'withdrawn' },
} as const;

/** An offer is answered once, and in time. */
export function requireStanding({ state, lastDay, fromUnit }: HandoverRecord): void {
  if (state === 'lapsed')
    throw new DomainError('handoverTooLate', { lastDay: dayInBoth(lastDay ?? ''), unit: fromUnit.name });
  if (state !== 'offered') throw new DomainError('handoverSettled', { state: STATES[state] });
}

export function handoverView(tx: ActorTransaction, handover: HandoverRecord): LeadHandover {
  const { leadUnitId, validUntil: _, offeredAt, settledAt, ...view } = handover;
  const stands = handover.state === 'offered';
  const mayAnswer = stands && actsFor(tx, handover.toUnit.id);
  const mayWithdraw = stands && access.may(tx, 'lead:offer', { leadUnitId: leadUnitId ?? undefined });
  return {
    ...view,
    offeredAt: offeredAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
    allowed: [...(mayAnswer ? (['accept', 'decline'] as const) : []), ...(mayWithdraw ? (['withdraw'] as const) : [])],
  };
}
