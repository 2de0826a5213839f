import type { HouseUnit } from '@querraum/contracts';

export interface UnitNode {
  unit: HouseUnit;
  level: number;
}

/** The house from the top down as it stands on the screen; dissolved units only where asked for. */
export function unitTree(units: readonly HouseUnit[], withDissolved: boolean): UnitNode[] {
  const shown = units.filter(({ dissolvedAt }) => withDissolved || dissolvedAt === null);
  const known = new Set(shown.map(({ id }) => id));
  const below = (parentId: string | null, level: number): UnitNode[] =>
    shown
      .filter((unit) => parentOf(unit, known) === parentId)
      .flatMap((unit) => [{ unit, level }, ...below(unit.id, level + 1)]);
  return below(null, 1);
}

const parentOf = ({ parentId }: HouseUnit, known: ReadonlySet<string>): string | null =>
  parentId !== null && known.has(parentId) ? parentId : null;

/** Those that a unit may be put under: not itself, nothing below it, nothing dissolved. */
export function possibleParents(units: readonly HouseUnit[], unitId: string | undefined): UnitNode[] {
  const nodes = unitTree(units, false);
  const at = nodes.findIndex(({ unit }) => unit.id === unitId);
  const own = nodes[at];
  if (own === undefined) return nodes;
  const end = nodes.findIndex(({ level }, index) => index > at && level <= own.level);
  return [...nodes.slice(0, at), ...(end === -1 ? [] : nodes.slice(end))];
}

/** Non-breaking, because an option of a select has no other way to show its level. */
export const indented = ({ unit, level }: UnitNode): string => `${'\u00a0\u00a0'.repeat(level - 1)}${unit.name}`;
