import type { Bundle } from '@querraum/workflow';
import { closedDaysOf } from '../calendar';
import { factsOfUnits, organisationUnits, type OrganisationFacts, type OrganisationUnit } from '../organisation';
import { DomainError, statement, type Transaction } from '../platform';

/**
 * What every command needs and hardly anything changes, kept in memory for as long as it is true: a house by the revision that
 * was read under the lock, bundles for good, because a version never changes (docs/adr/0039).
 */
export interface KnownHouses {
  revision: string;
  units: Map<string, OrganisationUnit>;
  /** Whose units are all there. */
  tenants: Set<string>;
  /** Names of units and people; `null` for an id that is neither. */
  names: Map<string, string | null>;
  organisations: Map<string, OrganisationFacts>;
  closedDays: Map<string, Record<string, string>>;
}

interface Known {
  houses: KnownHouses;
  bundles: Map<string, Bundle>;
}

/** The least recently used ones are read again when somebody needs them. */
const MOST_BUNDLES = 200;
const MOST_NAMES = 100_000;

const known = new WeakMap<object, Known>();

const nothing = (revision: string): KnownHouses => ({
  revision,
  units: new Map(),
  tenants: new Set(),
  names: new Map(),
  organisations: new Map(),
  closedDays: new Map(),
});

function knownIn(tx: Transaction): Known {
  const database = tx.manager.connection;
  const found = known.get(database) ?? { houses: nothing(''), bundles: new Map<string, Bundle>() };
  known.set(database, found);
  return found;
}

const used = new WeakMap<Transaction, KnownHouses>();

/** With another revision everything that was known of the houses is forgotten. */
export function useHouses(tx: Transaction, revision: string): KnownHouses {
  const all = knownIn(tx);
  if (all.houses.revision !== revision || all.houses.names.size > MOST_NAMES) all.houses = nothing(revision);
  used.set(tx, all.houses);
  return all.houses;
}

const KNOWN_REVISION = statement('knownRevision', 'select app.known_revision() as revision');

/** The houses as this transaction has seen them first. */
export async function housesOf(tx: Transaction): Promise<KnownHouses> {
  const own = used.get(tx);
  if (own) return own;
  const [row] = await tx.rows<{ revision: string }>(KNOWN_REVISION);
  return useHouses(tx, row?.revision ?? '');
}

/** The tree of one authority, and of those whose units are named beside it. */
export async function organisationAround(
  tx: Transaction,
  houses: KnownHouses,
  tenantId: string,
  unitIds: string[],
): Promise<OrganisationFacts> {
  if (!houses.tenants.has(tenantId) || unitIds.some((id) => !houses.units.has(id)))
    for (const unit of await organisationUnits(tx, tenantId, unitIds)) {
      houses.units.set(unit.id, unit);
      houses.tenants.add(unit.tenantId);
    }
  const tenants = new Set([tenantId, ...unitIds.flatMap((id) => houses.units.get(id)?.tenantId ?? [])]);
  const key = [...tenants].sort().join(' ');
  const facts =
    houses.organisations.get(key) ??
    factsOfUnits([...houses.units.values()].filter((unit) => tenants.has(unit.tenantId)));
  houses.organisations.set(key, facts);
  return facts;
}

export async function closedDaysIn(
  tx: Transaction,
  houses: KnownHouses,
  tenantId: string,
  [from, to]: [from: string, to: string],
): Promise<Record<string, string>> {
  const key = `${tenantId} ${from} ${to}`;
  const days = houses.closedDays.get(key) ?? (await closedDaysOf(tx, tenantId, from, to));
  houses.closedDays.set(key, days);
  return days;
}

export async function bundleOf(
  tx: Transaction,
  { tenantId, procedureId, version }: { tenantId: string; procedureId: string; version: number },
): Promise<Bundle> {
  const { bundles } = knownIn(tx);
  const key = `${tenantId} ${procedureId} ${version}`;
  const bundle = bundles.get(key) ?? (await readBundle(tx, [tenantId, procedureId, version]));
  bundles.delete(key);
  bundles.set(key, bundle);
  const [oldest] = bundles.keys();
  if (bundles.size > MOST_BUNDLES && oldest !== undefined) bundles.delete(oldest);
  return bundle;
}

async function readBundle(tx: Transaction, key: unknown[]): Promise<Bundle> {
  const [row] = await tx.rows<{ bundle: Bundle }>(
    'select bundle from procedure_version where tenant_id = $1 and procedure_id = $2 and version = $3',
    key,
  );
  if (!row) throw new DomainError('notFound');
  return row.bundle;
}
