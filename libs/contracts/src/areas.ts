import { z } from 'zod';
import { anyOf, LocalDate, PageQuery } from './page';

export const AreaLevel = z.enum(['LAND', 'BEZ', 'PGR', 'BZR', 'PLR']);
export type AreaLevel = z.infer<typeof AreaLevel>;

/** Keys are text and keep their leading zeros: two digits a level, each prefix is the parent's key; `00` is the Land. */
export const AreaKey = z.string().regex(/^\d{1,8}$/);
/** An area is always (edition, key): the same key can mean another area in another edition. */
export const AreaReference = z.object({ edition: z.enum(['2021']).default('2021'), key: AreaKey });
export type AreaReference = z.infer<typeof AreaReference>;

export const Area = z.object({
  edition: z.string(),
  key: z.string(),
  level: AreaLevel,
  name: z.string(),
  parentKey: z.string().nullable(),
  hasChildren: z.boolean(),
  /** Names from the Bezirk down to the parent, for telling namesakes apart. */
  path: z.array(z.string()),
});
export type Area = z.infer<typeof Area>;

export const AreaDetail = Area.extend({
  areaM2: z.number(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  inhabitants: z.object({ date: LocalDate, total: z.int(), source: z.string() }).nullable(),
  attribution: z.string(),
});
export type AreaDetail = z.infer<typeof AreaDetail>;

export const AreaQuery = PageQuery.extend({
  edition: z.enum(['2021']).default('2021'),
  query: z.string().max(100).optional(),
  level: AreaLevel.optional(),
  /** Children of this area. */
  parent: AreaKey.optional(),
});
export type AreaQuery = z.infer<typeof AreaQuery>;

export const AreaDetailQuery = z.object({
  edition: z.enum(['2021']).default('2021'),
  /** Reference date of the inhabitants; the newest one where absent. */
  date: LocalDate.optional(),
});
export type AreaDetailQuery = z.infer<typeof AreaDetailQuery>;

export const AreaEdition = z.object({
  id: z.string(),
  validFrom: LocalDate,
  counts: z.record(AreaLevel, z.int()),
  inhabitantDates: z.array(LocalDate),
  attribution: z.string(),
});
export type AreaEdition = z.infer<typeof AreaEdition>;

/** GeoJSON of one area, WGS 84, longitude first. */
export const AreaGeometry = z.object({
  type: z.literal('Feature'),
  id: z.string(),
  properties: z.object({ key: z.string(), name: z.string(), level: AreaLevel, attribution: z.string() }),
  geometry: z.object({ type: z.enum(['Polygon', 'MultiPolygon']), coordinates: z.array(z.unknown()) }),
});

const Position = z.tuple([z.number(), z.number()]);

/** One area of a map; `lon` and `lat` lie inside of it. */
export const AreaShape = z.object({
  type: z.literal('Feature'),
  id: z.string(),
  properties: z.object({
    key: z.string(),
    name: z.string(),
    level: AreaLevel,
    hasChildren: z.boolean(),
    lon: z.number().nullable(),
    lat: z.number().nullable(),
  }),
  geometry: z.discriminatedUnion('type', [
    z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(Position)) }),
    z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(Position))) }),
  ]),
});
export type AreaShape = z.infer<typeof AreaShape>;

/** GeoJSON for a map, WGS 84, longitude first, in the order of the keys. */
export const AreaShapes = z.object({
  type: z.literal('FeatureCollection'),
  attribution: z.string(),
  features: z.array(AreaShape),
});
export type AreaShapes = z.infer<typeof AreaShapes>;

/** The areas right below `parent`, or exactly those that `keys` names. */
export const AreaShapesQuery = z.object({
  edition: z.enum(['2021']).default('2021'),
  parent: AreaKey.default('00'),
  keys: anyOf(AreaKey).optional(),
});
export type AreaShapesQuery = z.infer<typeof AreaShapesQuery>;
