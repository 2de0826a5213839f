import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { searchable } from './area-names';
import { parseCsv } from './csv';

const EDITION = '2021';
const VALID_FROM = '2021-01-01';
const ATTRIBUTION =
  'Lebensweltlich orientierte Räume (LOR) 2021: Amt für Statistik Berlin-Brandenburg, CC BY 3.0 DE; Geometrie generalisiert';
const GEOMETRY_FILES = ['bez', 'pgr', 'bzr', 'plr'];

interface Unit {
  key: string;
  level: string;
  name: string;
  parentKey: string | null;
  areaM2: string;
  lon: number | null;
  lat: number | null;
}

/** LOR 2021 with names, hierarchy, geometry and inhabitants. An edition never changes: what is there stays as it is. */
export async function seedAreas(owner: DataSource, dataRoot: string): Promise<void> {
  const folder = join(dataRoot, 'lor-2021');
  const units = readUnits(await readFile(join(folder, 'lor_units.csv'), 'utf8'));
  const inhabitants = sumUp(await readFile(join(folder, 'inhabitants.csv'), 'utf8'));
  const geometries = await readGeometries(folder);
  await owner.transaction(async (manager) => {
    await manager.query(
      'insert into area_edition (id, valid_from, attribution) values ($1, $2, $3) on conflict do nothing',
      [EDITION, VALID_FROM, ATTRIBUTION],
    );
    await manager.query(
      `insert into area_unit (edition, key, level, name, search_name, parent_key, has_children, path_names, area_m2, lon, lat)
       select $1, key, level, name, "searchName", "parentKey", "hasChildren", path, "areaM2", lon, lat
       from jsonb_to_recordset($2::jsonb) as r(key text, level text, name text, "searchName" text, "parentKey" text,
         "hasChildren" boolean, path text[], "areaM2" bigint, lon float8, lat float8)
       on conflict do nothing`,
      [EDITION, JSON.stringify(withPaths(units))],
    );
    await manager.query(
      `insert into area_geometry (edition, key, geometry)
       select $1, key, geometry from jsonb_to_recordset($2::jsonb) as r(key text, geometry jsonb) on conflict do nothing`,
      [EDITION, JSON.stringify(geometries)],
    );
    await manager.query(
      `insert into area_inhabitants (edition, key, date, total)
       select $1, key, date, total from jsonb_to_recordset($2::jsonb) as r(key text, date date, total int)
       on conflict do nothing`,
      [EDITION, JSON.stringify(inhabitants)],
    );
  });
}

const readUnits = (csv: string): Unit[] =>
  parseCsv(csv).map(({ id = '', level = '', name = '', parent_id, area_m2 = '0', lon, lat }) => ({
    key: id,
    level,
    name,
    parentKey: parent_id || null,
    areaM2: area_m2,
    lon: lon ? Number(lon) : null,
    lat: lat ? Number(lat) : null,
  }));

function withPaths(units: Unit[]) {
  const byKey = new Map(units.map((unit) => [unit.key, unit]));
  const parents = new Set(units.map(({ parentKey }) => parentKey));
  const pathOf = ({ parentKey }: Unit): string[] => {
    const parent = parentKey === null ? undefined : byKey.get(parentKey);
    return !parent || parent.level === 'LAND' ? [] : [...pathOf(parent), parent.name];
  };
  return units.map((unit) => ({
    ...unit,
    searchName: searchable(unit.name),
    hasChildren: parents.has(unit.key),
    path: pathOf(unit),
  }));
}

/** Each Planungsraum counts for itself, for every area whose key begins its own, and for the Land. */
function sumUp(csv: string): { key: string; date: string; total: number }[] {
  const totals = new Map<string, { key: string; date: string; total: number }>();
  for (const { reference_date: date = '', plr_id: plr = '', inhabitants } of parseCsv(csv))
    for (const key of [plr, plr.slice(0, 6), plr.slice(0, 4), plr.slice(0, 2), '00']) {
      const sum = totals.get(`${date} ${key}`) ?? { key, date, total: 0 };
      totals.set(`${date} ${key}`, { ...sum, total: sum.total + Number(inhabitants) });
    }
  return [...totals.values()];
}

async function readGeometries(folder: string): Promise<{ key: string; geometry: unknown }[]> {
  const files = await Promise.all(GEOMETRY_FILES.map((name) => readFile(join(folder, `${name}.geojson`), 'utf8')));
  return files.flatMap((text) => {
    const { features } = JSON.parse(text) as { features: { id: string; geometry: unknown }[] };
    return features.map(({ id, geometry }) => ({ key: id, geometry }));
  });
}
