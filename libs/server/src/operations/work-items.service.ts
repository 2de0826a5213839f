import { Injectable } from '@nestjs/common';
import {
  Instant,
  type IncidentSkip,
  type WorkItem as WorkItemView,
  type WorkItemQuery,
  type WorkItems,
} from '@querraum/contracts';
import { z } from 'zod';
import { record } from '../organisation';
import {
  access,
  decodeCursor,
  DomainError,
  MAX_ATTEMPTS,
  NEVER_SKIPPED,
  toPage,
  Transactions,
  type ActorTransaction,
  type Caller,
} from '../platform';
import { wordsOf } from './job-words';

type Instants = 'dueAt' | 'createdAt' | 'failedAt' | 'dispatchedAt' | 'doneAt';
type Row = Omit<WorkItemView, Instants | 'name' | 'mostAttempts' | 'project' | 'isSkippable'> & {
  dueAt: Date;
  createdAt: Date;
  failedAt: Date | null;
  dispatchedAt: Date | null;
  doneAt: Date | null;
  project: WorkItemView['project'];
};

// The project is joined outside of the function: row level security hides those in which the reader takes no part.
const SEEN = `w.*, case when seen.id is not null
    then json_build_object('id', seen.id, 'reference', seen.reference, 'title', seen.title) end as project`;
const LIST = `select ${SEEN} from app.open_work_of_house($1, $2, $3, $4, $5, $6) w
  left join project seen on seen.id = w."projectId" order by w."dueAt", w.id`;
const ONE = `select ${SEEN} from app.work_of_house($1) w left join project seen on seen.id = w."projectId"`;

const DueCursor = z.object({ at: Instant, id: z.uuid() });

/** The work that is owed for the own house, and what is decided about what failed (docs/adr/0061). */
@Injectable()
export class WorkItemsService {
  constructor(private readonly transactions: Transactions) {}

  list(caller: Caller, { state, kind, until, cursor, limit }: WorkItemQuery): Promise<WorkItems> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'job:read');
      const after = decodeCursor(cursor, DueCursor);
      const filter = [state ?? null, kind ?? null, until ?? null, after?.at ?? null, after?.id ?? null];
      const rows = await tx.rows<Row>(LIST, [...filter, limit + 1]);
      const { items, nextCursor } = toPage(rows, {
        limit,
        count: 0,
        item: view,
        cursorOf: ({ dueAt, id }) => ({ at: dueAt.toISOString(), id }),
      });
      return { items, nextCursor };
    });
  }

  get(caller: Caller, id: string): Promise<WorkItemView> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'job:read');
      return getItem(tx, id);
    });
  }

  /** Tries an incident again, from the first attempt. */
  retry(caller: Caller, key: string, id: string): Promise<WorkItemView> {
    return this.transactions.command(caller, { key, request: { command: 'retryIncident', id } }, async (tx) => {
      await settle(tx, id, 'retry');
      const item = await getItem(tx, id);
      await record(tx, 'incident.retried', { workItem: id, kind: item.kind, lastError: item.lastError });
      return item;
    });
  }

  /** Gives an incident up, for a reason that is kept. */
  skip(caller: Caller, key: string, id: string, { reason }: IncidentSkip): Promise<WorkItemView> {
    return this.transactions.command(caller, { key, request: { command: 'skipIncident', id, reason } }, async (tx) => {
      await settle(tx, id, 'skip');
      const item = await getItem(tx, id);
      await record(tx, 'incident.skipped', { workItem: id, kind: item.kind, lastError: item.lastError, reason });
      return item;
    });
  }
}

const isSkippable = ({ kind, isShared }: Pick<WorkItemView, 'kind' | 'isShared'>): boolean =>
  !isShared && !NEVER_SKIPPED.has(kind);

const REFUSALS = { unknown: 'notFound', notIncident: 'notIncident', shared: 'incidentShared' } as const;

/** Of two at once the second waits for the first, and learns that the incident is settled. */
async function settle(tx: ActorTransaction, id: string, act: 'retry' | 'skip'): Promise<void> {
  access.require(tx, 'incident:settle');
  const [row] = await tx.rows<{ outcome: 'settled' | keyof typeof REFUSALS }>(
    'select app.settle_incident($1, $2, $3) as outcome',
    [id, act, tx.now],
  );
  const outcome = row?.outcome ?? 'unknown';
  if (outcome === 'settled') return;
  // The database says the same of both, so that the release before understands it.
  const isUnfinished = outcome === 'shared' && NEVER_SKIPPED.has((await getItem(tx, id)).kind);
  throw new DomainError(isUnfinished ? 'incidentUnfinished' : REFUSALS[outcome]);
}

async function getItem(tx: ActorTransaction, id: string): Promise<WorkItemView> {
  const [row] = await tx.rows<Row>(ONE, [id]);
  if (!row) throw new DomainError('notFound');
  return view(row);
}

function view({ id, kind, state, dueAt, createdAt, failedAt, dispatchedAt, doneAt, ...row }: Row): WorkItemView {
  const { attempts, lastError, project, runId, isShared } = row;
  return {
    ...{
      id,
      kind,
      name: wordsOf(kind).name,
      state,
      attempts,
      mostAttempts: MAX_ATTEMPTS,
      lastError,
      project,
      isShared,
      isSkippable: isSkippable({ kind, isShared }),
    },
    // A run is part of its project.
    runId: project && runId,
    dueAt: dueAt.toISOString(),
    createdAt: createdAt.toISOString(),
    failedAt: failedAt?.toISOString() ?? null,
    dispatchedAt: dispatchedAt?.toISOString() ?? null,
    doneAt: doneAt?.toISOString() ?? null,
  };
}
