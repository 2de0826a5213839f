import type { DataSource } from 'typeorm';
import { closedDaysOf } from '../calendar';
import { factsOfUnits, organisationUnits, type OrganisationFacts, type OrganisationUnit } from '../organisation';
import { statement, type Transaction } from '../platform';

/**
 * What every command needs and hardly anything changes, kept in memory for as long as it is true: by the revision of the
 * houses that the transaction has read (docs/adr/0039).
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

const MOST_NAMES = 100_000;

const known = new WeakMap<DataSource, KnownHouses>();

const nothing = (revision: string): KnownHouses => ({
  revision,
  units: new Map(),
  tenants: new Set(),
  names: new Map(),
  organisations: new Map(),
  closedDays: new Map(),
});

const used = new WeakMap<Transaction, KnownHouses>();

/** With another revision everything that was known of the houses is forgotten. */
export function useHouses(tx: Transaction, revision: string): KnownHouses {
  const former = known.get(tx.manager.connection);
  const houses = former?.revision === revision && former.names.size <= MOST_NAMES ? former : nothing(revision);
  known.set(tx.manager.connection, houses);
  used.set(tx, houses);
  return houses;
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
): Promise<Record<string, string>> {
  const days = houses.closedDays.get(tenantId) ?? (await closedDaysOf(tx, tenantId));
  houses.closedDays.set(tenantId, days);
  return days;
}
