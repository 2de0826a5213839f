import { Injectable } from '@nestjs/common';
import type { ArchiveAnswerEntry, Permission, RetentionView } from '@querraum/contracts';
import { addDays, localDate } from '@querraum/workflow';
import { access, DomainError, Transactions, type ActorTransaction, type Caller, type CommandKey } from '../platform';
import {
  appendHistory,
  historyBy,
  lockProject,
  requireFile,
  requireKept,
  stopReleased,
  touchProject,
  type ProjectRecord,
} from '../projects';
import { basisOf, ruleOf } from './retention-rule';
import { findOffer, retainUntilOf, retentionView } from './retention-view';

interface Step {
  action: string;
  data: Record<string, unknown>;
}

/** The way of a project out of the files, as its lead walks it: offered to the archive, answered, stopped (docs/adr/0080). */
@Injectable()
export class RetentionService {
  constructor(private readonly transactions: Transactions) {}

  get(caller: Caller, projectId: string): Promise<RetentionView> {
    return this.transactions.read(caller, async (tx) => retentionView(tx, await requireFile(tx, projectId)));
  }

  offer(caller: Caller, key: string, projectId: string): Promise<RetentionView> {
    const request = { command: 'offerToArchive', projectId };
    return this.onProject(caller, { key, request }, { projectId, permission: 'archive:offer' }, async (tx, project) => {
      const until = await retainUntilOf(tx, projectId);
      if (until === null || until >= localDate(tx.now.toISOString())) throw new DomainError('retentionRuns');
      if (await findOffer(tx, projectId)) throw new DomainError('archiveOffered');
      const rule = await ruleOf(tx, project.tenantId);
      const { personId, name } = tx.actor;
      await tx.rows(OFFER, [
        ...[project.tenantId, projectId, rule.archive, basisOf(rule, project.kindId), tx.now, personId, name],
      ]);
      return { action: 'project.offeredToArchive', data: { archive: rule.archive } };
    });
  }

  answer(
    caller: Caller,
    key: string,
    projectId: string,
    { answer, words }: ArchiveAnswerEntry,
  ): Promise<RetentionView> {
    const request = { command: 'answerOfArchive', projectId, answer, words };
    return this.onProject(
      caller,
      { key, request },
      { projectId, permission: 'archive:answer' },
      async (tx, project) => {
        const offer = await findOffer(tx, projectId);
        if (!offer) throw new DomainError('archiveNotAsked');
        if (offer.answer !== null) throw new DomainError('archiveAnswered');
        const { waitingDays } = await ruleOf(tx, project.tenantId);
        const deletableOn = addDays(localDate(tx.now.toISOString()), waitingDays);
        await tx.rows(
          `update archive_offer set answer = $2, words = $3, answered_at = $4, answered_by = $5, answered_by_name = $6,
             deletable_on = $7 where project_id = $1`,
          [projectId, answer, words, tx.now, tx.actor.personId, tx.actor.name, deletableOn],
        );
        return { action: `project.archive${answer === 'waived' ? 'Waived' : 'TookOver'}`, data: { words } };
      },
    );
  }

  /** The lead may stop what has been released, until it begins. */
  stop(caller: Caller, key: string, projectId: string, reason: string): Promise<RetentionView> {
    const request = { command: 'stopDeletion', projectId, reason };
    return this.onProject(caller, { key, request }, { projectId, permission: 'deletion:stop' }, async (tx) => {
      await requireStopped(tx, projectId, reason);
      return { action: 'project.deletionStopped', data: { reason } };
    });
  }

  private onProject(
    caller: Caller,
    key: CommandKey,
    { projectId, permission }: { projectId: string; permission: Permission },
    change: (tx: ActorTransaction, project: ProjectRecord) => Promise<Step>,
  ): Promise<RetentionView> {
    return this.transactions.command(caller, key, async (tx) => {
      const project = await lockProject(tx, projectId);
      access.require(tx, permission, { leadUnitId: project.leadUnitId });
      const step = await change(tx, project);
      const by = historyBy(tx.actor, { id: project.leadUnitId, name: project.leadUnitName });
      await appendHistory(tx, project, [{ ...step, at: tx.now, by }]);
      await touchProject(tx, projectId);
      return retentionView(tx, project);
    });
  }
}

/** In the place of one that was made before the project was opened again; of that the history tells. */
const OFFER = `insert into archive_offer (tenant_id, project_id, archive, basis, offered_at, offered_by, offered_by_name)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (tenant_id, project_id) do update set archive = excluded.archive, basis = excluded.basis,
    offered_at = excluded.offered_at, offered_by = excluded.offered_by, offered_by_name = excluded.offered_by_name,
    answer = null, words = null, answered_at = null, answered_by = null, answered_by_name = null, deletable_on = null`;

export async function requireStopped(tx: ActorTransaction, projectId: string, because: string): Promise<void> {
  if (await stopReleased(tx, projectId, { because, by: tx.actor.name })) return;
  await requireKept(tx, projectId);
  throw new DomainError('deletionNone');
}
