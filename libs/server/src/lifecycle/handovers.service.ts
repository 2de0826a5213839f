import { Injectable } from '@nestjs/common';
import type { HandoverAcceptance, HandoverOffer, HandoverState, LeadHandover } from '@querraum/contracts';
import { addDays, dayInBoth, localDate, startOfDay } from '@querraum/workflow';
import { SHARED_CALENDAR_LOCK } from '../calendar';
import { access, DomainError, newId, Transactions, type ActorTransaction, type Caller } from '../platform';
import { requireUnit, type LivingUnit } from '../organisation';
import {
  appendHistory,
  getProject,
  historyBy,
  lockProject,
  requireNoHold,
  requireOpen,
  touchProject,
  type ProjectRecord,
} from '../projects';
import {
  getHandover,
  handoversOf,
  handoverView,
  requireAddressee,
  requireStanding,
  standingOffersTo,
  type HandoverRecord,
} from './handover-record';
import { openMatters } from './open-matters';
import { switchLead } from './switch-lead';
import { tellUnits } from './tell-units';

/** Standing offers to one person; more than a handful nobody leaves unanswered. */
const MOST_OFFERS = 200;

type Place = { projectId: string; id: string };
type Answered = Extract<HandoverState, 'accepted' | 'declined' | 'withdrawn'>;

/** The Federführung goes to another unit in two steps: one offers, the other accepts (docs/adr/0030). */
@Injectable()
export class HandoversService {
  constructor(private readonly transactions: Transactions) {}

  /** Offers to the person's units, in whichever project. */
  offered(caller: Caller): Promise<LeadHandover[]> {
    return this.transactions.read(caller, async (tx) =>
      (await standingOffersTo(tx, MOST_OFFERS)).map((handover) => handoverView(tx, handover)),
    );
  }

  list(caller: Caller, projectId: string): Promise<LeadHandover[]> {
    return this.transactions.read(caller, async (tx) => {
      await getProject(tx, projectId);
      return (await handoversOf(tx, projectId)).map((handover) => handoverView(tx, handover));
    });
  }

  offer(caller: Caller, key: string, projectId: string, input: HandoverOffer): Promise<LeadHandover> {
    const request = { command: 'offerLead', projectId, ...input };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockProject(tx, projectId);
      access.require(tx, 'lead:offer', { leadUnitId: project.leadUnitId });
      requireOpen(project);
      const toUnit = await requireReceiver(tx, project, input);
      if (input.involvement === null) await requireNoHold(tx, projectId, [project.leadUnitId]);
      const id = await insertOffer(tx, project, toUnit, input);
      await appendHistory(tx, project, [
        {
          action: 'handover.offered',
          at: tx.now,
          by: historyBy(tx.actor, { id: project.leadUnitId, name: project.leadUnitName }),
          data: {
            handoverId: id,
            fromUnitName: project.leadUnitName,
            toUnitName: toUnit.name,
            reason: input.reason,
            lastDay: input.lastDay,
          },
        },
      ]);
      await touchProject(tx, projectId);
      await tellUnits(tx, project, [toUnit.id], 'leadOffered');
      return handoverView(tx, await getHandover(tx, projectId, id));
    });
  }

  accept(caller: Caller, key: string, place: Place, { words }: HandoverAcceptance): Promise<LeadHandover> {
    const request = { command: 'acceptLead', ...place, words: words ?? null };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const { project, handover } = await openOffer(tx, place, requireAddressee);
      await requireStillThere(tx, handover);
      await switchLead(tx, project, handover);
      return settle(tx, project, handover, { state: 'accepted', answer: words ?? null });
    });
  }

  decline(caller: Caller, key: string, place: Place, reason: string): Promise<LeadHandover> {
    const request = { command: 'declineLead', ...place, reason };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const { project, handover } = await openOffer(tx, place, requireAddressee);
      return settle(tx, project, handover, { state: 'declined', answer: reason });
    });
  }

  withdraw(caller: Caller, key: string, place: Place, reason: string): Promise<LeadHandover> {
    const request = { command: 'withdrawLead', ...place, reason };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const { project, handover } = await openOffer(tx, place, (_, { leadUnitId }) =>
        access.require(tx, 'lead:offer', { leadUnitId: leadUnitId ?? undefined }),
      );
      return settle(tx, project, handover, { state: 'withdrawn', answer: reason });
    });
  }
}

async function requireReceiver(
  tx: ActorTransaction,
  project: ProjectRecord,
  { toUnitId, lastDay }: HandoverOffer,
): Promise<LivingUnit> {
  const unit = await requireUnit(tx, toUnitId);
  if (unit.id === project.leadUnitId) throw new DomainError('handoverToSelf', { unit: unit.name });
  if (unit.tenantId !== project.tenantId) throw new DomainError('handoverOtherHouse', { unit: unit.name });
  const today = localDate(tx.now.toISOString());
  if (lastDay !== null && lastDay < today) throw new DomainError('periodPast', { today: dayInBoth(today) });
  await tx.rows(
    `update lead_handover set state = 'lapsed', settled_at = valid_until
     where project_id = $1 and state = 'offered' and valid_until <= $2`,
    [project.id, tx.now],
  );
  const [pending] = await tx.rows<{ name: string }>(
    `select u.name from lead_handover h join org_unit u on u.id = h.to_unit_id where h.project_id = $1 and h.state = 'offered'`,
    [project.id],
  );
  if (pending) throw new DomainError('handoverPending', { unit: pending.name });
  return unit;
}

async function insertOffer(
  tx: ActorTransaction,
  project: ProjectRecord,
  toUnit: LivingUnit,
  { reason, involvement, lastDay }: HandoverOffer,
): Promise<string> {
  const id = newId();
  await tx.rows(
    `insert into lead_handover (tenant_id, id, project_id, from_unit_id, to_unit_id, state, reason, involvement, last_day,
       valid_until, matters, offered_at, offered_by, offered_by_name)
     values ($1, $2, $3, $4, $5, 'offered', $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      project.tenantId,
      id,
      project.id,
      project.leadUnitId,
      toUnit.id,
      reason,
      involvement,
      lastDay,
      lastDay && startOfDay(addDays(lastDay, 1)),
      JSON.stringify(await openMatters(tx, project.id)),
      tx.now,
      tx.actor.personId,
      tx.actor.name,
    ],
  );
  return id;
}

/**
 * The offer under the lock of its project. It is looked at before the project is read: who was asked in vain does not see
 * the project any more, and must still learn why.
 */
async function openOffer(
  tx: ActorTransaction,
  { projectId, id }: Place,
  requireAuthority: (tx: ActorTransaction, handover: HandoverRecord) => void,
): Promise<{ project: ProjectRecord; handover: HandoverRecord }> {
  await tx.rows(`select ${SHARED_CALENDAR_LOCK} from project where id = $1 for no key update`, [projectId]);
  await tx.lookAtClock();
  const handover = await getHandover(tx, projectId, id);
  requireAuthority(tx, handover);
  requireStanding(handover);
  const project = await lockProject(tx, projectId);
  requireOpen(project);
  return { project, handover };
}

/** A unit that took part when it was asked, and has left since, must be asked again; so must one that is dissolved. */
async function requireStillThere(
  tx: ActorTransaction,
  { projectId, toUnit, offeredAt }: HandoverRecord,
): Promise<void> {
  await requireUnit(tx, toUnit.id);
  const [row] = await tx.rows<{ hasLeft: boolean }>(
    `select coalesce(bool_or(since <= $3 and "until" > $3) and not bool_or("until" is null), false) as "hasLeft"
     from project_party where project_id = $1 and unit_id = $2 and role not in ('ADDRESSEE', 'ASSIGNEE')`,
    [projectId, toUnit.id, offeredAt],
  );
  if (row?.hasLeft) throw new DomainError('handoverUnitLeft', { unit: toUnit.name });
}

const TOLD = { accepted: 'leadAccepted', declined: 'leadDeclined', withdrawn: 'leadWithdrawn' } as const;

/** The last thing: with it the unit that was asked may lose sight of the project. */
async function settle(
  tx: ActorTransaction,
  project: ProjectRecord,
  handover: HandoverRecord,
  { state, answer }: { state: Answered; answer: string | null },
): Promise<LeadHandover> {
  const { id, fromUnit, toUnit } = handover;
  const actor = state === 'withdrawn' ? fromUnit : toUnit;
  await appendHistory(tx, project, [
    {
      action: `handover.${state}`,
      at: tx.now,
      by: historyBy(tx.actor, actor),
      data: {
        handoverId: id,
        fromUnitName: fromUnit.name,
        toUnitName: toUnit.name,
        ...(answer !== null && { reason: answer }),
      },
    },
  ]);
  await touchProject(tx, project.id);
  await tellUnits(tx, project, [state === 'withdrawn' ? toUnit.id : fromUnit.id], TOLD[state]);
  await tx.rows(
    `update lead_handover set state = $2, settled_at = $3, settled_by = $4, settled_by_name = $5, answer = $6 where id = $1`,
    [id, state, tx.now, tx.actor.personId, tx.actor.name, answer],
  );
  const settled = { ...handover, state, answer, settledAt: tx.now, settledBy: tx.actor.name };
  return handoverView(tx, settled);
}
