import { randomUUID } from 'node:crypto';
import { NewProject } from '@querraum/contracts';
import type { DataSource } from 'typeorm';
import { DomainError, type Caller } from '../platform';

const id = (kind: number, number: number) => `01926f00-0000-7000-a00${kind}-${String(number).padStart(12, '0')}`;

export const ISSUER = 'https://sign-in.example/realms/querraum';
export const MITTE = id(0, 1);
export const PANKOW = id(0, 2);

/** Unit ids by code; the last two belong to Pankow. */
export const UNITS = {
  BA: id(1, 1),
  SPK: id(1, 2),
  GES: id(1, 3),
  JUG: id(1, 4),
  IT: id(1, 5),
  PAN: id(1, 6),
  PANGES: id(1, 7),
} as const;

/** Person → unit, role, capacity. Ada and Ben work for the lead, Ida administrates, Pia belongs to another house. */
const PEOPLE = {
  ada: ['SPK', 'CASE_WORKER', 'BY_ORDER'],
  ben: ['SPK', 'HEAD', 'HEAD'],
  gesa: ['GES', 'CASE_WORKER', 'BY_ORDER'],
  jule: ['JUG', 'CASE_WORKER', 'BY_ORDER'],
  berta: ['BA', 'DISTRICT_COUNCILLOR', 'HEAD'],
  ida: ['IT', 'ADMIN', 'BY_ORDER'],
  pia: ['PANGES', 'CASE_WORKER', 'BY_ORDER'],
} as const satisfies Record<string, [unit: keyof typeof UNITS, role: string, capacity: string]>;

export type PersonName = keyof typeof PEOPLE;
const NAMES = Object.keys(PEOPLE) as PersonName[];
export const personId = (name: PersonName): string => id(2, NAMES.indexOf(name) + 1);
export const as = (name: PersonName): Caller => ({ issuer: ISSUER, subject: name });

/** Two houses, a handful of people, four areas: enough to say who sees what. */
export const SMALL_CITY = {
  name: 'small_city',
  async fill(owner: DataSource): Promise<void> {
    await owner.query(
      `insert into tenant (id, key, name, kind, state, demo) values
       ($1, 'BA-MITTE', 'Bezirksamt Mitte', 'DISTRICT_AUTHORITY', 'BE', true),
       ($2, 'BA-PANKOW', 'Bezirksamt Pankow', 'DISTRICT_AUTHORITY', 'BE', true)`,
      [MITTE, PANKOW],
    );
    for (const [code, unitId] of Object.entries(UNITS)) {
      const tenantId = code.startsWith('PAN') ? PANKOW : MITTE;
      const parentId = code === 'BA' || code === 'PAN' ? null : tenantId === PANKOW ? UNITS.PAN : UNITS.BA;
      await owner.query(
        `insert into org_unit (tenant_id, id, parent_id, code, name, kind, department) values ($1, $2, $3, $4, $5, 'OFFICE', null)`,
        [tenantId, unitId, parentId, code, `Stelle ${code}`],
      );
    }
    for (const name of NAMES) {
      const [unit, role, capacity] = PEOPLE[name];
      const tenantId = unit.startsWith('PAN') ? PANKOW : MITTE;
      await owner.query(
        'insert into person (tenant_id, id, issuer, subject, username, name) values ($1, $2, $3, $4, $4, $5)',
        [tenantId, personId(name), ISSUER, name, `Person ${name}`],
      );
      await owner.query(
        `insert into membership (tenant_id, id, person_id, unit_id, role, capacity, valid_from) values ($1, $2, $3, $4, $5, $6, '2020-01-01')`,
        [tenantId, id(3, NAMES.indexOf(name) + 1), personId(name), UNITS[unit], role, capacity],
      );
    }
    await owner.query(`insert into area_edition (id, valid_from, attribution) values ('2021', '2021-01-01', 'Test')`);
    await owner.query(
      `insert into area_unit (edition, key, level, name, search_name, parent_key, has_children, path_names, area_m2) values
       ('2021', '00', 'LAND', 'Berlin', 'berlin', null, true, '{}', 1),
       ('2021', '01', 'BEZ', 'Mitte', 'mitte', '00', true, '{}', 1),
       ('2021', '013008', 'BZR', 'Brunnenstraße Nord', 'brunnenstrasse nord', '01', true, '{Mitte}', 1),
       ('2021', '01100101', 'PLR', 'Stülerstraße', 'stuelerstrasse', '01', false, '{Mitte}', 1)`,
    );
  },
};

/** What Ada of the SPK sends to open a project. */
export const newProject = (over: Partial<NewProject> = {}): NewProject =>
  NewProject.parse({
    title: 'Bewegungsräume Brunnenviertel',
    areas: [{ key: '013008' }],
    leadUnitId: UNITS.SPK,
    participants: [
      { unitId: UNITS.GES, involvement: 'CO_SIGNATURE' },
      { unitId: UNITS.PANGES, involvement: 'TAKE_NOTE' },
    ],
    ...over,
  });

/** How a command was refused; anything else that happens fails the test. */
export async function refusal(promise: Promise<unknown>): Promise<{ code: string; details: unknown }> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DomainError)) throw new Error(`expected a refusal, got ${String(error)}`);
  return { code: error.code, details: error.details };
}

const KEYS = `select $1::uuid as tenant, $2::uuid as project, $3::uuid as procedure, $4::uuid as document, $5::uuid as run,
  $6::uuid as unit`;

/** Rows as the engine leaves them, with one open and one done task; the engine itself is a higher room. */
export async function startRun(owner: DataSource, projectId: string): Promise<string> {
  const [procedureId, documentId, runId] = [randomUUID(), randomUUID(), randomUUID()];
  const keys = [MITTE, projectId, procedureId, documentId, runId, UNITS.GES];
  await owner.query(
    `with k as (${KEYS}) insert into procedure (tenant_id, id, key) select tenant, procedure, procedure::text from k`,
    keys,
  );
  await owner.query(
    `with k as (${KEYS}) insert into procedure_version (tenant_id, procedure_id, version, semantics, hash, bundle, published_at)
     select tenant, procedure, 1, 1, '', '{"definition": {"name": {"de": "Mitzeichnung", "en": "Co-signature"}}}', now() from k`,
    keys,
  );
  await owner.query(
    `with k as (${KEYS}) insert into document (tenant_id, id, project_id, title, created_at, active_at)
     select tenant, document, project, 'Vermerk', now(), now() from k`,
    keys,
  );
  await owner.query(
    `with k as (${KEYS})
     insert into run (tenant_id, id, project_id, document_id, procedure_tenant_id, procedure_id, procedure_version, state, status, started_at)
     select tenant, run, project, document, tenant, procedure, 1, '{}', 'running', now() from k`,
    keys,
  );
  await owner.query(
    `with k as (${KEYS})
     insert into task (tenant_id, id, run_id, project_id, key, step_id, node_id, kind, name, unit_id, unit_name, status, opened_at,
       due_order, project_title, project_reference, area_names, lead_unit_id, lead_unit_name, document_title, paper_number)
     select tenant, gen_random_uuid(), run, project, s, 's', 'n', 'task', '{}', unit, '', s, now(), now(), 'Alt', '', 'Alt', unit, '', '', 1
     from k, unnest(array['open', 'done']) s`,
    keys,
  );
  return runId;
}
