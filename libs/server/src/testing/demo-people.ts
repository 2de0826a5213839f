import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export const TEST_DATA_ROOT = resolve(__dirname, '../../../../infra/data');
/** The issuer in the tokens of tests; where its keys are is told to the API apart. */
export const DEMO_ISSUER = 'http://sign-in.test/realms/querraum';

export interface DemoPerson {
  id: string;
  subject: string;
  name: string;
  tenantId: string;
  unitId: string;
  unitCode: string;
  role: string;
}

interface DemoFile {
  tenants: {
    id: string;
    key: string;
    units: { id: string; code: string }[];
    people: { id: string; sub: string; username: string; name: string; unit: string; role: string }[];
  }[];
}

const file = JSON.parse(readFileSync(resolve(TEST_DATA_ROOT, 'demo-organisation.json'), 'utf8')) as DemoFile;

/** The people of the demo organisation by username. */
export const DEMO_PEOPLE: Record<string, DemoPerson> = Object.fromEntries(
  file.tenants.flatMap((tenant) =>
    tenant.people.map(({ id, sub, username, name, unit, role }) => {
      const unitId = tenant.units.find(({ code }) => code === unit)?.id ?? '';
      return [username, { id, subject: sub, name, tenantId: tenant.id, unitId, unitCode: unit, role }];
    }),
  ),
);

/** The units of the demo organisation by `BA-MITTE/SPK`. */
export const DEMO_UNITS: Record<string, string> = Object.fromEntries(
  file.tenants.flatMap((tenant) => tenant.units.map(({ id, code }) => [`${tenant.key}/${code}`, id])),
);
