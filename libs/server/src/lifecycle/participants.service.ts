import { Injectable } from '@nestjs/common';
import type { NewParticipant, ParticipantChange, Participation, ProjectDetail } from '@querraum/contracts';
import type { Involvement } from '@querraum/workflow';
import { access, DomainError, Transactions, type ActorTransaction, type Caller } from '../platform';
import { requireUnit } from '../organisation';
import {
  appendHistory,
  getProject,
  historyBy,
  keepReach,
  lockProject,
  projectDetail,
  requireFile,
  requireNoHold,
  requireOpen,
  wakeRuns,
  type ProjectRecord,
} from '../projects';
import { mattersInWords, openMatters } from './open-matters';
import { addParty, endParty, involvementOf, touchParties } from './party-rows';
import { hintParties } from './tell-units';

type ParticipationRow = Omit<Participation, 'since' | 'until'> & { since: Date; until: Date | null };

/** Who takes part comes, changes and goes with a reason that stays in the file. */
@Injectable()
export class ParticipantsService {
  constructor(private readonly transactions: Transactions) {}

  /** Now and before, the newest first; units that a procedure or a task addresses come and go with these. */
  list(caller: Caller, projectId: string): Promise<Participation[]> {
    return this.transactions.read(caller, async (tx) => {
      await requireFile(tx, projectId);
      const rows = await tx.rows<ParticipationRow>(
        `select jsonb_build_object('id', u.id, 'name', u.name) as unit, p.role, p.since, p.since_reason as "sinceReason",
           p."until", p.until_reason as "untilReason"
         from project_party p join org_unit u on u.tenant_id = p.unit_tenant_id and u.id = p.unit_id
         where p.project_id = $1 and p.role not in ('ADDRESSEE', 'ASSIGNEE')
         order by p."until" is not null, p.role <> 'LEAD', coalesce(p."until", p.since) desc, u.name`,
        [projectId],
      );
      return rows.map((row) => ({
        ...row,
        since: row.since.toISOString(),
        until: row.until?.toISOString() ?? null,
      }));
    });
  }

  add(caller: Caller, key: string, projectId: string, input: NewParticipant): Promise<ProjectDetail> {
    const request = { command: 'addParticipant', projectId, ...input };
    return this.onProject(caller, { key, request }, projectId, async (tx, project) => {
      const unit = await requireUnit(tx, input.unitId);
      if (unit.id === project.leadUnitId || (await involvementOf(tx, project, unit.id)))
        throw new DomainError('participantThere', { unit: unit.name });
      const { involvement, reason } = input;
      await addParty(tx, project, { unitId: unit.id, role: involvement, reason });
      return { action: 'participant.added', unitName: unit.name, involvement, reason };
    });
  }

  change(
    caller: Caller,
    key: string,
    { projectId, unitId }: { projectId: string; unitId: string },
    input: ParticipantChange,
  ): Promise<ProjectDetail> {
    const request = { command: 'changeParticipant', projectId, unitId, ...input };
    return this.onProject(caller, { key, request }, projectId, async (tx, project) => {
      const { involvement, reason } = input;
      const { name, from } = await participantOf(tx, project, unitId);
      if (from === involvement) throw new DomainError('participantSame', { unit: name });
      await endParty(tx, project, { unitId, role: from, reason });
      await addParty(tx, project, { unitId, role: involvement, reason });
      return { action: 'participant.changed', unitName: name, from, to: involvement, reason };
    });
  }

  /** Whoever still has something to do here is not sent away over it. */
  end(
    caller: Caller,
    key: string,
    { projectId, unitId }: { projectId: string; unitId: string },
    reason: string,
  ): Promise<ProjectDetail> {
    const request = { command: 'endParticipant', projectId, unitId, reason };
    return this.onProject(caller, { key, request }, projectId, async (tx, project) => {
      const { name, from } = await participantOf(tx, project, unitId);
      const open = (await openMatters(tx, projectId)).filter(({ kind, unit }) => kind !== 'run' && unit?.id === unitId);
      if (open.length > 0) throw new DomainError('participantBusy', { unit: name, matters: mattersInWords(open) });
      await requireNoHold(tx, projectId, [unitId]);
      await endParty(tx, project, { unitId, role: from, reason });
      return { action: 'participant.ended', unitName: name, involvement: from, reason };
    });
  }

  private onProject(
    caller: Caller,
    key: { key: string; request: unknown },
    projectId: string,
    change: (tx: ActorTransaction, project: ProjectRecord) => Promise<{ action: string } & Record<string, unknown>>,
  ): Promise<ProjectDetail> {
    return this.transactions.command(caller, key, async (tx) => {
      const project = await lockProject(tx, projectId);
      access.require(tx, 'participant:change', { leadUnitId: project.leadUnitId });
      requireOpen(project);
      const { action, ...data } = await change(tx, project);
      await touchParties(tx, project);
      await keepReach(tx, projectId);
      await wakeRuns(tx, project);
      const by = historyBy(tx.actor, { id: project.leadUnitId, name: project.leadUnitName });
      await appendHistory(tx, project, [{ action, at: tx.now, by, data }]);
      await hintParties(tx, projectId);
      return projectDetail(tx, await getProject(tx, projectId));
    });
  }
}

async function participantOf(
  tx: ActorTransaction,
  project: ProjectRecord,
  unitId: string,
): Promise<{ name: string; from: Involvement }> {
  const from = await involvementOf(tx, project, unitId);
  const [unit] = await tx.rows<{ name: string }>('select name from org_unit where id = $1', [unitId]);
  if (!from || !unit) throw new DomainError('participantUnknown');
  return { name: unit.name, from };
}
