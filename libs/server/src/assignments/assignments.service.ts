import { Injectable } from '@nestjs/common';
import {
  COUNT_CAP,
  Instant,
  type AssignmentContext,
  type AssignmentDetail,
  type AssignmentQuery,
  type AssignmentSummary,
  type Page,
} from '@querraum/contracts';
import { z } from 'zod';
import { decodeCursor, toPage, Transactions, type ActorTransaction, type Caller } from '../platform';
import { getProject } from '../projects';
import { ownUnits } from '../tasks';
import { participantsOf } from './addressees';
import { assignmentViewer, type ShownRow } from './assignment-summary';
import { assignmentDetail } from './assignment-view';
import { ASSIGNMENT_COUNT, ASSIGNMENT_LISTS } from './assignments.queries';
import { issuingUnits } from './issuing-units';

const CURSORS = {
  due: z.object({ order: z.union([z.literal('infinity'), Instant]), id: z.uuid() }),
  newest: z.object({ order: z.string().regex(/^\d{1,9}$/), id: z.uuid() }),
} as const satisfies Record<AssignmentQuery['order'], z.ZodType<{ order: string; id: string }>>;

/** Tasks by hand as somebody sees them. */
@Injectable()
export class AssignmentsService {
  constructor(private readonly transactions: Transactions) {}

  get(caller: Caller, id: string): Promise<AssignmentDetail> {
    return this.transactions.read(caller, (tx) => assignmentDetail(tx, id));
  }

  list(caller: Caller, projectId: string, query: AssignmentQuery): Promise<Page<AssignmentSummary>> {
    return this.transactions.read(caller, async (tx) => {
      await getProject(tx, projectId);
      const cursor = decodeCursor<{ order: string; id: string }>(query.cursor, CURSORS[query.order]);
      const filter = filterParameters(tx, projectId, query);
      const rows = await tx.rows<ShownRow & { cursorOrder: string }>(ASSIGNMENT_LISTS[query.order], [
        ...filter,
        cursor?.order ?? null,
        cursor?.id ?? null,
        query.limit + 1,
      ]);
      const [total] = await tx.rows<{ count: number }>(ASSIGNMENT_COUNT, [...filter, COUNT_CAP + 1]);
      const viewer = await assignmentViewer(tx, projectId);
      return toPage(rows, {
        limit: query.limit,
        count: total?.count ?? 0,
        item: (row) => viewer.summary(row),
        cursorOf: ({ cursorOrder, id }) => ({ order: cursorOrder, id }),
      });
    });
  }

  /** For whom the person may give tasks here, and who all participants are. */
  context(caller: Caller, projectId: string): Promise<AssignmentContext> {
    return this.transactions.read(caller, async (tx) => {
      const project = await getProject(tx, projectId);
      const units = project.state === 'open' ? await issuingUnits(tx, projectId) : [];
      const participants = units.length > 0 ? await participantsOf(tx, projectId, null) : [];
      return { issuingUnits: units, participants };
    });
  }
}

/** $1 to $7 of the lists. */
function filterParameters(
  { actor }: ActorTransaction,
  projectId: string,
  { state, kind, unitId, issuedBy, parentId, query }: AssignmentQuery,
): unknown[] {
  const pattern = query ? `%${query.replace(/[\\%_]/g, '\\$&')}%` : null;
  const issuing = issuedBy === undefined ? null : ownUnits(actor);
  return [projectId, state ?? null, kind ?? null, unitId ?? null, issuing, parentId ?? null, pattern];
}
