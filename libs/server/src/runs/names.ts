import type { Transaction } from '../platform';

/** Names for the ids in a run's state, read once per request. */
export interface Names {
  unit(id: string): string;
  person(id: string): string;
}

/** Every UUID that a state or its events mention is looked up in one query; ids without a name stay as they are. */
export async function namesIn(tx: Transaction, ...values: unknown[]): Promise<Names> {
  const ids = new Set(JSON.stringify(values).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []);
  const rows = await tx.rows<{ id: string; name: string }>(
    'select id, name from org_unit where id = any ($1) union all select id, name from person where id = any ($1)',
    [[...ids]],
  );
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const name = (id: string) => names.get(id) ?? id;
  return { unit: name, person: name };
}
