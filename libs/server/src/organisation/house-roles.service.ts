import { Injectable } from '@nestjs/common';
import type { DeputationEntry, HousePersonDetail, RoleEnd, RoleEntry } from '@querraum/contracts';
import { type ActorTransaction, type Caller, DomainError, newId, Transactions } from '../platform';
import { openHouse, record, requireAdministrator, touchPerson } from './house-changes';
import { personDetail } from './house-people.service';
import { findPerson } from './house.queries';
import { endOfDay, validityOf } from './house-rules';
import { oweDeputationMails } from './tell-deputation';

/** What people may do and for whom they stand in; each role and each deputation has its time. */
@Injectable()
export class HouseRolesService {
  constructor(private readonly transactions: Transactions) {}

  addRole(caller: Caller, key: string, personId: string, input: RoleEntry): Promise<HousePersonDetail> {
    return this.transactions.command(caller, { key, request: { act: 'role.add', personId, input } }, async (tx) => {
      await openHouse(tx);
      const person = await findPerson(tx, personId);
      const [unit] = await tx.rows<{ name: string; dissolved: boolean }>(
        'select name, dissolved_at is not null as dissolved from org_unit where tenant_id = $1 and id = $2',
        [tx.actor.tenantId, input.unitId],
      );
      if (!unit) throw new DomainError('unitUnknown', { unitId: input.unitId });
      if (unit.dissolved) throw new DomainError('unitDissolved', { name: unit.name });
      const { from, to } = validityOf(input, tx.now);
      const same = await tx.rows(
        `select 1 from membership where tenant_id = $1 and person_id = $2 and unit_id = $3 and role = $4
           and ($6::timestamptz is null or valid_from < $6) and (valid_to is null or valid_to > $5)`,
        [tx.actor.tenantId, personId, input.unitId, input.role, from, to],
      );
      if (same.length > 0) throw new DomainError('roleTaken', { name: person.name });
      const id = newId();
      await insertRoles(tx, [{ id, personId, ...input, from, to }]);
      await touchPerson(tx, personId);
      await record(tx, 'role.added', { roleId: id, personId, ...input });
      return personDetail(tx, personId);
    });
  }

  endRole(caller: Caller, key: string, personId: string, roleId: string, end: RoleEnd): Promise<HousePersonDetail> {
    const request = { act: 'role.end', personId, roleId, end };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      await openHouse(tx);
      const person = await findPerson(tx, personId);
      const [role] = await tx.rows<{ validFrom: Date; validTo: Date | null; role: string; unitId: string }>(
        `select valid_from as "validFrom", valid_to as "validTo", role, unit_id as "unitId" from membership
         where tenant_id = $1 and person_id = $2 and id = $3 for update`,
        [tx.actor.tenantId, personId, roleId],
      );
      if (!role) throw new DomainError('notFound');
      if (role.validTo !== null && role.validTo <= tx.now) throw new DomainError('roleEnded');
      if (end.to !== null) validityOf({ from: null, to: end.to }, tx.now);
      const wished = end.to === null ? tx.now : endOfDay(end.to);
      await tx.rows('update membership set valid_to = greatest(valid_from, $3) where tenant_id = $1 and id = $2', [
        tx.actor.tenantId,
        roleId,
        wished,
      ]);
      await touchPerson(tx, personId);
      await requireAdministrator(tx, person.name);
      await record(tx, 'role.ended', { roleId, personId, role: role.role, unitId: role.unitId, to: end.to });
      return personDetail(tx, personId);
    });
  }

  /** Vertretung: the deputy acts i. V. for this person in the period. No reason is asked for, none is kept. */
  addDeputation(caller: Caller, key: string, personId: string, input: DeputationEntry): Promise<HousePersonDetail> {
    const request = { act: 'deputation.add', personId, input };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      await openHouse(tx);
      const principal = await findPerson(tx, personId);
      if (input.deputyId === personId) throw new DomainError('deputySelf');
      const [deputy] = await tx.rows<{ name: string }>(
        'select name from person where tenant_id = $1 and id = $2 and disabled_at is null',
        [tx.actor.tenantId, input.deputyId],
      );
      if (!deputy) throw new DomainError('deputyUnknown');
      const { from, to } = validityOf(input, tx.now);
      const same = await tx.rows(
        `select 1 from deputation where tenant_id = $1 and principal_id = $2 and deputy_id = $3
           and valid_from < $5 and valid_to > $4`,
        [tx.actor.tenantId, personId, input.deputyId, from, to],
      );
      if (same.length > 0) throw new DomainError('deputationTaken', { deputy: deputy.name, principal: principal.name });
      const id = newId();
      await tx.rows(
        `insert into deputation (tenant_id, id, principal_id, deputy_id, valid_from, valid_to)
         values ($1, $2, $3, $4, $5, $6)`,
        [tx.actor.tenantId, id, personId, input.deputyId, from, to],
      );
      const told = { deputationId: id, personIds: [personId, input.deputyId] };
      await oweDeputationMails(tx, { ...told, moment: 'begins', at: from });
      if (to) await oweDeputationMails(tx, { ...told, moment: 'ends', at: to });
      await touchPerson(tx, personId);
      await record(tx, 'deputation.added', { deputationId: id, personId, ...input });
      return personDetail(tx, personId);
    });
  }

  endDeputation(caller: Caller, key: string, personId: string, deputationId: string): Promise<HousePersonDetail> {
    const request = { act: 'deputation.end', personId, deputationId };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      await openHouse(tx);
      await findPerson(tx, personId);
      const [ended] = await tx.rows<{ principalId: string; deputyId: string; isBegun: boolean }>(
        `update deputation set valid_to = greatest(valid_from, $4)
         where tenant_id = $1 and id = $2 and $3 in (principal_id, deputy_id) and valid_to > $4
         returning principal_id as "principalId", deputy_id as "deputyId", valid_from < $4 as "isBegun"`,
        [tx.actor.tenantId, deputationId, personId, tx.now],
      );
      if (!ended) throw new DomainError('notFound');
      const personIds = [ended.principalId, ended.deputyId];
      if (ended.isBegun) await oweDeputationMails(tx, { deputationId, personIds, moment: 'ends', at: tx.now });
      await touchPerson(tx, personId);
      await record(tx, 'deputation.ended', { deputationId, personId });
      return personDetail(tx, personId);
    });
  }
}

interface NewRole extends Omit<RoleEntry, 'from' | 'to'> {
  id: string;
  personId: string;
  from: Date;
  to: Date | null;
}

export const insertRoles = (tx: ActorTransaction, roles: NewRole[]): Promise<unknown> =>
  tx.rows(
    `insert into membership (tenant_id, id, person_id, unit_id, role, capacity, valid_from, valid_to)
     select $1, id, "personId", "unitId", role, capacity, "from", "to"
     from jsonb_to_recordset($2::jsonb) as r(id uuid, "personId" uuid, "unitId" uuid, role text, capacity text,
       "from" timestamptz, "to" timestamptz)`,
    [tx.actor.tenantId, JSON.stringify(roles)],
  );
