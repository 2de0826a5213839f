import { Injectable } from '@nestjs/common';
import type {
  HistoryEntry,
  NewProject,
  Page,
  PageQuery,
  ProjectChange,
  ProjectDetail,
  ProjectQuery,
  ProjectSummary,
  RunSummary,
} from '@querraum/contracts';
import { holdCalendar } from '../calendar';
import { access, newId, Transactions, type ActorTransaction, type Caller, requireRevision } from '../platform';
import { appendHistory, historyBy } from './history';
import { addAreas, applyChange } from './project-change';
import { readHistory } from './project-history';
import { requireKind } from './project-kind';
import { namedAreas, requireLeadGrant, requireParties, type NamedUnit } from './project-input';
import { listProjects } from './project-list';
import { insertParties, getProject, lockProject, requireOpen, type ProjectRecord } from './project-record';
import { listRuns } from './project-runs';
import { projectDetail } from './project-view';
import { nextReference } from './reference';
import { keepReach, standingOf, standingValues } from './standing';
import { wakeRuns } from './wake-runs';

@Injectable()
export class ProjectsService {
  constructor(private readonly transactions: Transactions) {}

  list(caller: Caller, query: ProjectQuery): Promise<Page<ProjectSummary>> {
    return this.transactions.read(caller, (tx) => listProjects(tx, query));
  }

  get(caller: Caller, id: string): Promise<ProjectDetail> {
    return this.transactions.read(caller, async (tx) => projectDetail(tx, await getProject(tx, id)));
  }

  runs(caller: Caller, id: string, query: PageQuery): Promise<Page<RunSummary>> {
    return this.transactions.read(caller, (tx) => listRuns(tx, id, query));
  }

  history(caller: Caller, id: string, query: PageQuery): Promise<Page<HistoryEntry>> {
    return this.transactions.read(caller, (tx) => readHistory(tx, id, query));
  }

  /** Opens a project. `furnish` puts in what a higher room has for it, in the same transaction: all of it or no project. */
  create(
    caller: Caller,
    key: string,
    input: NewProject,
    furnish: (tx: ActorTransaction, project: ProjectRecord) => Promise<void> = async () => undefined,
  ): Promise<ProjectDetail> {
    const request = { command: 'createProject', ...input };
    return this.transactions.command(caller, { key, request }, (tx) => openProject(tx, input, furnish));
  }

  change(
    caller: Caller,
    key: string,
    { id, revision, change }: { id: string; revision: number; change: ProjectChange },
  ): Promise<ProjectDetail> {
    const request = { command: 'changeProject', id, revision, change };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockProject(tx, id);
      access.require(tx, 'project:edit', { leadUnitId: project.leadUnitId });
      requireOpen(project);
      requireRevision(project.revision, revision);
      const words = await applyChange(tx, project, change);
      if (Object.keys(words).length > 0) {
        await writeChange(tx, project, change);
        await keepReach(tx, project.id);
        await wakeRuns(tx, project);
        await appendHistory(tx, project, [
          {
            action: 'project.changed',
            at: tx.now,
            by: historyBy(tx.actor, { id: project.leadUnitId, name: project.leadUnitName }),
            data: words,
          },
        ]);
      }
      return projectDetail(tx, await getProject(tx, id));
    });
  }
}

/** As `create` does it, in an open transaction. */
export async function openProject(
  tx: ActorTransaction,
  input: NewProject,
  furnish: (tx: ActorTransaction, project: ProjectRecord) => Promise<void>,
  isRenewal = false,
): Promise<ProjectDetail> {
  access.require(tx, 'project:create');
  requireLeadGrant(tx, input.leadUnitId);
  // What a template brings has Fristen.
  await holdCalendar(tx, tx.actor.tenantId);
  const { lead, participants } = await requireParties(tx, input.leadUnitId, input.participants);
  const { kind, values } = await requireKind(tx, input, isRenewal);
  const areas = await namedAreas(tx, input.areas);
  const project = { tenantId: tx.actor.tenantId, id: newId() };
  const reference = await nextReference(tx, lead, kind.code);
  const { title, description } = input;
  await insertProject(tx, { ...project, reference, title, description, kindId: kind.id, fields: values }, lead);
  // The lead first: from then on row level security lets the rest in.
  await insertParties(tx, project, [{ unitId: lead.id, role: 'LEAD' }]);
  await insertParties(
    tx,
    project,
    participants.map(({ unitId, involvement }) => ({ unitId, role: involvement })),
  );
  await addAreas(tx, project, areas);
  await keepReach(tx, project.id);
  await appendHistory(tx, project, [
    {
      action: 'project.created',
      at: tx.now,
      by: historyBy(tx.actor, lead),
      data: {
        reference,
        title,
        kind: kind.name,
        leadUnitName: lead.name,
        participants: participants.map(({ unitName, involvement }) => ({ unitName, involvement })),
        areas: areas.map((area) => `${area.name} (${area.key})`),
      },
    },
  ]);
  await furnish(tx, await getProject(tx, project.id));
  return projectDetail(tx, await getProject(tx, project.id));
}

async function insertProject(
  tx: ActorTransaction,
  project: Pick<ProjectRecord, 'tenantId' | 'id' | 'reference' | 'title' | 'description' | 'kindId' | 'fields'>,
  leadUnit: NamedUnit,
): Promise<void> {
  const { id, name } = leadUnit;
  const standing = standingOf({
    leadUnit: { id, name },
    createdAt: tx.now,
    isClosed: false,
    situation: null,
    running: [],
    assigned: [],
  });
  await tx.rows(
    `insert into project (tenant_id, id, reference, title, description, created_by, created_by_name, created_at, updated_at,
       kind_id, fields, stages, holders, waiting_units, due_order)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11, $12, $13, $14)`,
    [
      project.tenantId,
      project.id,
      project.reference,
      project.title,
      project.description,
      tx.actor.personId,
      tx.actor.name,
      tx.now,
      project.kindId,
      project.fields,
      ...standingValues(standing),
    ],
  );
}

async function writeChange(tx: ActorTransaction, project: ProjectRecord, change: ProjectChange): Promise<void> {
  await tx.rows(
    `update project set title = coalesce($2, title), description = coalesce($3, description), revision = revision + 1,
       updated_at = greatest(updated_at, $4) where id = $1`,
    [project.id, change.title ?? null, change.description ?? null, tx.now],
  );
  const { title, areaNames } = await getProject(tx, project.id);
  if (title === project.title && areaNames === project.areaNames) return;
  // What the inbox shows stands on the task's row; it follows here, because tasks are a higher room.
  await tx.rows(
    `update task set project_title = $2, area_names = $3
     where (run_id in (select id from run where project_id = $1)
         or assignment_id in (select id from assignment where project_id = $1 and ended_at is null))
       and status in ('waiting', 'open')`,
    [project.id, title, areaNames],
  );
}
