import { Injectable } from '@nestjs/common';
import { Involvement, localDate, nextTurn } from '@querraum/workflow';
import { changeFaultsOf, NewProject, type ProjectDetail, type RenewalInput } from '@querraum/contracts';
import { access, DomainError, newId, Transactions, type ActorTransaction, type Caller } from '../platform';
import {
  appendHistory,
  areasOf,
  findKind,
  historyBy,
  lockProject,
  openProject,
  requireKept,
  type ProjectRecord,
} from '../projects';
import { contentOf, furnishFrom } from '../templates';
import { atTurn, findCycle, findDraft, insertDraft, oweLook, writeCycle, type CycleRecord } from './cycle-record';
import { requireNotPassedOn } from './cycles.service';

/**
 * Opens the successor of a project with the draft of its Fortschreibung, or before its day with what the project is made of
 * now: once, by a person of the lead, in one transaction (docs/adr/0079).
 */
@Injectable()
export class RenewalsService {
  constructor(private readonly transactions: Transactions) {}

  open(caller: Caller, key: string, projectId: string, { title, startOn }: RenewalInput): Promise<ProjectDetail> {
    const request = { command: 'openRenewal', projectId, title, startOn: startOn ?? null };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockProject(tx, projectId);
      access.require(tx, 'cycle:renew', { leadUnitId: project.leadUnitId });
      await requireKept(tx, projectId);
      const cycle = await findCycle(tx, projectId);
      await requireNotPassedOn(tx, project, cycle);
      if (!cycle) throw new DomainError('cycleNone');
      const { draft, later } = await draftOf(tx, project, cycle);
      const furnish = async (_: ActorTransaction, successor: ProjectRecord) => {
        await furnishFrom(tx, successor, draft.content, startOn);
        await linkDocuments(tx, project, successor);
        await passOn(tx, { project, cycle }, { successor, draftId: draft.id, later });
      };
      return openProject(tx, await successorOf(tx, project, title), furnish, true);
    });
  }
}

/** The open draft, and what of the cycle is waited for after it. */
async function draftOf(tx: ActorTransaction, project: ProjectRecord, cycle: CycleRecord) {
  const made = await findDraft(tx, project.id);
  // The one day that has come, paused or not: nothing is waited for after it.
  if (made) return { draft: made, later: made.dueOn === cycle.nextOn ? null : cycle };
  if (cycle.state === 'ended') throw new DomainError('cycleNone');
  await insertDraft(tx, project, { dueOn: cycle.nextOn, content: await contentOf(tx, project) });
  const draft = await findDraft(tx, project.id);
  if (!draft) throw new DomainError('cycleNone');
  return { draft, later: nextTurn(cycle, localDate(tx.now.toISOString())) };
}

/** With the areas, living units and fields of its predecessor, as far as they can still be said of a project. */
async function successorOf(tx: ActorTransaction, project: ProjectRecord, title: string): Promise<NewProject> {
  const participants = await tx.rows<NewProject['participants'][number]>(
    `select p.unit_id as "unitId", p.role as involvement
     from project_party p join org_unit u on u.tenant_id = p.unit_tenant_id and u.id = p.unit_id
     where p.project_id = $1 and p."until" is null and p.role = any ($2) and u.dissolved_at is null order by p.since, u.code`,
    [project.id, Involvement.options],
  );
  const kind = await findKind(tx, project.tenantId, project.kindId);
  const gone = new Set(changeFaultsOf(kind?.fields ?? [], project.fields).map(({ key }) => key));
  return NewProject.parse({
    ...{ title, description: project.description, leadUnitId: project.leadUnitId, kindId: project.kindId },
    areas: (await areasOf(tx, project)).map(({ edition, key }) => ({ edition, key })),
    participants,
    fields: Object.fromEntries(Object.entries(project.fields).filter(([key]) => !gone.has(key))),
  });
}

/** What counts in the predecessor's file is in the successor's list: a link, never a copy (docs/adr/0033). */
async function linkDocuments(tx: ActorTransaction, project: ProjectRecord, successor: ProjectRecord): Promise<void> {
  const documents = await tx.rows<{ id: string }>(
    "select id from document where tenant_id = $1 and project_id = $2 and state = 'current' order by created_at, id",
    [project.tenantId, project.id],
  );
  await tx.rows(
    `insert into document_link (tenant_id, id, project_id, document_tenant_id, document_id, linked_at, linked_by_id, linked_by_name)
     select $1, r.id, $2, $3, r.document_id, $4, $5, $6 from unnest($7::uuid[], $8::uuid[]) as r(id, document_id)`,
    [
      ...[successor.tenantId, successor.id, project.tenantId, tx.now, tx.actor.personId, tx.actor.name],
      ...[documents.map(() => newId()), documents.map(({ id }) => id)],
    ],
  );
}

/** The cycle goes on with the successor. */
async function passOn(
  tx: ActorTransaction,
  { project, cycle }: { project: ProjectRecord; cycle: CycleRecord },
  {
    successor,
    draftId,
    later,
  }: { successor: ProjectRecord; draftId: string; later: Pick<CycleRecord, 'turn' | 'reminded'> | null },
): Promise<void> {
  await tx.rows(
    `update project_renewal set state = 'opened', successor_id = $2, opened_at = $3, opened_by_name = $4 where id = $1`,
    [draftId, successor.id, tx.now, tx.actor.name],
  );
  const { personId: setBy, name: setByName } = tx.actor;
  const changed = { revision: cycle.revision + 1, setAt: tx.now, setBy, setByName };
  await writeCycle(tx, project, { ...cycle, ...changed, state: 'passedOn', reason: null });
  if (later) {
    const inherited = { ...atTurn(cycle, later), ...changed, revision: 1, state: 'running' as const, reason: null };
    await writeCycle(tx, successor, inherited);
    await oweLook(tx, successor, inherited, localDate(tx.now.toISOString()));
  }
  const by = historyBy(tx.actor, { id: project.leadUnitId, name: project.leadUnitName });
  // Neither tells of the other: who sees the one need not see the other (docs/adr/0032).
  await appendHistory(tx, project, [{ action: 'cycle.passedOn', at: tx.now, by, data: {} }]);
  await appendHistory(tx, successor, [{ action: 'cycle.renews', at: tx.now, by, data: {} }]);
}
