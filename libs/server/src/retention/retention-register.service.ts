import { Injectable } from '@nestjs/common';
import type { DueProject, RetentionRegister, RetentionRule, RetentionRuleInput } from '@querraum/contracts';
import { localDate } from '@querraum/workflow';
import { record } from '../organisation';
import {
  access,
  DomainError,
  requireRevision,
  Transactions,
  workItems,
  type ActorTransaction,
  type Caller,
} from '../platform';
import { kindsOfHouse } from '../projects';
import { deletionsOfHouse } from './deletion-record';
import { requireStopped } from './retention.service';
import { ruleOf } from './retention-rule';

const MOST = 500;
const DAY_MS = 86_400_000;
/** Past midnight by UTC, when nobody works. */
const AT_NIGHT_MS = 2 * 3_600_000;

const DUE = `select project_id as "projectId", reference, kind, lead_unit as "leadUnit", closed_on::text as "closedOn",
    retain_until::text as "retainUntil", answer, offered_on::text as "offeredOn", deletable_on::text as "deletableOn", holds
  from app.due_projects($1, $2)`;
const RELEASE = 'select app.release_deletion($1, $2, $3, $4, $5, $6) as outcome';

type DueRow = Omit<DueProject, 'obstacle'> & { offeredOn: string | null; holds: number };
type ReleaseRefusal =
  | 'notFound'
  | 'retentionRuns'
  | 'deletionHeld'
  | 'archiveNotAsked'
  | 'deletionWaits'
  | 'deletionSecondPerson'
  | 'deletionReleased';

/**
 * What the administrators of a house see and decide about its files: the rule, what is due, and the register of deletions. Of a
 * project they learn its Aktenzeichen, kind and dates, no title and nobody's name (docs/adr/0080).
 */
@Injectable()
export class RetentionRegisterService {
  constructor(private readonly transactions: Transactions) {}

  get(caller: Caller): Promise<RetentionRegister> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'retention:read');
      return registerView(tx);
    });
  }

  setRule(caller: Caller, key: string, revision: number, input: RetentionRuleInput): Promise<RetentionRule> {
    const request = { command: 'setRetentionRule', revision, ...input };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      access.require(tx, 'retention:edit');
      await tx.rows("select pg_advisory_xact_lock(hashtextextended('retention ' || $1, 0))", [tx.actor.tenantId]);
      const known = new Set((await kindsOfHouse(tx)).map(({ id }) => id));
      if (Object.keys(input.basisOfKinds).some((id) => !known.has(id))) throw new DomainError('kindUnknown');
      const before = await ruleOf(tx, tx.actor.tenantId);
      requireRevision(before.revision, revision);
      await tx.rows(
        `insert into house_retention (tenant_id, basis, basis_of_kinds, archive, waiting_days, revision, changed_at, changed_by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (tenant_id) do update set basis = excluded.basis, basis_of_kinds = excluded.basis_of_kinds,
           archive = excluded.archive, waiting_days = excluded.waiting_days, revision = excluded.revision,
           changed_at = excluded.changed_at, changed_by_name = excluded.changed_by_name`,
        [
          ...[tx.actor.tenantId, input.basis, input.basisOfKinds, input.archive, input.waitingDays, revision + 1],
          ...[tx.now, tx.actor.name],
        ],
      );
      await record(tx, 'retention.ruleSet', { ...input });
      return ruleView(tx);
    });
  }

  /** The second person's word; the deletion begins in the night that follows. */
  release(caller: Caller, key: string, projectId: string): Promise<RetentionRegister> {
    const request = { command: 'releaseDeletion', projectId };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      access.require(tx, 'deletion:release');
      const begins = new Date(Math.floor(tx.now.getTime() / DAY_MS) * DAY_MS + DAY_MS + AT_NIGHT_MS);
      const [row] = await tx.rows<{ outcome: ReleaseRefusal | 'released' }>(RELEASE, [
        ...[projectId, localDate(tx.now.toISOString()), tx.now, begins, tx.actor.personId, tx.actor.name],
      ]);
      const outcome = row?.outcome ?? 'notFound';
      if (outcome !== 'released') throw new DomainError(outcome);
      await workItems.add(tx, 'deleteProject', {
        payload: { projectId },
        dueAt: begins,
        dedupeKey: `deleteProject:${projectId}:${tx.now.toISOString()}`,
      });
      await record(tx, 'deletion.released', { projectId });
      return registerView(tx);
    });
  }

  stop(caller: Caller, key: string, projectId: string, reason: string): Promise<RetentionRegister> {
    const request = { command: 'stopDeletionOfHouse', projectId, reason };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      access.require(tx, 'deletion:release');
      await requireStopped(tx, projectId, reason);
      await record(tx, 'deletion.stopped', { projectId, reason });
      return registerView(tx);
    });
  }
}

async function registerView(tx: ActorTransaction): Promise<RetentionRegister> {
  const today = localDate(tx.now.toISOString());
  const due = await tx.rows<DueRow>(DUE, [today, MOST]);
  return {
    rule: await ruleView(tx),
    due: due.map((row) => dueView(row, today)),
    deletions: await deletionsOfHouse(tx, tx.actor.tenantId, MOST),
  };
}

async function ruleView(tx: ActorTransaction): Promise<RetentionRule> {
  const kinds = await kindsOfHouse(tx);
  return {
    ...(await ruleOf(tx, tx.actor.tenantId)),
    kinds: kinds.map(({ id, name, retentionYears }) => ({ id, name, years: retentionYears })),
  };
}

function dueView({ offeredOn, holds, ...row }: DueRow, today: string): DueProject {
  return { ...row, obstacle: obstacleOf({ offeredOn, holds, ...row }, today) };
}

export function obstacleOf(
  { holds, offeredOn, answer, deletableOn }: Pick<DueRow, 'holds' | 'offeredOn' | 'answer' | 'deletableOn'>,
  today: string,
): DueProject['obstacle'] {
  if (holds > 0) return 'hold';
  if (offeredOn === null) return 'notOffered';
  if (answer === null || deletableOn === null) return 'notAnswered';
  return deletableOn > today ? 'waiting' : null;
}
