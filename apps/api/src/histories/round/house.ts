import { bundleHash, newId } from '@querraum/server';
import {
  DEMO,
  DEMO_ISSUER,
  DEMO_PEOPLE,
  openTestDatabase,
  stopClock,
  type TestDatabase,
} from '@querraum/server/testing';
import { type Bundle } from '@querraum/workflow';
import {
  FIRST_DAY,
  LAST_INSTANT,
  LEAD_UNIT,
  MEMBER_UNIT,
  peopleOf,
  person,
  SUPERIORS,
  UNITS,
} from '@querraum/workflow/testing';
import { startTestApi, type TestApi } from '../../testing';

const TENANT_ID = DEMO_PEOPLE['jonas.albrecht']?.tenantId;
const IN_OFFICE = ['2025-01-01T00:00:00Z', '2035-01-01T00:00:00Z'] as const;
const DAY = 24 * 3_600_000;

const numbered = (number: number): string => String(number).padStart(2, '0');

/** Without any authority in the model: here somebody of a unit of which the model knows nothing. */
export const NOBODY = person('nobody in particular');
const OTHER_UNIT = '00000000-0000-4000-8000-000000000013';
/** Everybody sees the file, so that it is the engine that refuses, and not the wall. */
export const PARTIES = [...UNITS, OTHER_UNIT].filter((unitId) => unitId !== LEAD_UNIT);

/** Where somebody deputises for both, the database names the clerk before the head: as the model does. */
const ORDER = [2, 1, 3, 4, 5, 6];
const PEOPLE = [
  ...UNITS.flatMap((unitId, unit) =>
    peopleOf(unitId).map((acting, place) => ({
      ...acting,
      id: `00000000-0000-4000-9000-0000000${numbered(unit + 1)}00${ORDER[place]}`,
    })),
  ),
  {
    personId: NOBODY.personId,
    grants: [{ unitId: OTHER_UNIT, capacity: 'BY_ORDER' as const, onBehalfOf: undefined }],
    id: '00000000-0000-4000-9000-000000013001',
  },
];
const IDS = new Map(PEOPLE.map(({ personId, id }) => [personId, id]));
const NAMES = new Map(PEOPLE.map(({ personId, id }) => [id, personId]));

/** In the database a person of the model's administration is called by the name that the model has for them. */
export function idOf(personId: string): string {
  const id = IDS.get(personId);
  if (id === undefined) throw new Error(`${personId} is nobody of this administration`);
  return id;
}

/** The same value with the names of the people instead of their ids. */
export const withNames = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value).replace(/00000000-0000-4000-9000-\d{12}/g, (id) => NAMES.get(id) ?? id)) as T;

/**
 * The product over a database of its own, in which the administration of the model's histories is at home. It runs twice,
 * as behind a load balancer: only the database puts what both are asked in one order.
 */
export interface House {
  database: TestDatabase;
  apis: readonly [TestApi, TestApi];
  /** Holidays, which the model is told. */
  closed: string[];
}

export async function openHouse(): Promise<House> {
  const database = await openTestDatabase(DEMO);
  await fillHouse(database);
  // Every command of a burst has the same instant, unless the clock is put while they are under way.
  await stopClock(database, 0);
  const apis = await Promise.all([startTestApi(database), startTestApi(database)]);
  return { database, apis, closed: await closedDays(database) };
}

export async function closeHouse({ apis, database }: House): Promise<void> {
  await Promise.all(apis.map((api) => api.close()));
  await database.close();
}

/** The small administration of the model's histories, with its units, people and deputies, beside the demo organisation. */
async function fillHouse({ owner }: TestDatabase): Promise<void> {
  const units = [...UNITS, OTHER_UNIT].map((id, place) => ({
    id,
    parentId: SUPERIORS[id] ?? null,
    code: `H${numbered(place + 1)}`,
    department: id === MEMBER_UNIT ? 'BOARD' : 'ENVIRONMENT',
  }));
  await owner.query(
    `insert into org_unit (tenant_id, id, parent_id, code, name, kind, department)
     select $1, id, "parentId", code, 'Stelle ' || code, 'OFFICE', department
     from jsonb_to_recordset($2::jsonb) as r(id uuid, "parentId" uuid, code text, department text)`,
    [TENANT_ID, JSON.stringify(units)],
  );
  await owner.query(
    `insert into person (tenant_id, id, issuer, subject, username, name)
     select $1, id, $3, id::text, id::text, "personId" from jsonb_to_recordset($2::jsonb) as r(id uuid, "personId" text)`,
    [TENANT_ID, JSON.stringify(PEOPLE), DEMO_ISSUER],
  );
  const own = PEOPLE.flatMap(({ id, grants }) =>
    grants.flatMap(({ unitId, capacity, onBehalfOf }) =>
      onBehalfOf === undefined ? [{ id, unitId, capacity, role: capacity === 'HEAD' ? 'HEAD' : 'CASE_WORKER' }] : [],
    ),
  );
  await owner.query(
    `insert into membership (tenant_id, id, person_id, unit_id, role, capacity, valid_from)
     select $1, gen_random_uuid(), id, "unitId", role, capacity, $3
     from jsonb_to_recordset($2::jsonb) as r(id uuid, "unitId" uuid, role text, capacity text)`,
    [TENANT_ID, JSON.stringify(own), IN_OFFICE[0]],
  );
  const deputies = PEOPLE.flatMap(({ id, grants }) =>
    grants.flatMap(({ onBehalfOf }) => (onBehalfOf === undefined ? [] : [{ id, principalId: idOf(onBehalfOf) }])),
  );
  await owner.query(
    `insert into deputation (tenant_id, id, principal_id, deputy_id, valid_from, valid_to)
     select $1, gen_random_uuid(), "principalId", id, $3, $4
     from jsonb_to_recordset($2::jsonb) as r(id uuid, "principalId" uuid)`,
    [TENANT_ID, JSON.stringify(deputies), ...IN_OFFICE],
  );
}

async function closedDays({ owner }: TestDatabase): Promise<string[]> {
  const days = (await owner.query(
    `select date::text from holiday where state = (select state from tenant where id = $1) and date between $2 and $3
     order by date`,
    [TENANT_ID, new Date(FIRST_DAY), new Date(LAST_INSTANT + 60 * DAY)],
  )) as { date: string }[];
  return days.map(({ date }) => date);
}

/** One procedure for one history, as the model's setup has it. */
export async function publish({ owner }: TestDatabase, given: Bundle): Promise<string> {
  const id = newId();
  const bundle = { ...given, definition: { ...given.definition, key: `history-${id}` } };
  await owner.query('insert into procedure (tenant_id, id, key) values ($1, $2, $3)', [
    TENANT_ID,
    id,
    bundle.definition.key,
  ]);
  await owner.query(
    `insert into procedure_version (tenant_id, procedure_id, version, semantics, hash, bundle, published_at)
     values ($1, $2, 1, 1, $3, $4, app.now())`,
    [TENANT_ID, id, bundleHash(bundle), JSON.stringify(bundle)],
  );
  return id;
}
