import { type HouseUnit, type ImportNote, type Role, ROLE_NAMES, type RoleCapacity } from '@querraum/contracts';
import { dayInBoth, localDate, startOfDay } from '@querraum/workflow';
import { note } from './cells';

export interface KnownRole {
  id: string;
  unitId: string;
  role: Role;
  capacity: RoleCapacity;
  validFrom: string;
  /** The first instant at which it is over. */
  validTo: string | null;
}

export interface WantedRole {
  unit: HouseUnit;
  role: Role;
  capacity: RoleCapacity | undefined;
  /** A day; null: from now on. */
  from: string | null;
}

/**
 * The role that somebody has already as it is wanted, or what keeps it from being added: nobody has a role in a unit twice at a
 * time, and an import moves no role that is there.
 */
export function findHeld(
  { unit, role, from }: WantedRole,
  roles: KnownRole[],
  now: Date,
): { held?: KnownRole | undefined; faults: ImportNote[] } {
  const same = roles.filter((one) => one.unitId === unit.id && one.role === role);
  const begin = from === null ? now.getTime() : Date.parse(startOfDay(from));
  // Of what is over already nothing is added to a role that lasts.
  const held = heldForGoodFrom(Math.max(begin, now.getTime()), same);
  if (held) return { held, faults: [] };
  const last = same.findLast((one) => endOf(one) > begin);
  if (!last) return { faults: [] };
  const details = { role: ROLE_NAMES[role], unit: unit.name, from: dayInBoth(localDate(last.validFrom)) };
  if (last.validTo === null) return { faults: [note('roleLater', details)] };
  const lastDay = localDate(new Date(Date.parse(last.validTo) - 1).toISOString());
  return { faults: [note('roleUntil', { ...details, to: dayInBoth(lastDay) })] };
}

/** In the order in which they begin, one may follow another without a gap. */
function heldForGoodFrom(instant: number, roles: KnownRole[]): KnownRole | undefined {
  const isIn = (one: KnownRole, at: number) => Date.parse(one.validFrom) <= at && endOf(one) > at;
  let until = instant;
  for (const one of roles) if (isIn(one, until)) until = endOf(one);
  return until === Infinity ? roles.find((one) => isIn(one, instant)) : undefined;
}

const endOf = ({ validTo }: KnownRole): number => (validTo === null ? Infinity : Date.parse(validTo));
