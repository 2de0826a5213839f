import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Department, LocalizedText } from '@querraum/workflow';
import { Role, UnitKind } from '@querraum/contracts';
import type { DataSource } from 'typeorm';
import { z } from 'zod';

const DemoOrganisation = z.object({
  tenants: z.array(
    z.object({
      id: z.uuid(),
      key: z.string(),
      name: LocalizedText,
      kind: z.enum(['DISTRICT_AUTHORITY', 'SENATE_DEPARTMENT']),
      units: z.array(
        z.object({
          id: z.uuid(),
          code: z.string(),
          name: LocalizedText,
          kind: UnitKind,
          department: Department.nullable(),
          parent: z.string().nullable(),
        }),
      ),
      positions: z
        .array(z.object({ id: z.uuid(), unit: z.string(), code: z.string(), name: LocalizedText }))
        .default([]),
      people: z.array(
        z.object({
          id: z.uuid(),
          sub: z.string(),
          username: z.string(),
          name: z.string(),
          email: z.email(),
          unit: z.string(),
          role: Role,
          capacity: z.enum(['HEAD', 'BY_ORDER']),
          position: z.string().optional(),
        }),
      ),
    }),
  ),
});

/** Authorities for which the demonstration shows everything, with the Land whose holidays count. */
const STATE = 'BE';
/** Long before every demonstration, so that a moved clock finds everybody in office. */
const IN_OFFICE_SINCE = '2025-01-01T00:00:00Z';

/** The demo organisation, marked as such. Its people belong to this issuer; everything else of what exists stays. */
export async function seedDemoOrganisation(owner: DataSource, dataRoot: string, issuer: string): Promise<void> {
  const text = await readFile(join(dataRoot, 'demo-organisation.json'), 'utf8');
  const { tenants } = DemoOrganisation.parse(JSON.parse(text));
  const units = tenants.flatMap((tenant) =>
    tenant.units.map(({ parent, name, ...unit }) => ({
      ...unit,
      tenantId: tenant.id,
      name: name.de,
      parentId: tenant.units.find(({ code }) => code === parent)?.id ?? null,
    })),
  );
  const people = tenants.flatMap((tenant) =>
    tenant.people.map((person) => ({
      ...person,
      tenantId: tenant.id,
      unitId: tenant.units.find(({ code }) => code === person.unit)?.id,
      positionId: tenant.positions.find(({ code }) => code === person.position)?.id,
    })),
  );
  const positions = tenants.flatMap((tenant) =>
    tenant.positions.map(({ id, code, name, unit }) => ({
      ...{ id, code, name: name.de, tenantId: tenant.id },
      unitId: tenant.units.find((one) => one.code === unit)?.id,
    })),
  );
  await owner.transaction(async (manager) => {
    await manager.query(
      `insert into tenant (id, key, name, kind, state, demo)
       select id, key, name ->> 'de', kind, $2, true
       from jsonb_to_recordset($1::jsonb) as r(id uuid, key text, name jsonb, kind text) on conflict do nothing`,
      [JSON.stringify(tenants), STATE],
    );
    await manager.query(
      `insert into org_unit (tenant_id, id, parent_id, code, name, kind, department, demo)
       select "tenantId", id, "parentId", code, name, kind, department, true
       from jsonb_to_recordset($1::jsonb) as r("tenantId" uuid, id uuid, "parentId" uuid, code text, name text, kind text,
         department text)
       on conflict do nothing`,
      [JSON.stringify(units)],
    );
    await manager.query(
      `insert into position (tenant_id, id, unit_id, code, name)
       select "tenantId", id, "unitId", code, name
       from jsonb_to_recordset($1::jsonb) as r("tenantId" uuid, id uuid, "unitId" uuid, code text, name text)
       on conflict do nothing`,
      [JSON.stringify(positions)],
    );
    await manager.query(
      `insert into person (tenant_id, id, issuer, subject, username, name, email, demo)
       select "tenantId", id, $2, sub, username, name, email, true
       from jsonb_to_recordset($1::jsonb) as r("tenantId" uuid, id uuid, sub text, username text, name text, email text)
       on conflict (tenant_id, id) do update set issuer = excluded.issuer, email = coalesce(person.email, excluded.email)
       where person.issuer <> excluded.issuer or person.email is null`,
      [JSON.stringify(people), issuer],
    );
    await manager.query(
      `insert into membership (tenant_id, id, person_id, unit_id, role, capacity, position_id, valid_from)
       select "tenantId", id, id, "unitId", role, capacity, "positionId", $2
       from jsonb_to_recordset($1::jsonb) as r("tenantId" uuid, id uuid, "unitId" uuid, role text, capacity text, "positionId" uuid)
       on conflict do nothing`,
      [JSON.stringify(people), IN_OFFICE_SINCE],
    );
  });
}
