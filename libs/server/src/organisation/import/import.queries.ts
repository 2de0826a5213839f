import type { ActorTransaction, Caller } from '../../platform';
import type { KnownPerson, PeopleContext, PeoplePlan, PersonData } from './plan-people';

/** People of the own house with these usernames, and which of the usernames another house waits for. */
export async function knownPeople(
  tx: ActorTransaction,
  { issuer }: Caller,
  usernames: string[],
): Promise<Omit<PeopleContext, 'units' | 'now'>> {
  const people = await tx.rows<KnownPerson>(
    `select p.id, p.username, p.name, p.email, p.disabled_at is not null as "isDisabled",
       coalesce(m.roles, '[]') as roles
     from person p
     left join (
       select person_id, jsonb_agg(jsonb_build_object('id', id, 'unitId', unit_id, 'role', role, 'capacity', capacity,
         'validFrom', valid_from, 'validTo', valid_to) order by valid_from, id) as roles
       from membership where tenant_id = $1 and (valid_to is null or valid_to > valid_from)
       group by person_id
     ) m on m.person_id = p.id
     where p.tenant_id = $1 and p.username = any ($2)`,
    [tx.actor.tenantId, usernames],
  );
  const awaited = await tx.rows<{ username: string }>(
    `select username from person where issuer = $1 and username = any ($2) and tenant_id <> $3 and subject is null
       and disabled_at is null`,
    [issuer, usernames, tx.actor.tenantId],
  );
  return { people, awaited: new Set(awaited.map(({ username }) => username)) };
}

export const setCapacities = (tx: ActorTransaction, changes: PeoplePlan['capacities']): Promise<unknown> =>
  tx.rows(
    `update membership m set capacity = r.capacity
     from jsonb_to_recordset($2::jsonb) as r("roleId" uuid, capacity text)
     where m.tenant_id = $1 and m.id = r."roleId"`,
    [tx.actor.tenantId, JSON.stringify(changes)],
  );

/** Names and addresses; whose roles have changed has changed too. */
export async function updatePeople(tx: ActorTransaction, people: PersonData[], touched: string[]): Promise<void> {
  await tx.rows(
    `update person p set name = r.name, email = r.email
     from jsonb_to_recordset($2::jsonb) as r(id uuid, name text, email text) where p.tenant_id = $1 and p.id = r.id`,
    [tx.actor.tenantId, JSON.stringify(people)],
  );
  await tx.rows(
    `update person set changed_at = $3, changed_by = $4, revision = revision + 1
     where tenant_id = $1 and id = any ($2)`,
    [tx.actor.tenantId, [...new Set([...people.map(({ id }) => id), ...touched])], tx.now, tx.actor.personId],
  );
}
