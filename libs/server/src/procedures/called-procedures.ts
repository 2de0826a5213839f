import { callsOf, type Bundle, type Definition } from '@querraum/workflow';
import type { ActorTransaction } from '../platform';

/** The newest version of every procedure of the house that this one calls, and those call, by key. */
export async function calledBy(tx: ActorTransaction, definition: Definition): Promise<Record<string, Definition>> {
  const called: Record<string, Definition> = {};
  let asked = keysIn([definition]);
  while (asked.length > 0) {
    const rows = await tx.rows<{ key: string; definition: Definition }>(
      `select distinct on (p.key) p.key, v.bundle -> 'definition' as definition
       from procedure p join procedure_version v on v.tenant_id = p.tenant_id and v.procedure_id = p.id
       where p.tenant_id = $1 and p.key = any ($2::text[]) order by p.key, v.version desc`,
      [tx.actor.tenantId, asked],
    );
    for (const row of rows) called[row.key] = row.definition;
    asked = keysIn(rows.map((row) => row.definition)).filter((key) => !(key in called));
  }
  return called;
}

const keysIn = (definitions: Definition[]): string[] => [
  ...new Set(definitions.flatMap((definition) => callsOf(definition).map(({ procedure }) => procedure))),
];

/** A run must not change because what it calls has a new version: everything is pinned with it. */
export function bundleWith(definition: Definition, called: Record<string, Definition>): Bundle {
  return { semantics: 1, definition, ...(Object.keys(called).length > 0 && { called }) };
}
