import { callsOf, modelCallsOf, type Bundle, type Definition } from '@querraum/workflow';
import type { ActorTransaction } from '../platform';

/** $1 tenant, $2 keys of procedures, $3 ids of processes; of several that came with the same process the latest is meant */
const CALLED = `select key, process, definition from (
    select distinct on (p.key) p.key, v.bundle -> 'definition' as definition, v.published_at,
      v.bundle -> 'definition' -> 'imported' ->> 'process' as process
    from procedure p join procedure_version v on v.tenant_id = p.tenant_id and v.procedure_id = p.id
    where p.tenant_id = $1 order by p.key, v.version desc
  ) newest where key = any ($2::text[]) or process = any ($3::text[]) order by published_at, key`;

interface Row {
  key: string;
  process: string | null;
  definition: Definition;
}

/** The newest version of everything in the house that this one calls, and that calls, by the name it is called by. */
export async function calledBy(tx: ActorTransaction, definition: Definition): Promise<Record<string, Definition>> {
  const called = new Map<string, Definition>();
  let asked = namesIn([definition]);
  while (asked.keys.length + asked.processes.length > 0) {
    const rows = await tx.rows<Row>(CALLED, [tx.actor.tenantId, asked.keys, asked.processes]);
    for (const { key, process, definition: found } of rows) {
      if (process !== null && asked.processes.includes(process)) called.set(process, found);
      if (asked.keys.includes(key)) called.set(key, found);
    }
    const { keys, processes } = namesIn(rows.map((row) => row.definition));
    const isNew = (name: string) => !called.has(name);
    asked = { keys: keys.filter(isNew), processes: processes.filter(isNew) };
  }
  return Object.fromEntries(called);
}

const unique = (names: string[]) => [...new Set(names)];

/** Procedures call by key, models by the id of a process. */
const namesIn = (definitions: Definition[]) => ({
  keys: unique(definitions.flatMap((definition) => callsOf(definition).map(({ procedure }) => procedure))),
  processes: unique(definitions.flatMap((definition) => modelCallsOf(definition).map(({ process }) => process))),
});

/** A run must not change because what it calls has a new version: everything is pinned with it. */
export function bundleWith(definition: Definition, called: Record<string, Definition>): Bundle {
  return { semantics: 1, definition, ...(Object.keys(called).length > 0 && { called }) };
}
