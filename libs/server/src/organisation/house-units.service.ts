import { Injectable } from '@nestjs/common';
import type { HouseUnit, HouseUnitDetail, UnitEntry, UnitTies } from '@querraum/contracts';
import {
  access,
  type ActorTransaction,
  type Caller,
  DomainError,
  newId,
  Transactions,
  requireRevision,
} from '../platform';
import { openHouse, record } from './house-changes';
import { houseUnits, peopleOfUnit, positionsOfUnit } from './house.queries';
import { closesCycle, tiesInWords } from './house-rules';

const NO_TIES: UnitTies = { units: 0, people: 0, projects: 0, tasks: 0, cycles: 0 };

/** Units of the own house, kept by its administrators. */
@Injectable()
export class HouseUnitsService {
  constructor(private readonly transactions: Transactions) {}

  list(caller: Caller): Promise<HouseUnit[]> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'organisation:edit');
      return houseUnits(tx);
    });
  }

  get(caller: Caller, id: string): Promise<HouseUnitDetail> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'organisation:edit');
      return unitDetail(tx, id);
    });
  }

  add(caller: Caller, key: string, input: UnitEntry): Promise<HouseUnitDetail> {
    return this.transactions.command(caller, { key, request: { act: 'unit.add', input } }, async (tx) => {
      await openHouse(tx);
      const id = newId();
      checkUnit(await houseUnits(tx), id, input);
      await insertUnits(tx, [{ id, ...input }]);
      await record(tx, 'unit.added', { unitId: id, ...input });
      return unitDetail(tx, id);
    });
  }

  change(caller: Caller, key: string, id: string, revision: number, input: UnitEntry): Promise<HouseUnitDetail> {
    const request = { act: 'unit.change', id, revision, input };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      await openHouse(tx);
      const units = await houseUnits(tx);
      const unit = openUnit(units, id);
      requireRevision(unit.revision, revision);
      checkUnit(units, id, input);
      await updateUnits(tx, [{ id, ...input }]);
      await record(tx, 'unit.changed', { unitId: id, before: inputOf(unit), after: input });
      return unitDetail(tx, id);
    });
  }

  dissolve(caller: Caller, key: string, id: string, revision: number): Promise<HouseUnitDetail> {
    const request = { act: 'unit.dissolve', id, revision };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      await openHouse(tx);
      const unit = openUnit(await houseUnits(tx), id);
      requireRevision(unit.revision, revision);
      const ties = tiesInWords(await tiesOf(tx, id));
      if (ties) throw new DomainError('unitInUse', { name: unit.name, ties });
      await tx.rows(
        `update org_unit set dissolved_at = $3, revision = revision + 1, changed_at = $3, changed_by = $4
         where tenant_id = $1 and id = $2`,
        [tx.actor.tenantId, id, tx.now, tx.actor.personId],
      );
      await record(tx, 'unit.dissolved', { unitId: id, code: unit.code, name: unit.name });
      return unitDetail(tx, id);
    });
  }
}

export async function unitDetail(tx: ActorTransaction, id: string): Promise<HouseUnitDetail> {
  const unit = (await houseUnits(tx)).find((one) => one.id === id);
  if (!unit) throw new DomainError('notFound');
  return {
    ...unit,
    members: await peopleOfUnit(tx, id),
    positions: await positionsOfUnit(tx, id),
    ties: await tiesOf(tx, id),
  };
}

async function tiesOf(tx: ActorTransaction, id: string): Promise<UnitTies> {
  const [row] = await tx.rows<{ ties: UnitTies | null }>('select app.unit_ties($1) as ties', [id]);
  return row?.ties ?? NO_TIES;
}

export const inputOf = ({ code, name, kind, department, parentId }: HouseUnit): UnitEntry => ({
  code,
  name,
  kind,
  department,
  parentId,
});

function openUnit(units: HouseUnit[], id: string): HouseUnit {
  const unit = units.find((one) => one.id === id);
  if (!unit) throw new DomainError('notFound');
  if (unit.dissolvedAt !== null) throw new DomainError('unitDissolved', { name: unit.name });
  return unit;
}

/** One root, codes of one's own, no unit below itself, nothing below what is dissolved. */
export function checkUnit(units: HouseUnit[], id: string, { code, name, parentId }: UnitEntry): void {
  const namesake = units.find((one) => one.id !== id && one.code.toLowerCase() === code.toLowerCase());
  if (namesake) throw new DomainError('unitCodeTaken', { code, name: namesake.name });
  if (parentId === null) {
    const root = units.find((one) => one.id !== id && one.parentId === null && one.dissolvedAt === null);
    if (root) throw new DomainError('secondRoot', { name: root.name });
    return;
  }
  if (closesCycle(new Map(units.map((unit) => [unit.id, unit.parentId])), id, parentId))
    throw new DomainError('unitCycle', { name });
  const parent = units.find((one) => one.id === parentId);
  if (!parent || parent.dissolvedAt !== null) throw new DomainError('parentUnknown');
}

type UnitRow = UnitEntry & { id: string };
const AS_ROWS = `jsonb_to_recordset($2::jsonb) as r(id uuid, "parentId" uuid, code text, name text, kind text, department text)`;

export const insertUnits = (tx: ActorTransaction, units: UnitRow[]): Promise<unknown> =>
  tx.rows(
    `insert into org_unit (tenant_id, id, parent_id, code, name, kind, department, changed_at, changed_by)
     select $1, id, "parentId", code, name, kind, department, $3, $4 from ${AS_ROWS}`,
    [tx.actor.tenantId, JSON.stringify(units), tx.now, tx.actor.personId],
  );

/** The projects in which they take part are found by their Ressort. */
export async function updateUnits(tx: ActorTransaction, units: UnitRow[]): Promise<void> {
  await tx.rows(
    `update org_unit u set parent_id = r."parentId", code = r.code, name = r.name, kind = r.kind,
       department = r.department, revision = u.revision + 1, changed_at = $3, changed_by = $4
     from ${AS_ROWS} where u.tenant_id = $1 and u.id = r.id`,
    [tx.actor.tenantId, JSON.stringify(units), tx.now, tx.actor.personId],
  );
  await tx.rows('select app.follow_units($1)', [units.map(({ id }) => id)]);
}
