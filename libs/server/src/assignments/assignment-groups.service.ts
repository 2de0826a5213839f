import { Injectable } from '@nestjs/common';
import type { AssignmentGroup, ConcludeGroup } from '@querraum/contracts';
import { fittingGrant, isLive } from '@querraum/workflow';
import { appendHistory, lockProject, requireOpen, touchProject, type HistoryBy, type ProjectRecord } from '../projects';
import { DomainError, Transactions, type ActorTransaction, type Caller, requireRevision } from '../platform';
import { actingOf } from '../runs';
import { closeTasks, openTasks } from './assignment-authority';
import { getGroup, groupView, issuesFor, type GroupRecord } from './assignment-group';
import { findShown } from './assignment-summary';
import { namedBy } from './assignment-work';

/** What was given at once: the answers together, and the next turn of what recurs. */
@Injectable()
export class AssignmentGroupsService {
  constructor(private readonly transactions: Transactions) {}

  get(caller: Caller, id: string): Promise<AssignmentGroup> {
    return this.transactions.read(caller, async (tx) => groupView(tx, await getGroup(tx, id)));
  }

  /** Puts the answers together, once all of them are there. */
  conclude(
    caller: Caller,
    key: string,
    { id, revision, words }: ConcludeGroup & { id: string; revision: number },
  ): Promise<AssignmentGroup> {
    const request = { command: 'concludeGroup', id, revision, words };
    return this.onGroup(caller, key, id, request, async (tx, project, group, by) => {
      requireRevision(group.revision, revision);
      if (group.conclusion !== null) throw new DomainError('groupConcluded');
      const rows = await findShown(tx, 'group', id);
      const open = rows.filter(({ state }) => isLive(state)).length;
      if (open > 0) throw new DomainError('groupOpen', { count: open });
      const actor = {
        ...{ person: by.personName, unitName: by.unitName ?? '', capacity: by.capacity ?? 'BY_ORDER' },
        onBehalfOf: by.onBehalfOfName ?? null,
      };
      await tx.rows('update assignment_group set conclusion = $2, revision = revision + 1 where id = $1', [
        id,
        JSON.stringify({ words, by: actor, at: tx.now.toISOString() }),
      ]);
      await tell(tx, project, group, by, 'assignment.concluded', { words });
    });
  }

  /** It comes no more; what has been given stays. */
  stopRecurrence(caller: Caller, key: string, id: string, reason: string): Promise<AssignmentGroup> {
    const request = { command: 'stopRecurrence', id, reason };
    return this.onGroup(caller, key, id, request, async (tx, project, group, by) => {
      if (group.nextOn === null) throw new DomainError('notRecurring');
      await tx.rows('update assignment_group set next_on = null, stopped = $2, revision = revision + 1 where id = $1', [
        id,
        JSON.stringify({ by: by.personName, at: tx.now.toISOString(), reason }),
      ]);
      await tell(tx, project, group, by, 'assignment.recurrenceStopped', { words: reason });
    });
  }

  private onGroup(
    caller: Caller,
    key: string,
    id: string,
    request: object,
    act: (tx: ActorTransaction, project: ProjectRecord, group: GroupRecord, by: HistoryBy) => Promise<void>,
  ): Promise<AssignmentGroup> {
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const seen = await getGroup(tx, id);
      const [visible] = await tx.rows('select 1 from project where id = $1', [seen.projectId]);
      if (!visible) throw new DomainError('notIssuer');
      const project = await lockProject(tx, seen.projectId);
      const group = await getGroup(tx, id);
      const unit = issuesFor(group, project);
      const grant = fittingGrant(actingOf(tx.actor), unit.id);
      if (!grant) throw new DomainError('notIssuer');
      requireOpen(project);
      await openTasks(tx, project.id);
      await act(tx, project, group, namedBy(tx.actor, { personId: tx.actor.personId, ...grant }, [unit]));
      await closeTasks(tx);
      return groupView(tx, await getGroup(tx, id));
    });
  }
}

async function tell(
  tx: ActorTransaction,
  project: ProjectRecord,
  { id, title, kind }: GroupRecord,
  by: HistoryBy,
  action: string,
  data: Record<string, unknown>,
): Promise<void> {
  await appendHistory(tx, project, [{ action, at: tx.now, by, data: { groupId: id, title, kind, ...data } }]);
  await touchProject(tx, project.id);
}
