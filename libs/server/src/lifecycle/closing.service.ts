import { Injectable } from '@nestjs/common';
import type { FilingInput, Permission, ProjectClosing } from '@querraum/contracts';
import { localDate } from '@querraum/workflow';
import { access, DomainError, Transactions, type ActorTransaction, type Caller, type CommandKey } from '../platform';
import {
  appendHistory,
  findKind,
  getProject,
  historyBy,
  keepOwnStanding,
  lockProject,
  requireFile,
  requireKept,
  requireOpen,
  stopReleased,
  type ProjectRecord,
} from '../projects';
import { mattersInWords, openMatters } from './open-matters';
import { yearsLater } from './retention';
import { hintParties } from './tell-units';

/** What a new kind begins with, too. */
const USUAL_YEARS = 10;

interface ClosingRow {
  closedAt: Date | null;
  closedBy: string;
  note: string;
  filedAt: Date | null;
  filedBy: string;
  retainUntil: string;
}

/** What happens to a project's row, and how the history tells it. */
interface Step {
  action: string;
  data: Record<string, unknown>;
}

/** The end of a project: closed when nothing is open, put away for years (z. d. A.), opened again with a reason. */
@Injectable()
export class ClosingService {
  constructor(private readonly transactions: Transactions) {}

  get(caller: Caller, projectId: string): Promise<ProjectClosing> {
    return this.transactions.read(caller, async (tx) => closingView(tx, await requireFile(tx, projectId)));
  }

  close(caller: Caller, key: string, projectId: string, note: string): Promise<ProjectClosing> {
    const request = { command: 'closeProject', projectId, note };
    return this.onProject(caller, { key, request }, { projectId, permission: 'project:close' }, async (tx, project) => {
      requireOpen(project);
      const matters = await openMatters(tx, projectId);
      if (matters.length > 0) throw new DomainError('closingBlocked', { matters: mattersInWords(matters) });
      await tx.rows(
        `update project set state = 'closed', closed_at = $2, closed_by_name = $3, closing_note = $4 where id = $1`,
        [projectId, tx.now, tx.actor.name, note],
      );
      return { action: 'project.closed', data: { words: note } };
    });
  }

  file(caller: Caller, key: string, projectId: string, { retainUntil }: FilingInput): Promise<ProjectClosing> {
    const request = { command: 'fileProject', projectId, retainUntil: retainUntil ?? null };
    return this.onProject(caller, { key, request }, { projectId, permission: 'project:file' }, async (tx, project) => {
      await requireClosed(tx, project);
      const { filedAt } = await closingRow(tx, projectId);
      if (filedAt !== null) throw new DomainError('projectFiled', { reference: project.reference });
      const today = localDate(tx.now.toISOString());
      const until = retainUntil ?? (await usualRetention(tx, project));
      if (until < today) throw new DomainError('retentionPast', { today });
      await tx.rows('update project set filed_at = $2, filed_by_name = $3, retain_until = $4 where id = $1', [
        projectId,
        tx.now,
        tx.actor.name,
        until,
      ]);
      return { action: 'project.filed', data: { retainUntil: until } };
    });
  }

  reopen(caller: Caller, key: string, projectId: string, reason: string): Promise<ProjectClosing> {
    const request = { command: 'reopenProject', projectId, reason };
    return this.onProject(
      caller,
      { key, request },
      { projectId, permission: 'project:reopen' },
      async (tx, project) => {
        await requireClosed(tx, project);
        await stopReleased(tx, projectId, { because: `Vorhaben wieder geöffnet: ${reason}`, by: tx.actor.name });
        await tx.rows(
          `update project set state = 'open', closed_at = null, closed_by_name = null, closing_note = null,
           filed_at = null, filed_by_name = null, retain_until = null where id = $1`,
          [projectId],
        );
        return { action: 'project.reopened', data: { reason } };
      },
    );
  }

  private onProject(
    caller: Caller,
    key: CommandKey,
    { projectId, permission }: { projectId: string; permission: Permission },
    change: (tx: ActorTransaction, project: ProjectRecord) => Promise<Step>,
  ): Promise<ProjectClosing> {
    return this.transactions.command(caller, key, async (tx) => {
      const project = await lockProject(tx, projectId);
      access.require(tx, permission, { leadUnitId: project.leadUnitId });
      const step = await change(tx, project);
      await tx.rows('update project set revision = revision + 1, updated_at = greatest(updated_at, $2) where id = $1', [
        projectId,
        tx.now,
      ]);
      const changed = await getProject(tx, projectId);
      await keepOwnStanding(tx, changed);
      const by = historyBy(tx.actor, { id: project.leadUnitId, name: project.leadUnitName });
      await appendHistory(tx, project, [{ ...step, at: tx.now, by }]);
      await hintParties(tx, projectId);
      return closingView(tx, changed);
    });
  }
}

async function requireClosed(tx: ActorTransaction, { id, state, reference }: ProjectRecord): Promise<void> {
  if (state === 'open') throw new DomainError('projectOpen', { reference });
  await requireKept(tx, id);
}

async function closingRow(tx: ActorTransaction, projectId: string): Promise<ClosingRow> {
  const [row] = await tx.rows<ClosingRow>(
    `select closed_at as "closedAt", coalesce(closed_by_name, '') as "closedBy", coalesce(closing_note, '') as note,
       filed_at as "filedAt", coalesce(filed_by_name, '') as "filedBy", retain_until::text as "retainUntil"
     from project where id = $1`,
    [projectId],
  );
  if (!row) throw new DomainError('notFound');
  return row;
}

/** By the kind of the project, which says how long its files are kept. */
async function usualRetention(tx: ActorTransaction, { tenantId, kindId }: ProjectRecord): Promise<string> {
  const kind = await findKind(tx, tenantId, kindId);
  return yearsLater(localDate(tx.now.toISOString()), kind?.retentionYears ?? USUAL_YEARS);
}

async function closingView(tx: ActorTransaction, project: ProjectRecord): Promise<ProjectClosing> {
  const { closedAt, closedBy, note, filedAt, filedBy, retainUntil } = await closingRow(tx, project.id);
  return {
    state: project.state,
    matters: await openMatters(tx, project.id),
    closed: closedAt && { at: closedAt.toISOString(), by: closedBy, note },
    filed: filedAt && { at: filedAt.toISOString(), by: filedBy, retainUntil },
    usualRetention: await usualRetention(tx, project),
  };
}
