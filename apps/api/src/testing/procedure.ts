import { bundleHash, checkedBundle, newId, TEMPLATES } from '@querraum/server';
import { DEMO_PEOPLE, type TestDatabase } from '@querraum/server/testing';

/** A published procedure of each of these people's houses, as an administrator of the house would have it. */
export async function publishProcedure(
  database: TestDatabase,
  { key, ...definition }: { key: string } & Record<string, unknown>,
  people: readonly string[],
): Promise<void> {
  const bundle = checkedBundle({ semantics: 1, definition: { schemaVersion: 1, key, ...definition } });
  for (const tenantId of new Set(people.map((username) => DEMO_PEOPLE[username]?.tenantId))) {
    const id = newId();
    await database.owner.query('insert into procedure (tenant_id, id, key) values ($1, $2, $3)', [tenantId, id, key]);
    await database.owner.query(
      `insert into procedure_version (tenant_id, procedure_id, version, semantics, hash, bundle, published_at)
       values ($1, $2, 1, 1, $3, $4, app.now())`,
      [tenantId, id, bundleHash(bundle), JSON.stringify(bundle)],
    );
  }
}

/** A procedure that comes with the product, as these people's houses have taken it over. */
export async function publishShipped(database: TestDatabase, key: string, people: readonly string[]): Promise<void> {
  const shipped = TEMPLATES.find(({ definition }) => definition.key === key);
  if (!shipped) throw new Error(`nothing is shipped as ${key}`);
  await publishProcedure(database, shipped.definition, people);
}
