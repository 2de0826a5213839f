import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Authority has a revision, so that a process may keep who somebody is and what they may do for as long as it is true; and
 * whoever decides holds it by a lock in memory, not by locks on rows (docs/adr/0068).
 */
export class AuthorityHasARevision1798100000100 implements MigrationInterface {
  name = 'AuthorityHasARevision1798100000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TABLE, ...FUNCTIONS]) await queryRunner.query(statement);
    for (const [table, event] of CHANGES) {
      await queryRunner.query(changeFunction(table, event));
      await queryRunner.query(`create trigger authority_after_${event} after ${event} on ${table} referencing ${ROWS[event]}
        for each statement execute function app.${functionName(table, event)}()`);
    }
    for (const { signature, roles } of RIGHTS) {
      await queryRunner.query(`revoke all on function ${signature} from public`);
      if (roles) await queryRunner.query(`grant execute on function ${signature} to ${roles}`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [table, event] of CHANGES) {
      await queryRunner.query(`drop trigger authority_after_${event} on ${table}`);
      await queryRunner.query(`drop function app.${functionName(table, event)}()`);
    }
    for (const { signature } of [...RIGHTS].reverse()) await queryRunner.query(`drop function ${signature}`);
    await queryRunner.query('drop table authority_revision');
  }
}

/** Few enough that an import of a whole house locks no more than these, and enough that two people seldom share one. */
const PLACES = 256;
/** The first half of the number of every lock of authority; the second is the place. */
const AUTHORITY = 1_635_087_464;

// A revision is never given twice, not even after a restore to an earlier day.
const TABLE = [
  'create table authority_revision (place int primary key, revision uuid not null default gen_random_uuid())',
  `insert into authority_revision (place) select generate_series(0, ${PLACES - 1})`,
  'alter table authority_revision enable row level security',
  'alter table authority_revision force row level security',
  'create policy owner on authority_revision to app_owner using (true) with check (true)',
];

type Event = 'insert' | 'update' | 'delete';
type Table = 'person' | 'membership' | 'deputation';

const ROWS: Readonly<Record<Event, string>> = {
  insert: 'new table as changed',
  update: 'old table as former new table as changed',
  delete: 'old table as former',
};

/** What authority is made of, and whose it is. A person's mail and language are none of it, and a new person has none yet. */
const AUTHORITY_IN: Readonly<Record<Table, { columns: string; whose: string }>> = {
  person: { columns: 'tenant_id, id, issuer, subject, username, name, disabled_at', whose: 'id' },
  membership: {
    columns: 'tenant_id, id, person_id, unit_id, role, capacity, valid_from, valid_to',
    whose: 'person_id',
  },
  deputation: { columns: 'tenant_id, id, principal_id, deputy_id, valid_from, valid_to', whose: 'deputy_id' },
};

const CHANGES: readonly [Table, Event][] = [
  ['person', 'update'],
  ['person', 'delete'],
  ['membership', 'insert'],
  ['membership', 'update'],
  ['membership', 'delete'],
  ['deputation', 'insert'],
  ['deputation', 'update'],
  ['deputation', 'delete'],
];

const functionName = (table: Table, event: Event): string => `authority_of_${table}_after_${event}`;

function changeFunction(table: Table, event: Event): string {
  const { columns, whose } = AUTHORITY_IN[table];
  const people = {
    insert: `select ${whose} from changed`,
    delete: `select ${whose} from former`,
    update: `select d.${whose} from (
        (select ${columns} from former except select ${columns} from changed)
        union all (select ${columns} from changed except select ${columns} from former)) d`,
  }[event];
  // Whoever only wins an authority takes nothing from a decision that is under way.
  return `create function app.${functionName(table, event)}() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform app.change_authority(array(${people}), ${event !== 'insert'});
  return null;
end
$$`;
}

const LOCK = (place: string, how: 'pg_advisory_xact_lock' | 'pg_advisory_xact_lock_shared'): string =>
  `(${how}(${AUTHORITY}, ${place}) is null)::text`;
const REVISIONS = (places: string): string =>
  `(select string_agg(a.revision::text, ' ' order by a.place) from authority_revision a where a.place = any (${places}))`;
const HOUSES = `(select md5(string_agg(t.revision::text, ' ' order by t.id)) from tenant t)`;
const CONTEXT = `noted := set_config('app.person', known_person::text, true) || set_config('app.tenant', known_tenant::text, true)
      || set_config('app.units', known_units::text, true) || set_config('app.admin', known_admin::text, true)
      || set_config('app.served_project', '', true) || set_config('app.held_project', '', true);`;
const KNOWN = `known_person uuid, known_tenant uuid, known_units uuid[], known_admin boolean, known_places int[], known_authority text,
  known_houses text, known_from timestamptz, known_until timestamptz`;

const FUNCTIONS = [
  `create function app.authority_place(person uuid) returns int language sql immutable parallel safe as $$
  select uuid_hash(person) & ${PLACES - 1}
$$`,

  // The places of a person's authority: the own one, and those of everybody who is deputised for.
  `create function app.authority_places(tenant uuid, acting uuid) returns int[] language sql stable as $$
  select array(
    select app.authority_place(acting)
    union select app.authority_place(d.principal_id) from deputation d where d.tenant_id = tenant and d.deputy_id = acting
    order by 1)
$$`,

  // Waits for whoever decides by this authority, before the commit of what takes it; once a transaction and place is enough.
  `create function app.change_authority(people uuid[], takes boolean) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  its_place int;
  noted text;
begin
  for its_place in select distinct app.authority_place(p) from unnest(people) p order by 1 loop
    if takes then
      noted := ${LOCK('its_place', 'pg_advisory_xact_lock')};
    end if;
    update authority_revision a set revision = gen_random_uuid()
    where a.place = its_place and a.xmin <> pg_current_xact_id()::xid;
  end loop;
end
$$`,

  // To enter, and how long that stays true. What is read was committed before the locks were had; should anything have come in
  // between, of which the locks know nothing, it is read again.
  `create function app.enter_anew(token_issuer text, token_subject text, lock_authority boolean,
  out actor jsonb, out rests_on int[], out authority text, out houses text, out known_from timestamptz, out known_until timestamptz)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  me uuid;
  home uuid;
  its_place int;
  noted text;
begin
  select p.id, p.tenant_id into me, home from person p
  where p.issuer = token_issuer and p.subject = token_subject and p.disabled_at is null;
  loop
    rests_on := app.authority_places(home, me);
    if lock_authority and me is not null then
      foreach its_place in array rests_on loop
        noted := ${LOCK('its_place', 'pg_advisory_xact_lock_shared')};
      end loop;
    end if;
    select ${REVISIONS('rests_on')}, ${HOUSES} into authority, houses;
    known_from := app.now();
    actor := app.enter(token_issuer, token_subject, false);
    exit when actor is null or (authority = ${REVISIONS('rests_on')} and rests_on = app.authority_places(home, me));
  end loop;
  select min(e.edge) into known_until
  from (select me as id union select d.principal_id from deputation d where d.tenant_id = home and d.deputy_id = me) p
    join membership m on m.tenant_id = home and m.person_id = p.id, unnest(array[m.valid_from, m.valid_to]) e(edge)
  where e.edge > known_from;
  select least(known_until, min(e.edge)) into known_until
  from deputation d, unnest(array[d.valid_from, d.valid_to]) e(edge)
  where d.tenant_id = home and d.deputy_id = me and e.edge > known_from;
  known_until := coalesce(known_until, 'infinity');
end
$$`,

  // To read as somebody who is known; \`null\` if what is known of them is not true any more.
  `create function app.enter_again(${KNOWN}) returns timestamptz
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  authority text;
  houses text;
  moment timestamptz;
  noted text;
begin
  select ${REVISIONS('known_places')}, ${HOUSES} into authority, houses;
  moment := app.now();
  if authority = known_authority and houses = known_houses and moment >= known_from and moment < known_until then
    ${CONTEXT}
    return moment;
  end if;
  return null;
end
$$`,

  // The order of the locks is the same everywhere: authority, key, the project, the calendar of its house, its history, the run. What is
  // read was committed before the locks were had, or is read after. The walls do not stand here, so who may not see is asked
  // for: before the locks, and again after them; \`written_by\` is said only to who sees the whole file.
  // Beside \`app.open_command\`, which the release before still calls while a house updates (docs/adr/0065).
  `create function app.start_command(token_issuer text, token_subject text, ${KNOWN}, command_key uuid, held_kind text, held_id uuid,
  out actor jsonb, out rests_on int[], out authority text, out houses text, out actor_from timestamptz, out actor_until timestamptz,
  out is_known boolean, out stored_hash bytea, out stored_response json, out held_run uuid, out held_step text, out held_seat text,
  out moment timestamptz, out written_by text, out head text, out valid_version int)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  me uuid := known_person;
  my_units uuid[] := known_units;
  its_project uuid;
  its_tenant uuid;
  by_project xid;
  by_chain xid;
  by_run xid;
  its_head bytea;
  its_place int;
  sees boolean;
  noted text;
begin
  -- A command's statements have names and are carried out often: their general plan is as good as the first five special ones.
  -- Assigned, not performed: that asks no executor.
  noted := set_config('plan_cache_mode', 'force_generic_plan', true);
  is_known := false;
  if known_person is not null then
    foreach its_place in array known_places loop
      noted := ${LOCK('its_place', 'pg_advisory_xact_lock_shared')};
    end loop;
    is_known := known_authority = ${REVISIONS('known_places')};
  end if;
  if is_known then
    ${CONTEXT}
  else
    select e.* into actor, rests_on, authority, houses, actor_from, actor_until from app.enter_anew(token_issuer, token_subject, true) e;
    if actor is null then
      moment := app.now();
      return;
    end if;
    me := app.person_id();
    my_units := app.unit_ids();
  end if;

  -- Two with the same key come one after the other; the second finds the answer of the first.
  noted := (pg_advisory_xact_lock(hashtextextended(concat('idempotency:', me, ':', command_key), 0)) is null)::text;
  if held_kind = 'project' then
    its_project := held_id;
  elsif held_kind = 'run' then
    held_run := held_id;
    select r.project_id into its_project from run r where r.id = held_id;
  elsif held_kind = 'task' then
    select t.run_id, t.project_id, t.step_id, t.seat_id into held_run, its_project, held_step, held_seat
    from task t where t.id = held_id and t.run_id is not null;
  end if;
  if its_project is not null then
    select p.tenant_id, p.xmin into its_tenant, by_project from project p
    where p.id = its_project and (exists (select from project_party y
        where y.project_id = its_project and y."until" is null and y.unit_id = any (my_units)) or app.sees_project(its_project))
    for no key update of p;
  end if;
  if its_tenant is null then
    if held_kind = 'task' then
      held_run := null;
    end if;
  else
    noted := (pg_advisory_xact_lock_shared(hashtextextended('calendar:' || its_tenant::text, 0)) is null)::text;
    select c.xmin, c.head_hash into by_chain, its_head from audit_chain c
    where c.tenant_id = its_tenant and c.chain = its_project for no key update;
    if held_run is not null then
      select r.xmin into by_run from run r where r.tenant_id = its_tenant and r.id = held_run for update;
    end if;
  end if;

  select ${HOUSES}, its_tenant is not null and exists (select from project_party y
      where y.project_id = its_project and y."until" is null and y.role <> 'ASSIGNEE' and y.unit_id = any (my_units)),
    (select max(v.version) from run r join procedure_version v
      on v.tenant_id = r.procedure_tenant_id and v.procedure_id = r.procedure_id where r.tenant_id = its_tenant and r.id = held_run),
    i.request_hash, i.response
  into houses, sees, valid_version, stored_hash, stored_response
  from (values (1)) one left join idempotency i on i.actor = me and i.key = command_key;
  moment := app.now();
  if is_known and not (houses = known_houses and moment >= known_from and moment < known_until) then
    is_known := false;
    select e.* into actor, rests_on, authority, houses, actor_from, actor_until from app.enter_anew(token_issuer, token_subject, true) e;
    sees := its_tenant is not null and app.sees_file(its_project);
    moment := app.now();
  end if;
  if sees then
    noted := set_config('app.held_project', its_project::text, true);
    if by_run = by_project and by_run = by_chain then
      written_by := by_run::text;
      head := encode(its_head, 'hex');
    end if;
  end if;
end
$$`,
];

const KNOWN_TYPES = 'uuid, uuid, uuid[], boolean, int[], text, text, timestamptz, timestamptz';
const RIGHTS: readonly { signature: string; roles?: string }[] = [
  { signature: 'app.authority_place(uuid)' },
  { signature: 'app.authority_places(uuid, uuid)' },
  { signature: 'app.change_authority(uuid[], boolean)' },
  { signature: 'app.enter_anew(text, text, boolean)', roles: 'app_api' },
  { signature: `app.enter_again(${KNOWN_TYPES})`, roles: 'app_api' },
  { signature: `app.start_command(text, text, ${KNOWN_TYPES}, uuid, text, uuid)`, roles: 'app_api' },
];
