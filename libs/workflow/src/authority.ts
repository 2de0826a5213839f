import type { ActedBy } from './effects';
import { CAPACITIES } from './vocabulary';
import type { Acting, Grant } from './vocabulary';

/** The first fitting grant on the unit: HEAD before DEPUTY before BY_ORDER. */
export function fittingGrant(by: Acting, unitId: string): Grant | null {
  for (const capacity of CAPACITIES) {
    const grant = by.grants.find((held) => held.unitId === unitId && held.capacity === capacity);
    if (grant !== undefined) return grant;
  }
  return null;
}

/** Where the unit's own word is needed, "i. A." does not suffice: the head's grant, or a deputy's for the head. */
export function headGrant(by: Acting, unitId: string): Grant | null {
  const held = by.grants.filter((grant) => grant.unitId === unitId);
  return (
    held.find(({ capacity }) => capacity === 'HEAD') ??
    held.find(({ capacity, principalCapacity }) => capacity === 'DEPUTY' && principalCapacity === 'HEAD') ??
    null
  );
}

export function actedBy(by: Acting, grant: Grant): ActedBy {
  const { unitId, capacity, onBehalfOf } = grant;
  return { personId: by.personId, unitId, capacity, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
}

/** How the person acts for the unit, or `null` without authority. */
export function actingFor(by: Acting, unitId: string): ActedBy | null {
  const grant = fittingGrant(by, unitId);
  return grant === null ? null : actedBy(by, grant);
}

/** How the person speaks as head of the unit, or `null` if not entitled to. */
export function actingAsHeadOf(by: Acting, unitId: string): ActedBy | null {
  const grant = headGrant(by, unitId);
  return grant === null ? null : actedBy(by, grant);
}

interface Claimable {
  unitId: string;
  owner: string | null;
}

/** An owner who has lost the authority is none (round.md, Commands). */
export function isTaken(claimable: Claimable, owner: Acting | undefined, grantOf = fittingGrant): boolean {
  if (claimable.owner === null) return false;
  if (owner === undefined || owner.personId !== claimable.owner) return true;
  return grantOf(owner, claimable.unitId) !== null;
}

export const isBlank = (words: string | undefined): boolean => words === undefined || words.trim() === '';
