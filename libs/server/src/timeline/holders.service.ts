import { Injectable } from '@nestjs/common';
import {
  COUNT_CAP,
  Instant,
  type HolderKind,
  type Page,
  type PageQuery,
  type ProjectHolder,
  type TimelineLink,
} from '@querraum/contracts';
import type { LocalizedText } from '@querraum/workflow';
import { z } from 'zod';
import { dueViewer, type Due } from '../calendar';
import { decodeCursor, toPage, Transactions, type Caller } from '../platform';
import { requireFile } from '../projects';
import { HOLDERS_COUNT, HOLDERS_PAGE } from './holders.queries';

interface Row {
  id: string;
  kind: HolderKind;
  what: LocalizedText;
  about: string | null;
  unitId: string | null;
  unitName: string | null;
  owner: string | null;
  since: Date;
  dueEnd: Date | null;
  runId: string | null;
  assignmentId: string | null;
  cursorOrder: string;
}

const HolderCursor = z.object({ order: z.union([Instant, z.literal('infinity')]), id: z.uuid() });

/** Who has it: everything open of a project with whom it lies, the next Frist first. */
@Injectable()
export class HoldersService {
  constructor(private readonly transactions: Transactions) {}

  list(caller: Caller, projectId: string, query: PageQuery): Promise<Page<ProjectHolder>> {
    return this.transactions.read(caller, async (tx) => {
      await requireFile(tx, projectId);
      const cursor = decodeCursor(query.cursor, HolderCursor);
      const rows = await tx.rows<Row>(HOLDERS_PAGE, [
        projectId,
        cursor?.order ?? null,
        cursor?.id ?? null,
        query.limit + 1,
      ]);
      const [counted] = await tx.rows<{ count: number }>(HOLDERS_COUNT, [projectId, COUNT_CAP + 1]);
      const due = await dueViewer(tx, tx.actor.tenantId);
      return toPage(rows, {
        limit: query.limit,
        count: counted?.count ?? 0,
        item: (row) => holderView(row, due(row.dueEnd?.toISOString() ?? null)),
        cursorOf: ({ cursorOrder, id }) => ({ order: cursorOrder, id }),
      });
    });
  }
}

const holderView = (row: Row, due: Due): ProjectHolder => {
  const { id, kind, what, about, unitId, unitName, owner, since } = row;
  return {
    ...{ id, kind, what, about, owner },
    unit: unitId !== null && unitName !== null ? { id: unitId, name: unitName } : null,
    since: since.toISOString(),
    ...due,
    link: linkOfHolder(row),
  };
};

function linkOfHolder({ kind, id, runId, assignmentId }: Row): TimelineLink {
  if (runId !== null) return { to: 'run', runId };
  if (assignmentId !== null) return { to: 'assignment', assignmentId };
  if (kind === 'measure') return { to: 'plan', kind, id };
  return ['handover', 'renewal', 'timer'].includes(kind) ? { to: 'file' } : { to: 'task', taskId: id };
}
