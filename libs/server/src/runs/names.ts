import { housesOf } from '../houses';
import { statement, type Transaction } from '../platform';

/** Names for the ids in a run's state. */
export interface Names {
  unit(id: string): string;
  person(id: string): string;
}

const NAMES = statement(
  'names',
  'select id, name from org_unit where id = any ($1) union all select id, name from person where id = any ($1)',
);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function collectIds(value: unknown, ids: Set<string>): void {
  if (typeof value === 'string') {
    if (value.length === 36 && UUID.test(value)) ids.add(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) collectIds(inner, ids);
  }
}

/** Every UUID that a state or its events mention; those that nobody has asked for yet are looked up in one query. */
export async function namesIn(tx: Transaction, ...values: unknown[]): Promise<Names> {
  const { names } = await housesOf(tx);
  const ids = new Set<string>();
  collectIds(values, ids);
  const unknown = [...ids].filter((id) => !names.has(id));
  if (unknown.length > 0) {
    const rows = await tx.rows<{ id: string; name: string }>(NAMES, [unknown]);
    for (const id of unknown) names.set(id, null);
    for (const { id, name } of rows) names.set(id, name);
  }
  // Ids without a name stay as they are.
  const name = (id: string) => names.get(id) ?? id;
  return { unit: name, person: name };
}
