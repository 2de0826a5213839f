import { Injectable } from '@nestjs/common';
import {
  COUNT_CAP,
  Instant,
  type Notification,
  type Page,
  type PageQuery,
  type Task,
  type TaskBox,
  type TaskCounts,
  type TaskQuery,
} from '@querraum/contracts';
import { z } from 'zod';
import { decodeCursor, toPage, Transactions, type ActorTransaction, type Caller } from '../platform';
import { ownUnits } from './inbox';
import { taskViewer, type TaskRow } from './task-view';
import { BOX_QUERIES, NOTIFICATIONS } from './tasks.queries';

type Filter = Partial<Pick<TaskQuery, 'unitId' | 'kind' | 'query'>>;
type NotificationRow = Omit<Notification, 'at' | 'unit'> & { at: Date; unitId: string; unitName: string };

/** The inbox: a read model whose page is one index range scan, however many tasks there are. */
@Injectable()
export class TasksService {
  constructor(private readonly transactions: Transactions) {}

  list(caller: Caller, query: TaskQuery): Promise<Page<Task>> {
    return this.transactions.read(caller, async (tx) => {
      const cursor = decodeCursor(query.cursor, InboxCursor);
      const rows = await tx.rows<TaskRow & { cursorOrder: string }>(BOX_QUERIES[query.box].list, [
        ...filterParameters(tx, query),
        cursor?.order ?? null,
        cursor?.id ?? null,
        query.limit + 1,
      ]);
      const count = await this.count(tx, query.box, query);
      const view = await taskViewer(tx);
      return toPage(rows, {
        limit: query.limit,
        count,
        item: ({ cursorOrder: _order, ...row }) => view(row),
        cursorOf: ({ cursorOrder, id }) => ({ order: cursorOrder, id }),
      });
    });
  }

  counts(caller: Caller): Promise<TaskCounts> {
    return this.transactions.read(caller, async (tx) => {
      const mine = capped(await this.count(tx, 'mine', {}));
      const unit = capped(await this.count(tx, 'unit', {}));
      const done = capped(await this.count(tx, 'done', {}));
      const exact = [mine, unit, done].every(({ countExact }) => countExact);
      return { mine: mine.count, unit: unit.count, done: done.count, exact };
    });
  }

  /** Units whose changes a browser of this person is told. */
  watchedUnits(caller: Caller): Promise<string[]> {
    return this.transactions.read(caller, async (tx) => ownUnits(tx.actor));
  }

  notifications(caller: Caller, query: PageQuery): Promise<Page<Notification>> {
    return this.transactions.read(caller, async (tx) => {
      const cursor = decodeCursor(query.cursor, InboxCursor);
      const told = [ownUnits(tx.actor), tx.actor.personId];
      const rows = await tx.rows<NotificationRow>(NOTIFICATIONS.list, [
        ...told,
        cursor?.order ?? null,
        cursor?.id ?? null,
        query.limit + 1,
      ]);
      const [total] = await tx.rows<{ count: number }>(NOTIFICATIONS.count, [...told, COUNT_CAP + 1]);
      return toPage(rows, {
        limit: query.limit,
        count: total?.count ?? 0,
        item: ({ unitId, unitName, at, ...row }) => ({
          ...row,
          at: at.toISOString(),
          unit: { id: unitId, name: unitName },
        }),
        cursorOf: ({ at, id }) => ({ order: at, id }),
      });
    });
  }

  private async count(tx: ActorTransaction, box: TaskBox, filter: Filter): Promise<number> {
    const [row] = await tx.rows<{ count: number }>(BOX_QUERIES[box].count, [
      ...filterParameters(tx, filter),
      COUNT_CAP + 1,
    ]);
    return row?.count ?? 0;
  }
}

/** Only what a page of these lists can have given reaches the casts of the query. */
const InboxCursor = z.object({ order: z.union([z.literal('infinity'), Instant]), id: z.uuid() });

const capped = (count: number) => ({ count: Math.min(count, COUNT_CAP), countExact: count <= COUNT_CAP });

/** $1 to $4 of every box. A chosen unit must be one that the person oversees; another one gives an empty list. */
function filterParameters({ actor }: ActorTransaction, { unitId, kind, query }: Filter): unknown[] {
  const units = unitId === undefined ? ownUnits(actor) : actor.unitIds.filter((id) => id === unitId);
  const pattern = query ? `%${query.replace(/[\\%_]/g, '\\$&')}%` : null;
  return [actor.personId, units, kind ?? null, pattern];
}
