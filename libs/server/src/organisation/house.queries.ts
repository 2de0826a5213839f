import type {
  HouseDeputation,
  HousePerson,
  HousePosition,
  HouseUnit,
  LastChange,
  PersonRole,
} from '@querraum/contracts';
import type { Department } from '@querraum/workflow';
import type { UnitKind } from '@querraum/contracts';
import { type ActorTransaction, DomainError } from '../platform';
import { gapsOf } from './house-rules';

interface ChangedRow {
  changedAt: Date | null;
  changedBy: string | null;
  changedByName: string | null;
}

interface UnitRow extends ChangedRow {
  id: string;
  parentId: string | null;
  code: string;
  name: string;
  kind: UnitKind;
  department: Department | null;
  dissolvedAt: Date | null;
  revision: number;
  people: number;
  acting: number;
  heads: number;
}

/** Units of the own house with who acts in them now; dissolved ones too, because the past names them. */
export async function houseUnits(tx: ActorTransaction): Promise<HouseUnit[]> {
  const rows = await tx.rows<UnitRow>(
    `select u.id, u.parent_id as "parentId", u.code, u.name, u.kind, u.department, u.dissolved_at as "dissolvedAt",
       u.revision, u.changed_at as "changedAt", u.changed_by as "changedBy", c.name as "changedByName",
       coalesce(m.people, 0) as people, coalesce(m.acting, 0) as acting, coalesce(m.heads, 0) as heads
     from org_unit u
     left join person c on c.id = u.changed_by
     left join (
       select m.unit_id, count(distinct m.person_id)::int as people,
         count(*) filter (where m.role <> 'ADMIN')::int as acting,
         count(*) filter (where m.role in ('HEAD', 'DISTRICT_COUNCILLOR'))::int as heads
       from membership m join person p on p.tenant_id = m.tenant_id and p.id = m.person_id and p.disabled_at is null
       where m.tenant_id = $1 and m.valid_from <= $2 and (m.valid_to is null or m.valid_to > $2)
       group by m.unit_id
     ) m on m.unit_id = u.id
     where u.tenant_id = $1 order by u.name, u.id`,
    [tx.actor.tenantId, tx.now],
  );
  return rows.map(({ acting, heads, ...unit }) => ({
    ...withoutChange(unit),
    dissolvedAt: instant(unit.dissolvedAt),
    lastChange: lastChangeOf(unit),
    gaps: gapsOf({ ...unit, acting, heads }),
  }));
}

interface PersonRow extends ChangedRow {
  id: string;
  name: string;
  username: string;
  email: string | null;
  subject: string | null;
  boundAt: Date | null;
  disabledAt: Date | null;
  revision: number;
}

const PERSON = `select p.id, p.name, p.username, p.email, p.subject, p.bound_at as "boundAt", p.disabled_at as "disabledAt", p.revision,
    p.changed_at as "changedAt", p.changed_by as "changedBy", c.name as "changedByName"
  from person p left join person c on c.id = p.changed_by`;

/** People of the own house by name, from behind the cursor on. */
export async function findPeople(
  tx: ActorTransaction,
  query: string | null,
  after: { name: string; id: string } | null,
  limit: number,
): Promise<HousePerson[]> {
  const rows = await tx.rows<PersonRow>(
    `${PERSON} where p.tenant_id = $1
       and ($2::text is null or strpos(lower(p.name), lower($2)) > 0 or strpos(p.username, lower($2)) > 0)
       and ($3::text is null or (p.name, p.id) > ($3, $4::uuid))
     order by p.name, p.id limit $5`,
    [tx.actor.tenantId, query, after?.name ?? null, after?.id ?? null, limit],
  );
  return withRoles(tx, rows);
}

export async function countPeople(tx: ActorTransaction, query: string | null, cap: number): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(
    `select count(*)::int as n from (
       select 1 from person p where p.tenant_id = $1
         and ($2::text is null or strpos(lower(p.name), lower($2)) > 0 or strpos(p.username, lower($2)) > 0)
       limit $3) found`,
    [tx.actor.tenantId, query, cap],
  );
  return row?.n ?? 0;
}

/** Who has a role in the unit, now or to come. */
export async function peopleOfUnit(tx: ActorTransaction, unitId: string): Promise<HousePerson[]> {
  const rows = await tx.rows<PersonRow>(
    `${PERSON} where p.tenant_id = $1 and exists (
       select 1 from membership m where m.tenant_id = p.tenant_id and m.person_id = p.id and m.unit_id = $2
         and (m.valid_to is null or (m.valid_to > $3 and m.valid_to > m.valid_from)))
     order by p.name, p.id`,
    [tx.actor.tenantId, unitId, tx.now],
  );
  return withRoles(tx, rows);
}

export async function findPerson(tx: ActorTransaction, id: string): Promise<HousePerson> {
  const rows = await tx.rows<PersonRow>(`${PERSON} where p.tenant_id = $1 and p.id = $2`, [tx.actor.tenantId, id]);
  const [person] = await withRoles(tx, rows);
  if (!person) throw new DomainError('notFound');
  return person;
}

interface RoleRow {
  id: string;
  personId: string;
  unitId: string;
  unitCode: string;
  unitName: string;
  role: PersonRole['role'];
  capacity: PersonRole['capacity'];
  position: PersonRole['position'];
  validFrom: Date;
  validTo: Date | null;
}

/** The posts of a unit, those that are no more last, with who holds them now. */
export async function positionsOfUnit(tx: ActorTransaction, unitId: string): Promise<HousePosition[]> {
  const rows = await tx.rows<Omit<HousePosition, 'endedAt'> & { endedAt: Date | null }>(
    `select q.id, q.code, q.name, q.revision, q.ended_at as "endedAt", coalesce((
       select jsonb_agg(distinct jsonb_build_object('id', p.id, 'name', p.name))
       from membership m join person p on p.tenant_id = m.tenant_id and p.id = m.person_id and p.disabled_at is null
       where m.tenant_id = q.tenant_id and m.position_id = q.id and m.valid_from <= $3
         and (m.valid_to is null or m.valid_to > $3)), '[]') as holders
     from position q where q.tenant_id = $1 and q.unit_id = $2 order by q.ended_at is not null, q.code, q.id`,
    [tx.actor.tenantId, unitId, tx.now],
  );
  return rows.map((row) => ({ ...row, endedAt: instant(row.endedAt) }));
}

/** Every role that these people ever had, the youngest first; one that ended before it began never was. */
export async function rolesOf(
  tx: ActorTransaction,
  personIds: string[],
): Promise<(PersonRole & { personId: string })[]> {
  const rows = await tx.rows<RoleRow>(
    `select m.id, m.person_id as "personId", m.unit_id as "unitId", u.code as "unitCode", u.name as "unitName", m.role,
       m.capacity, m.valid_from as "validFrom", m.valid_to as "validTo",
       (select jsonb_build_object('id', q.id, 'code', q.code, 'name', q.name) from position q
        where q.tenant_id = m.tenant_id and q.id = m.position_id) as position
     from membership m join org_unit u on u.tenant_id = m.tenant_id and u.id = m.unit_id
     where m.tenant_id = $1 and m.person_id = any ($2) and (m.valid_to is null or m.valid_to > m.valid_from)
     order by m.valid_from desc, m.id`,
    [tx.actor.tenantId, personIds],
  );
  return rows.map(({ unitId, unitCode, unitName, ...role }) => ({
    ...role,
    unit: { id: unitId, code: unitCode, name: unitName },
    validFrom: role.validFrom.toISOString(),
    validTo: instant(role.validTo),
  }));
}

async function withRoles(tx: ActorTransaction, rows: PersonRow[]): Promise<HousePerson[]> {
  const roles = await rolesOf(
    tx,
    rows.map(({ id }) => id),
  );
  const now = tx.now.toISOString();
  return rows.map(({ subject, ...person }) => ({
    ...withoutChange(person),
    isBound: subject !== null,
    boundAt: instant(person.boundAt),
    disabledAt: instant(person.disabledAt),
    lastChange: lastChangeOf(person),
    roles: roles
      .filter(({ personId, validTo }) => personId === person.id && (validTo === null || validTo > now))
      .map(({ personId: _personId, ...role }) => role),
  }));
}

interface DeputationRow {
  id: string;
  principalId: string;
  principalName: string;
  deputyId: string;
  deputyName: string;
  validFrom: Date;
  validTo: Date;
}

/** Deputations in which the person is on either side, now and to come. */
export async function deputationsOf(tx: ActorTransaction, personId: string): Promise<HouseDeputation[]> {
  const rows = await tx.rows<DeputationRow>(
    `select d.id, p.id as "principalId", p.name as "principalName", y.id as "deputyId", y.name as "deputyName",
       d.valid_from as "validFrom", d.valid_to as "validTo"
     from deputation d
     join person p on p.tenant_id = d.tenant_id and p.id = d.principal_id
     join person y on y.tenant_id = d.tenant_id and y.id = d.deputy_id
     where d.tenant_id = $1 and $2 in (d.principal_id, d.deputy_id) and d.valid_to > $3 and d.valid_to > d.valid_from
     order by d.valid_from, d.id`,
    [tx.actor.tenantId, personId, tx.now],
  );
  return rows.map((row) => ({
    id: row.id,
    principal: { id: row.principalId, name: row.principalName },
    deputy: { id: row.deputyId, name: row.deputyName },
    validFrom: row.validFrom.toISOString(),
    validTo: row.validTo.toISOString(),
  }));
}

const instant = (date: Date | null): string | null => date?.toISOString() ?? null;

function withoutChange<T extends ChangedRow>(row: T): Omit<T, keyof ChangedRow> {
  const { changedAt: _at, changedBy: _by, changedByName: _name, ...rest } = row;
  return rest;
}

const lastChangeOf = ({ changedAt, changedBy, changedByName }: ChangedRow): LastChange | null =>
  changedAt === null
    ? null
    : {
        at: changedAt.toISOString(),
        by: changedBy === null || changedByName === null ? null : { id: changedBy, name: changedByName },
      };
