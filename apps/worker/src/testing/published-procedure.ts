import { bundleHash, checkedBundle, newId } from '@querraum/server';
import { DEMO_PEOPLE, type TestDatabase } from '@querraum/server/testing';

const MITTE = DEMO_PEOPLE['jonas.albrecht']?.tenantId;

/** A procedure of the house, valid at once. */
export async function publish({ owner }: TestDatabase, definition: { key: string }): Promise<void> {
  const id = newId();
  const bundle = checkedBundle({ semantics: 1, definition: { schemaVersion: 1, ...definition } });
  await owner.query('insert into procedure (tenant_id, id, key) values ($1, $2, $3)', [MITTE, id, definition.key]);
  await owner.query(
    `insert into procedure_version (tenant_id, procedure_id, version, semantics, hash, bundle, published_at)
     values ($1, $2, 1, 1, $3, $4, app.now())`,
    [MITTE, id, bundleHash(bundle), JSON.stringify(bundle)],
  );
}
