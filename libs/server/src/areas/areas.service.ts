import { Injectable } from '@nestjs/common';
import {
  type Area,
  type AreaDetail,
  type AreaDetailQuery,
  type AreaEdition,
  type AreaGeometry,
  type AreaQuery,
  type AreaShape,
  type AreaShapes,
  type AreaShapesQuery,
  COUNT_CAP,
  type Page,
} from '@querraum/contracts';
import { z } from 'zod';
import {
  access,
  type ActorTransaction,
  type Caller,
  decodeCursor,
  DomainError,
  toPage,
  Transactions,
} from '../platform';
import { areaProblem, requireAreas } from './area-keys';
import { folded } from './area-names';
import {
  AREA_ATTRIBUTION,
  AREA_COUNT,
  AREA_DETAIL,
  AREA_EDITIONS,
  AREA_GEOMETRY,
  AREA_PAGE,
  AREA_SHAPES,
} from './areas.queries';

const INHABITANTS_SOURCE = 'Einwohnerregisterstatistik Berlin: Amt für Statistik Berlin-Brandenburg, CC BY 3.0 DE';

const AreaCursor = z.object({ order: z.string().max(200), id: z.string().regex(/^\d{2,8}$/) });

/** Only what can be a key is asked for; the database would choke on some of the rest. */
const DIGITS = /^\d{1,8}$/;

type DetailRow = Omit<AreaDetail, 'inhabitants'> & { date: string | null; total: number | null };

@Injectable()
export class AreasService {
  constructor(private readonly transactions: Transactions) {}

  /** Search by name or key, or the children of an area. */
  list(caller: Caller, { edition, query, level, parent, cursor, limit }: AreaQuery): Promise<Page<Area>> {
    const after = decodeCursor(cursor, AreaCursor);
    return this.read(caller, async (tx) => {
      if (parent !== undefined) await requireAreas(tx, [{ edition, key: parent }]);
      const words = query?.trim() ?? '';
      const digits = DIGITS.test(words) ? words : null;
      const filter = [edition, digits === null && words !== '' ? folded(words) : null, digits, level, parent];
      const rows = await tx.rows<Area & { sort: string }>(AREA_PAGE, [...filter, after?.order, after?.id, limit + 1]);
      const [total] = await tx.rows<{ count: number }>(AREA_COUNT, [...filter, COUNT_CAP + 1]);
      const count = total?.count ?? 0;
      if (digits !== null && count === 0) await refuseLostZero(tx, edition, digits);
      return toPage(rows, {
        limit,
        count,
        item: ({ sort: _sort, ...area }): Area => area,
        cursorOf: ({ sort, key }) => ({ order: sort, id: key }),
      });
    });
  }

  get(caller: Caller, key: string, { edition, date }: AreaDetailQuery): Promise<AreaDetail> {
    return this.read(caller, async (tx) => {
      const [row] = DIGITS.test(key) ? await tx.rows<DetailRow>(AREA_DETAIL, [edition, key, date]) : [];
      if (!row) throw await areaProblem(tx, edition, key);
      const { date: counted, total, ...area } = row;
      const inhabitants =
        counted === null || total === null ? null : { date: counted, total, source: INHABITANTS_SOURCE };
      return { ...area, inhabitants };
    });
  }

  geometry(caller: Caller, key: string, edition: string): Promise<z.infer<typeof AreaGeometry>> {
    return this.read(caller, async (tx) => {
      type Row = z.infer<typeof AreaGeometry>['properties'] & {
        geometry: z.infer<typeof AreaGeometry>['geometry'] | null;
      };
      const [row] = DIGITS.test(key) ? await tx.rows<Row>(AREA_GEOMETRY, [edition, key]) : [];
      if (!row) throw await areaProblem(tx, edition, key);
      const { geometry, ...properties } = row;
      if (!geometry) throw new DomainError('notFound');
      return { type: 'Feature', id: key, properties, geometry };
    });
  }

  /** The shapes of a map: the areas below one, or chosen ones. */
  shapes(caller: Caller, { edition, parent, keys }: AreaShapesQuery): Promise<AreaShapes> {
    return this.read(caller, async (tx) => {
      await requireAreas(
        tx,
        (keys ?? [parent]).map((key) => ({ edition, key })),
      );
      type Row = AreaShape['properties'] & { geometry: AreaShape['geometry'] };
      const rows = await tx.rows<Row>(AREA_SHAPES, [edition, parent, keys ?? null]);
      const [source] = await tx.rows<{ attribution: string }>(AREA_ATTRIBUTION, [edition]);
      return {
        type: 'FeatureCollection',
        attribution: source?.attribution ?? '',
        features: rows.map(({ geometry, ...properties }) => ({
          type: 'Feature',
          id: properties.key,
          properties,
          geometry,
        })),
      };
    });
  }

  editions(caller: Caller): Promise<AreaEdition[]> {
    return this.read(caller, (tx) => tx.rows<AreaEdition>(AREA_EDITIONS));
  }

  private read<T>(caller: Caller, work: (tx: ActorTransaction) => Promise<T>): Promise<T> {
    return this.transactions.read(caller, (tx) => {
      access.require(tx, 'area:read');
      return work(tx);
    });
  }
}

/** Somebody pasted a key that a spreadsheet has robbed of its zero: say so instead of finding nothing. */
async function refuseLostZero(tx: ActorTransaction, edition: string, key: string): Promise<void> {
  const problem = await areaProblem(tx, edition, key);
  if (problem.code === 'areaKeyLostZero') throw problem;
}
