import type { Department } from '@querraum/workflow';
import type { Transaction } from '../platform';

export interface OrganisationUnit {
  id: string;
  tenantId: string;
  parentId: string | null;
  code: string;
  name: string;
  department: Department | null;
}

export interface OrganisationFacts {
  units: Map<string, OrganisationUnit>;
  /** Next superior unit, `null` at the top. */
  superiors: Record<string, string | null>;
  /** The unit of the board member who answers for this unit; where no member has the field, the head of the authority. */
  boardMemberOf(unitId: string): string | null;
}

/** The tree of one authority, and of those whose units take part beside it. */
export const organisationFacts = async (
  tx: Transaction,
  tenantId: string,
  otherUnitIds: string[] = [],
): Promise<OrganisationFacts> => factsOfUnits(await organisationUnits(tx, tenantId, otherUnitIds));

export const organisationUnits = (
  tx: Transaction,
  tenantId: string,
  otherUnitIds: string[],
): Promise<OrganisationUnit[]> =>
  tx.rows<OrganisationUnit>(
    `select id, tenant_id as "tenantId", parent_id as "parentId", code, name, department from org_unit
     where tenant_id = $1 or tenant_id in (select tenant_id from org_unit where id = any ($2))`,
    [tenantId, otherUnitIds],
  );

export function factsOfUnits(rows: OrganisationUnit[]): OrganisationFacts {
  const units = new Map(rows.map((unit) => [unit.id, unit]));
  return {
    units,
    superiors: Object.fromEntries(rows.map(({ id, parentId }) => [id, parentId])),
    boardMemberOf: (unitId) => boardMemberAbove(units, unitId),
  };
}

function boardMemberAbove(units: Map<string, OrganisationUnit>, unitId: string): string | null {
  let top: OrganisationUnit | undefined;
  for (let unit = units.get(unitId); unit; unit = unit.parentId === null ? undefined : units.get(unit.parentId)) {
    if (unit.department === 'BOARD') return unit.id;
    top = unit;
  }
  return top?.id ?? null;
}

export const unitNames = (tx: Transaction, ids: string[]): Promise<Map<string, string>> =>
  tx
    .rows<{ id: string; name: string }>('select id, name from org_unit where id = any ($1)', [ids])
    .then((rows) => new Map(rows.map(({ id, name }) => [id, name])));

export const personNames = (tx: Transaction, ids: string[]): Promise<Map<string, string>> =>
  tx
    .rows<{ id: string; name: string }>('select id, name from person where id = any ($1)', [ids])
    .then((rows) => new Map(rows.map(({ id, name }) => [id, name])));
