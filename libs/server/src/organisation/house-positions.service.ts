import { Injectable } from '@nestjs/common';
import type { HousePersonDetail, HouseUnitDetail, PositionEntry } from '@querraum/contracts';
import { type ActorTransaction, type Caller, DomainError, newId, Transactions, requireRevision } from '../platform';
import { openHouse, record, touchPerson } from './house-changes';
import { personDetail } from './house-people.service';
import { unitDetail } from './house-units.service';
import { findPerson } from './house.queries';

interface PositionRow {
  unitId: string;
  code: string;
  name: string;
  revision: number;
  endedAt: Date | null;
}

/** Posts of the own house (Dienstposten): what work is addressed to while people come and go. */
@Injectable()
export class HousePositionsService {
  constructor(private readonly transactions: Transactions) {}

  add(caller: Caller, key: string, unitId: string, input: PositionEntry): Promise<HouseUnitDetail> {
    return this.transactions.command(caller, { key, request: { act: 'position.add', unitId, input } }, async (tx) => {
      await openHouse(tx);
      const unit = await unitDetail(tx, unitId);
      if (unit.dissolvedAt !== null) throw new DomainError('unitDissolved', { name: unit.name });
      await requireFreeCode(tx, unitId, input.code, null);
      const id = newId();
      await tx.rows('insert into position (tenant_id, id, unit_id, code, name) values ($1, $2, $3, $4, $5)', [
        tx.actor.tenantId,
        id,
        unitId,
        input.code,
        input.name,
      ]);
      await record(tx, 'position.added', { positionId: id, unitId, ...input });
      return unitDetail(tx, unitId);
    });
  }

  change(
    caller: Caller,
    key: string,
    { id, revision, input }: { id: string; revision: number; input: PositionEntry },
  ): Promise<HouseUnitDetail> {
    const request = { act: 'position.change', id, revision, input };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      await openHouse(tx);
      const before = await openPosition(tx, id, revision);
      await requireFreeCode(tx, before.unitId, input.code, id);
      await tx.rows(
        'update position set code = $3, name = $4, revision = revision + 1 where tenant_id = $1 and id = $2',
        [tx.actor.tenantId, id, input.code, input.name],
      );
      const { code, name } = before;
      await record(tx, 'position.changed', { positionId: id, before: { code, name }, after: input });
      return unitDetail(tx, before.unitId);
    });
  }

  /** The post is no more; what was addressed to it falls to the unit. */
  end(caller: Caller, key: string, id: string, revision: number): Promise<HouseUnitDetail> {
    return this.transactions.command(caller, { key, request: { act: 'position.end', id, revision } }, async (tx) => {
      await openHouse(tx);
      const { unitId, code } = await openPosition(tx, id, revision);
      await tx.rows('update membership set position_id = null where tenant_id = $1 and position_id = $2', [
        tx.actor.tenantId,
        id,
      ]);
      await tx.rows('update position set ended_at = $3, revision = revision + 1 where tenant_id = $1 and id = $2', [
        tx.actor.tenantId,
        id,
        tx.now,
      ]);
      await record(tx, 'position.ended', { positionId: id, unitId, code });
      return unitDetail(tx, unitId);
    });
  }

  /** The post that goes with a role of a person, or none. */
  assign(
    caller: Caller,
    key: string,
    { personId, roleId, positionId }: { personId: string; roleId: string; positionId: string | null },
  ): Promise<HousePersonDetail> {
    const request = { act: 'role.position', personId, roleId, positionId };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      await openHouse(tx);
      await findPerson(tx, personId);
      const [role] = await tx.rows<{ unitId: string; validTo: Date | null }>(
        `select unit_id as "unitId", valid_to as "validTo" from membership
         where tenant_id = $1 and person_id = $2 and id = $3 for update`,
        [tx.actor.tenantId, personId, roleId],
      );
      if (!role) throw new DomainError('notFound');
      if (role.validTo !== null && role.validTo <= tx.now) throw new DomainError('roleEnded');
      if (positionId !== null) {
        const position = await findPosition(tx, positionId);
        if (!position || position.endedAt !== null || position.unitId !== role.unitId)
          throw new DomainError('positionElsewhere');
      }
      await tx.rows('update membership set position_id = $3 where tenant_id = $1 and id = $2', [
        tx.actor.tenantId,
        roleId,
        positionId,
      ]);
      await touchPerson(tx, personId);
      await record(tx, 'role.positionChanged', { roleId, personId, positionId });
      return personDetail(tx, personId);
    });
  }
}

async function findPosition(tx: ActorTransaction, id: string): Promise<PositionRow | undefined> {
  const [position] = await tx.rows<PositionRow>(
    `select unit_id as "unitId", code, name, revision, ended_at as "endedAt" from position where tenant_id = $1 and id = $2`,
    [tx.actor.tenantId, id],
  );
  return position;
}

async function openPosition(tx: ActorTransaction, id: string, revision: number): Promise<PositionRow> {
  const position = await findPosition(tx, id);
  if (!position) throw new DomainError('notFound');
  requireRevision(position.revision, revision);
  if (position.endedAt !== null) throw new DomainError('positionElsewhere');
  return position;
}

async function requireFreeCode(
  tx: ActorTransaction,
  unitId: string,
  code: string,
  exceptId: string | null,
): Promise<void> {
  const [taken] = await tx.rows<{ name: string }>(
    `select name from position where tenant_id = $1 and unit_id = $2 and lower(code) = lower($3) and ended_at is null
       and id is distinct from $4`,
    [tx.actor.tenantId, unitId, code, exceptId],
  );
  if (taken) throw new DomainError('positionCodeTaken', { code, name: taken.name });
}
