import { readFileSync } from 'node:fs';

interface OrganisationFile {
  tenants: {
    id: string;
    key: string;
    units: { id: string; code: string }[];
    people: { sub: string; unit: string }[];
  }[];
}

/** The four departments of the demo procedure. */
export const OFFICES = ['GES', 'JUG', 'SOZ', 'STADT'] as const;
export type Office = (typeof OFFICES)[number];

/** Whom the workload needs of the demo organisation: unit ids, and the subjects of their people's tokens. */
export interface House {
  tenantId: string;
  unitId: (code: string) => string;
  /** Another one for each client, as far as there are. */
  personIn: (code: string, client: number) => string;
}

export function readHouse(file: string): House {
  const { tenants } = JSON.parse(readFileSync(file, 'utf8')) as OrganisationFile;
  const tenant = tenants.find(({ key }) => key === 'BA-MITTE');
  if (!tenant) throw new Error('the demo organisation has no Bezirksamt Mitte');
  return {
    tenantId: tenant.id,
    unitId: (code) => {
      const unit = tenant.units.find((candidate) => candidate.code === code);
      if (!unit) throw new Error(`the demo organisation has no unit ${code}`);
      return unit.id;
    },
    personIn: (code, client) => {
      const people = tenant.people.filter(({ unit }) => unit === code);
      const person = people[client % people.length];
      if (!person) throw new Error(`the demo organisation has nobody in ${code}`);
      return person.sub;
    },
  };
}
