import type { ActorTransaction } from '../platform';
import type { HouseUnit } from './house-check';

/** The units that the own house has, with the people who may act for them now; administrators act in no file. */
export const houseUnits = (tx: ActorTransaction): Promise<HouseUnit[]> =>
  tx.rows<HouseUnit>(
    `select u.id, u.name, u.department, u.parent_id as "parentId", count(p.id)::int as members,
       (count(p.id) filter (where m.capacity = 'HEAD'))::int as heads
     from org_unit u
     left join membership m on m.tenant_id = u.tenant_id and m.unit_id = u.id and m.role <> 'ADMIN'
       and m.valid_from <= $2 and (m.valid_to is null or m.valid_to > $2)
     left join person p on p.tenant_id = m.tenant_id and p.id = m.person_id and p.disabled_at is null
     where u.tenant_id = $1 and u.dissolved_at is null
     group by u.tenant_id, u.id, u.name, u.department, u.parent_id order by u.name, u.id`,
    [tx.actor.tenantId, tx.now],
  );

/** Everybody who administers the house now, by name. */
export const administrators = (tx: ActorTransaction): Promise<{ id: string; name: string }[]> =>
  tx.rows(
    `select p.id, p.name from person p
     where p.tenant_id = $1 and p.disabled_at is null and exists (
       select 1 from membership m where m.tenant_id = p.tenant_id and m.person_id = p.id and m.role = 'ADMIN'
         and m.valid_from <= $2 and (m.valid_to is null or m.valid_to > $2))
     order by p.name, p.id`,
    [tx.actor.tenantId, tx.now],
  );
