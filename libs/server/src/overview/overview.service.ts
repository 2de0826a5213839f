import { Injectable } from '@nestjs/common';
import {
  COUNT_CAP,
  Instant,
  type OverviewAreaQuery,
  type OverviewAreas,
  type OverviewCounts,
  type OverviewExportQuery,
  type OverviewFilter,
  type OverviewProject,
  type OverviewQuery,
  type OverviewView,
  type Page,
} from '@querraum/contracts';
import { z } from 'zod';
import { areaProblem } from '../areas';
import { access, decodeCursor, toPage, Transactions, type ActorTransaction, type Caller } from '../platform';
import { overviewHead, overviewLine } from './overview-csv';
import { filterParameters, pathOf } from './overview-filter';
import { overviewViewer, type OverviewRow } from './overview-row';
import {
  OVERVIEW_AREAS,
  OVERVIEW_COUNT,
  OVERVIEW_COUNTS,
  OVERVIEW_IDS,
  OVERVIEW_PAGE,
  OVERVIEW_ROWS,
  OVERVIEW_WHOLE,
} from './overview.queries';

const OverviewCursor = z.object({ order: z.union([z.literal('infinity'), Instant]), id: z.uuid() });
const ROWS_AT_ONCE = 500;

type AreaOfMap = Pick<OverviewAreas['items'][number], 'key' | 'name' | 'level'>;

/** What a manager asks: who has which project, since when, until when. */
@Injectable()
export class OverviewService {
  constructor(private readonly transactions: Transactions) {}

  list(caller: Caller, query: OverviewQuery): Promise<Page<OverviewProject>> {
    return this.read(caller, query, async (tx, filter) => {
      const cursor = decodeCursor(query.cursor, OverviewCursor);
      const rows = await tx.rows<OverviewRow>(OVERVIEW_PAGE, [
        ...filter,
        cursor?.order ?? null,
        cursor?.id ?? null,
        query.limit + 1,
      ]);
      const [total] = await tx.rows<{ count: number }>(OVERVIEW_COUNT, [...filter, COUNT_CAP + 1]);
      return toPage(rows, {
        limit: query.limit,
        count: total?.count ?? 0,
        item: await overviewViewer(tx),
        cursorOf: ({ cursorOrder, id }) => ({ order: cursorOrder, id }),
      });
    });
  }

  counts(caller: Caller, query: OverviewFilter): Promise<OverviewCounts> {
    return this.read(caller, query, async (tx, filter) => {
      const [row] = await tx.rows<Record<OverviewView | 'overdue', number>>(OVERVIEW_COUNTS, [...filter, tx.now]);
      const count = (name: OverviewView | 'overdue') => capped(row?.[name] ?? 0);
      return {
        running: count('running'),
        overdue: count('overdue'),
        others: count('others'),
        ours: count('ours'),
        done: count('done'),
      };
    });
  }

  /** Projects of each area below the parent; the area of the filter does not count here, because it is what is chosen. */
  areas(caller: Caller, { parent, area: _chosen, ...query }: OverviewAreaQuery): Promise<OverviewAreas> {
    return this.read(caller, query, async (tx, filter) => {
      const [above] = await tx.rows<AreaOfMap>(`${AREA} where edition = '2021' and key = $1`, [parent]);
      if (!above) throw await areaProblem(tx, '2021', parent);
      const below = await tx.rows<AreaOfMap>(`${AREA} where edition = '2021' and parent_key = $1 order by key`, [
        parent,
      ]);
      const paths = below.map(({ key }) => pathOf(key));
      const counted = await tx.rows<{ path: string; count: number }>(OVERVIEW_AREAS, [...filter, paths]);
      const [whole] = await tx.rows<{ count: number }>(OVERVIEW_WHOLE, [...filter, pathOf(parent), paths]);
      const counts = new Map(counted.map(({ path, count }) => [path, count]));
      return {
        parent: above,
        items: below.map((area) => ({ ...area, ...capped(counts.get(pathOf(area.key)) ?? 0) })),
        whole: capped(whole?.count ?? 0),
      };
    });
  }

  /**
   * The lines of the CSV: what the list holds at this moment is noted first, then read in short transactions, so that a slow
   * reader holds none open. What the person may no longer see by then is left out.
   */
  async export(caller: Caller, { language, ...query }: OverviewExportQuery): Promise<AsyncIterable<string>> {
    const ids = await this.read(caller, query, (tx, filter) => tx.rows<{ id: string }>(OVERVIEW_IDS, filter));
    return this.lines(
      caller,
      ids.map(({ id }) => id),
      language,
    );
  }

  private async *lines(caller: Caller, ids: string[], language: 'de' | 'en'): AsyncGenerator<string> {
    yield overviewHead(language);
    for (let start = 0; start < ids.length; start += ROWS_AT_ONCE) {
      const some = ids.slice(start, start + ROWS_AT_ONCE);
      yield await this.transactions.read(caller, async (tx) => {
        const rows = await tx.rows<OverviewRow>(OVERVIEW_ROWS, [some]);
        const view = await overviewViewer(tx);
        return rows.map((row) => overviewLine(view(row), language)).join('');
      });
    }
  }

  private read<T>(
    caller: Caller,
    query: OverviewFilter,
    work: (tx: ActorTransaction, filter: unknown[]) => Promise<T>,
  ): Promise<T> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'overview:read');
      return work(tx, await filterParameters(tx, query));
    });
  }
}

const AREA = 'select key, name, level from area_unit';

const capped = (count: number) => ({ count: Math.min(count, COUNT_CAP), countExact: count <= COUNT_CAP });
