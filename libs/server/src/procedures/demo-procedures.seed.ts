import type { DataSource } from 'typeorm';
import { newId } from '../platform';
import { CO_SIGNATURE_FOUR_DEPARTMENTS } from './definitions/co-signature-four-departments';
import { bundleHash, checkedBundle } from './publish';

/** Version 1 of the procedure for every Bezirksamt of the demonstration that has none yet. */
export async function seedDemoProcedures(owner: DataSource): Promise<void> {
  const bundle = checkedBundle(CO_SIGNATURE_FOUR_DEPARTMENTS);
  const tenants: { id: string }[] = await owner.query(
    "select id from tenant where demo and kind = 'DISTRICT_AUTHORITY' order by id",
  );
  await owner.transaction(async (manager) => {
    for (const { id: tenantId } of tenants) {
      const inserted: { id: string }[] = await manager.query(
        'insert into procedure (tenant_id, id, key) values ($1, $2, $3) on conflict (tenant_id, key) do nothing returning id',
        [tenantId, newId(), bundle.definition.key],
      );
      for (const { id } of inserted)
        await manager.query(
          `insert into procedure_version (tenant_id, procedure_id, version, semantics, hash, bundle, published_at)
           values ($1, $2, 1, $3, $4, $5, app.now())`,
          [tenantId, id, bundle.semantics, bundleHash(bundle), JSON.stringify(bundle)],
        );
    }
  });
}
