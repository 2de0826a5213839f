import { Injectable } from '@nestjs/common';
import type { RetentionView } from '@querraum/contracts';
import { access, actsFor, DomainError, newId, Transactions, type ActorTransaction, type Caller } from '../platform';
import {
  appendHistory,
  historyBy,
  lockProject,
  openFile,
  requireKept,
  stopReleased,
  touchProject,
  type ProjectRecord,
} from '../projects';
import { holdsOf, retentionView } from './retention-view';

/**
 * Legal hold: whoever takes part may say why a project must not be deleted, and only that unit takes it back. A hold stops what
 * has been released already; whoever wants to delete afterwards needs a release anew.
 */
@Injectable()
export class HoldsService {
  constructor(private readonly transactions: Transactions) {}

  place(caller: Caller, key: string, projectId: string, reason: string): Promise<RetentionView> {
    const request = { command: 'placeHold', projectId, reason };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockFile(tx, projectId);
      access.require(tx, 'hold:place');
      const unit = await ownParty(tx, project);
      const isThere = (await holdsOf(tx, projectId)).some(({ unitId, liftedAt }) => unitId === unit.id && !liftedAt);
      if (isThere) throw new DomainError('holdThere', { unit: unit.name });
      await requireKept(tx, projectId);
      await stopReleased(tx, projectId, { because: reason, by: tx.actor.name });
      await tx.rows(
        `insert into legal_hold (tenant_id, id, project_id, unit_id, unit_name, reason, placed_at, placed_by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [project.tenantId, newId(), projectId, unit.id, unit.name, reason, tx.now, tx.actor.name],
      );
      return told(tx, project, { action: 'project.held', unit, reason });
    });
  }

  lift(
    caller: Caller,
    key: string,
    { projectId, id }: { projectId: string; id: string },
    reason: string,
  ): Promise<RetentionView> {
    const request = { command: 'liftHold', projectId, id, reason };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockFile(tx, projectId);
      const hold = (await holdsOf(tx, projectId)).find((one) => one.id === id);
      if (!hold) throw new DomainError('notFound');
      access.require(tx, 'hold:lift', { responsibleUnitId: hold.unitId });
      if (hold.liftedAt) throw new DomainError('holdLifted');
      await tx.rows('update legal_hold set lifted_at = $2, lifted_by_name = $3, lift_reason = $4 where id = $1', [
        ...[id, tx.now, tx.actor.name, reason],
      ]);
      const unit = { id: hold.unitId, name: hold.unitName };
      return told(tx, project, { action: 'project.holdLifted', unit, reason });
    });
  }
}

async function lockFile(tx: ActorTransaction, projectId: string): Promise<ProjectRecord> {
  const project = await lockProject(tx, projectId);
  await openFile(tx, projectId);
  return project;
}

/** The unit for which the person takes part, the lead before others. */
async function ownParty(tx: ActorTransaction, { id }: ProjectRecord): Promise<{ id: string; name: string }> {
  const parties = await tx.rows<{ id: string; name: string }>(
    `select u.id, u.name from project_party p join org_unit u on u.tenant_id = p.unit_tenant_id and u.id = p.unit_id
     where p.project_id = $1 and p."until" is null order by p.role <> 'LEAD', p.since, u.code`,
    [id],
  );
  const own = parties.find((unit) => actsFor(tx, unit.id));
  if (!own) throw new DomainError('noAuthority');
  return own;
}

async function told(
  tx: ActorTransaction,
  project: ProjectRecord,
  { action, unit, reason }: { action: string; unit: { id: string; name: string }; reason: string },
): Promise<RetentionView> {
  await appendHistory(tx, project, [{ action, at: tx.now, by: historyBy(tx.actor, unit), data: { reason } }]);
  await touchProject(tx, project.id);
  return retentionView(tx, project);
}
