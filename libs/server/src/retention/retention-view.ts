import type { LegalHold, ProjectDeletion, RetentionView } from '@querraum/contracts';
import { localDate } from '@querraum/workflow';
import { access, type ActorTransaction, type Transaction } from '../platform';
import type { ProjectRecord } from '../projects';
import { findDeletion } from './deletion-record';
import { basisOf, ruleOf } from './retention-rule';

interface HoldRow {
  id: string;
  unitId: string;
  unitName: string;
  reason: string;
  placedAt: Date;
  placedBy: string;
  liftedAt: Date | null;
  liftedBy: string | null;
  liftReason: string | null;
}

export const holdsOf = (tx: Transaction, projectId: string): Promise<HoldRow[]> =>
  tx.rows<HoldRow>(
    `select id, unit_id as "unitId", unit_name as "unitName", reason, placed_at as "placedAt", placed_by_name as "placedBy",
       lifted_at as "liftedAt", lifted_by_name as "liftedBy", lift_reason as "liftReason"
     from legal_hold where project_id = $1 order by lifted_at is not null, placed_at desc, id limit 100`,
    [projectId],
  );

interface OfferRow {
  archive: string;
  basis: string;
  at: Date;
  by: string;
  answer: 'takenOver' | 'waived' | null;
  words: string | null;
  answeredAt: Date | null;
  answeredBy: string | null;
  deletableOn: string | null;
}

/** The archive was asked for the file as it was put away last: what it said before the project was opened again holds no more. */
export async function findOffer(tx: Transaction, projectId: string): Promise<OfferRow | undefined> {
  const [offer] = await tx.rows<OfferRow>(
    `select o.archive, o.basis, o.offered_at as at, o.offered_by_name as by, o.answer, o.words, o.answered_at as "answeredAt",
       o.answered_by_name as "answeredBy", o.deletable_on::text as "deletableOn"
     from archive_offer o join project p on p.tenant_id = o.tenant_id and p.id = o.project_id
     where o.project_id = $1 and o.offered_at >= p.filed_at`,
    [projectId],
  );
  return offer;
}

export async function retainUntilOf(tx: Transaction, projectId: string): Promise<string | null> {
  const [row] = await tx.rows<{ day: string | null }>(
    'select retain_until::text as day from project where id = $1 and filed_at is not null',
    [projectId],
  );
  return row?.day ?? null;
}

export async function retentionView(tx: ActorTransaction, project: ProjectRecord): Promise<RetentionView> {
  const rule = await ruleOf(tx, project.tenantId);
  const offer = await findOffer(tx, project.id);
  const deletion = await findDeletion(tx, project.id);
  const retainUntil = await retainUntilOf(tx, project.id);
  const isDue = retainUntil !== null && retainUntil < localDate(tx.now.toISOString());
  const acts = actsOn({ isDue, offer, deletion });
  return {
    ...{ retainUntil, isDue },
    basis: offer?.basis ?? basisOf(rule, project.kindId),
    archive: offer?.archive ?? rule.archive,
    holds: (await holdsOf(tx, project.id)).map((hold) => holdView(tx, hold)),
    offer: offer ? { at: offer.at.toISOString(), by: offer.by, answer: answerView(offer) } : null,
    deletion: deletion ? shownDeletion(deletion) : null,
    allowed: acts.filter((act) => access.may(tx, act, { leadUnitId: project.leadUnitId })),
  };
}

interface Standing {
  isDue: boolean;
  offer: OfferRow | undefined;
  deletion: ProjectDeletion | undefined;
}

function actsOn({ isDue, offer, deletion }: Standing): RetentionView['allowed'] {
  const isReleased = deletion?.state === 'released';
  return [
    'hold:place',
    ...(isDue && !offer ? (['archive:offer'] as const) : []),
    ...(offer && offer.answer === null ? (['archive:answer'] as const) : []),
    ...(isReleased ? (['deletion:stop'] as const) : []),
  ];
}

function holdView(tx: ActorTransaction, hold: HoldRow): LegalHold {
  const { id, unitId, unitName, reason, placedAt, placedBy, liftedAt, liftedBy, liftReason } = hold;
  const isOpen = liftedAt === null;
  return {
    ...{ id, unit: { id: unitId, name: unitName }, reason, placedAt: placedAt.toISOString(), placedBy },
    lifted: isOpen ? null : { at: liftedAt.toISOString(), by: liftedBy ?? '', reason: liftReason ?? '' },
    allowed: isOpen && access.may(tx, 'hold:lift', { responsibleUnitId: unitId }) ? ['hold:lift'] : [],
  };
}

function answerView(offer: OfferRow): NonNullable<RetentionView['offer']>['answer'] {
  const { answer, words, answeredAt, answeredBy, deletableOn } = offer;
  if (answer === null || answeredAt === null || deletableOn === null) return null;
  return { kind: answer, words: words ?? '', at: answeredAt.toISOString(), by: answeredBy ?? '', deletableOn };
}

const shownDeletion = ({ state, releasedAt, releasedBy, beginsAt }: ProjectDeletion): RetentionView['deletion'] => ({
  ...{ state, releasedAt, releasedBy, beginsAt },
});
