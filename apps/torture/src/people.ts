import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './machine/build.ts';
import type { Product } from './machine/product.ts';

export interface Person {
  id: string;
  subject: string;
  name: string;
}

interface DemoFile {
  tenants: {
    id: string;
    key: string;
    units: { id: string; code: string }[];
    people: { id: string; sub: string; name: string; unit: string }[];
  }[];
}

/** The four offices of the demo procedure. */
export const OFFICES = ['GES', 'JUG', 'SOZ', 'STADT'] as const;
export type Office = (typeof OFFICES)[number];

/** So many more than the three in each office, so that a task has so many who want it. */
const COLLEAGUES = { quick: 7, full: 47 };

/** The demo organisation of Bezirksamt Mitte, by unit; its names are words that must never reach Redis. */
export interface House {
  unitId: Record<Office | 'SPK', string>;
  people: Record<Office, Person[]>;
  leads: Person[];
  signers: Person[];
  administrator: Person;
  /** Releases what the other has prepared. */
  secondAdministrator: Person;
  names: string[];
}

export async function settleHouse({ database, issuer }: Product, quick: boolean): Promise<House> {
  const file = JSON.parse(readFileSync(join(root, 'infra/data/demo-organisation.json'), 'utf8')) as DemoFile;
  const tenant = file.tenants.find(({ key }) => key === 'BA-MITTE');
  if (!tenant) throw new Error('the demo organisation has no Bezirksamt Mitte');
  const unitId = (code: string) => {
    const unit = tenant.units.find((candidate) => candidate.code === code);
    if (!unit) throw new Error(`the demo organisation has no unit ${code}`);
    return unit.id;
  };
  const peopleOf = (code: string): Person[] =>
    tenant.people.filter(({ unit }) => unit === code).map(({ id, sub, name }) => ({ id, subject: sub, name }));
  const [administrator, secondAdministrator] = peopleOf('ORG');
  if (!administrator || !secondAdministrator) throw new Error('the demo organisation has no two administrators');

  const people = Object.fromEntries(OFFICES.map((code) => [code, peopleOf(code)])) as Record<Office, Person[]>;
  for (const code of OFFICES) {
    const colleagues = Array.from({ length: COLLEAGUES[quick ? 'quick' : 'full'] }, (_, index) => ({
      id: randomUUID(),
      subject: randomUUID(),
      name: `Kanarie${code} Nummer${index + 1}`,
    }));
    for (const { id, subject, name } of colleagues)
      await database.rows(
        `with joined as (
           insert into person (tenant_id, id, issuer, subject, username, name, demo) values ($1, $2, $3, $4, $5, $5, true)
         )
         insert into membership (tenant_id, id, person_id, unit_id, role, capacity, valid_from)
         values ($1, $2, $2, $6, 'CASE_WORKER', 'BY_ORDER', '2025-01-01')`,
        [tenant.id, id, issuer.url, subject, name, unitId(code)],
      );
    people[code].push(...colleagues);
  }
  const leads = peopleOf('SPK');
  const signers = peopleOf('BzStR').slice(0, 1);
  const everybody = [...Object.values(people).flat(), ...leads, ...signers, administrator, secondAdministrator];
  return {
    unitId: {
      SPK: unitId('SPK'),
      GES: unitId('GES'),
      JUG: unitId('JUG'),
      SOZ: unitId('SOZ'),
      STADT: unitId('STADT'),
    },
    people,
    leads,
    signers,
    administrator,
    secondAdministrator,
    names: everybody.map(({ name }) => name),
  };
}
