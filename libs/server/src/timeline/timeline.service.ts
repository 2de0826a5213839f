import { Injectable } from '@nestjs/common';
import {
  COUNT_CAP,
  SUBJECTS_OF_TOPIC,
  type Page,
  type TimelineEntry,
  type TimelineFilter,
  type TimelineQuery,
} from '@querraum/contracts';
import { addDays, startOfDay } from '@querraum/workflow';
import { z } from 'zod';
import { decodeCursor, toPage, Transactions, type ActorTransaction, type Caller } from '../platform';
import { entryOf, requireFile, type EntryRow, type ProjectRecord } from '../projects';
import { linkOf, subjectOf, type TaskOfRun } from './timeline-link';
import { TASKS_OF_RUNS, TIMELINE_COUNT, TIMELINE_PAGE } from './timeline.queries';

const TimelineCursor = z.object({ seq: z.int().positive() });

/** Verlauf: what happened in a project, newest first, read from its audit chain. */
@Injectable()
export class TimelineService {
  constructor(private readonly transactions: Transactions) {}

  list(caller: Caller, projectId: string, query: TimelineQuery): Promise<Page<TimelineEntry>> {
    return this.transactions.read(caller, async (tx) => {
      const project = await requireFile(tx, projectId);
      const filter = parametersOf(tx, project, query);
      const before = decodeCursor(query.cursor, TimelineCursor)?.seq ?? null;
      const rows = await tx.rows<EntryRow>(TIMELINE_PAGE, [...filter, before, query.limit + 1]);
      const [counted] = await tx.rows<{ count: number }>(TIMELINE_COUNT, [...filter, COUNT_CAP + 1]);
      const tasks = await tasksOf(tx, rows);
      return toPage(rows, {
        limit: query.limit,
        count: counted?.count ?? 0,
        item: (row) => {
          const entry = entryOf(row);
          return { ...entry, link: linkOf(entry, tasks) };
        },
        cursorOf: ({ seq }) => ({ seq }),
      });
    });
  }
}

function parametersOf(tx: ActorTransaction, project: ProjectRecord, filter: TimelineFilter): unknown[] {
  const { who, unit, what, from, to, query } = filter;
  return [
    project.tenantId,
    project.id,
    who ?? null,
    tx.actor.personId,
    unit?.toLowerCase() ?? null,
    what?.flatMap((topic) => [...SUBJECTS_OF_TOPIC[topic]]) ?? null,
    from ? startOfDay(from) : null,
    to ? startOfDay(addDays(to, 1)) : null,
    query ? `%${query.replace(/[\\%_]/g, '\\$&')}%` : null,
  ];
}

async function tasksOf(tx: ActorTransaction, rows: EntryRow[]): Promise<TaskOfRun[]> {
  const runs = new Set(
    rows.flatMap(({ kind, body }) => {
      const runId = subjectOf(kind) === 'run' ? body?.data['runId'] : undefined;
      return typeof runId === 'string' ? runId : [];
    }),
  );
  return runs.size === 0 ? [] : tx.rows<TaskOfRun>(TASKS_OF_RUNS, [[...runs]]);
}
