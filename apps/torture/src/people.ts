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

/** Somebody who works in this unit and has signed in before; without an address nobody is sent a mail. */
export async function hire(
  { database, issuer }: Pick<Product, 'database' | 'issuer'>,
  { name, unitId, email = null }: { name: string; unitId: string; email?: string | null },
): Promise<Person> {
  const person = { id: randomUUID(), subject: randomUUID(), name };
  await database.rows(
    `with joined as (
       insert into person (tenant_id, id, issuer, subject, username, name, email, demo)
       select tenant_id, $1::uuid, $2, $3, $4, $4, $5, true from org_unit where id = $6
     )
     insert into membership (tenant_id, id, person_id, unit_id, role, capacity, valid_from)
     select tenant_id, $1::uuid, $1::uuid, id, 'CASE_WORKER', 'BY_ORDER', '2025-01-01' from org_unit where id = $6`,
    [person.id, issuer.url, person.subject, name, email, unitId],
  );
  return person;
}

export async function settleHouse(product: Product, quick: boolean): Promise<House> {
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
  for (const code of OFFICES)
    for (let number = 1; number <= COLLEAGUES[quick ? 'quick' : 'full']; number += 1)
      people[code].push(await hire(product, { name: `Kanarie${code} Nummer${number}`, unitId: unitId(code) }));
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
