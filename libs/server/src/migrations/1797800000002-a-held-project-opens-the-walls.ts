import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The walls let the project of the command through that holds its lock, without asking who sees it again and again; and to
 * enter takes fewer statements: who has no deputy and oversees nobody need not be asked for either (docs/adr/0039).
 */
export class AHeldProjectOpensTheWalls1797800000002 implements MigrationInterface {
  name = 'AHeldProjectOpensTheWalls1797800000002';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [
      HELD_PROJECT,
      HOLD_PROJECT,
      GRANTS_OF,
      ENTER,
      `drop ${SIGNATURE}`,
      BEGIN_COMMAND,
      ...RIGHTS,
    ])
      await queryRunner.query(statement);
    await rewriteWalls(queryRunner, OPENED, HELD);
    for (const table of OFTEN_WRITTEN) await queryRunner.query(`alter table ${table} set (fillfactor = 80)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of OFTEN_WRITTEN) await queryRunner.query(`alter table ${table} reset (fillfactor)`);
    await rewriteWalls(queryRunner, HELD, OPENED);
    await queryRunner.query(HOLD_PROJECT.replace(NOTE_HELD, 'perform app.open_file(held);'));
    await queryRunner.query('drop function app.held_project()');
  }
}

const SIGNATURE = 'function app.begin_command(text, text, boolean, uuid, text, uuid)';

/** Rows that change and stay in their place, if there is room. */
const OFTEN_WRITTEN = ['project', 'run', 'task', 'audit_chain'];

/** As PostgreSQL writes them back. */
const OPENED = '( SELECT app.opened_file() AS opened_file)';
const HELD = 'app.held_project()';

/** The policies named `read` go on asking for the file that is opened to be read (docs/adr/0036). */
async function rewriteWalls(queryRunner: QueryRunner, from: string, to: string): Promise<void> {
  const policies = (await queryRunner.query(
    `select tablename, policyname, qual, with_check from pg_policies
     where schemaname = 'public' and policyname <> 'read' and (strpos(qual, $1) > 0 or strpos(with_check, $1) > 0)`,
    [from],
  )) as { tablename: string; policyname: string; qual: string | null; with_check: string | null }[];
  for (const { tablename, policyname, qual, with_check } of policies) {
    const clauses = [
      ...(qual === null ? [] : [`using (${qual.replaceAll(from, to)})`]),
      ...(with_check === null ? [] : [`with check (${with_check.replaceAll(from, to)})`]),
    ];
    await queryRunner.query(`alter policy ${policyname} on ${tablename} ${clauses.join(' ')}`);
  }
}

const HELD_PROJECT = `create function app.held_project() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('app.held_project', true), '')::uuid
$$`;

const NOTE_HELD = `noted := set_config('app.held_project', case when app.sees_file(held) then held::text else '' end, true);`;

// The order of the locks is the same everywhere: the project, the calendar of its house, its history, the run.
const HOLD_PROJECT = `create or replace function app.hold_project(held uuid) returns void
language plpgsql volatile as $$
declare
  tenant uuid;
  noted text;
begin
  select p.tenant_id into tenant from project p where p.id = held for no key update;
  if tenant is null then
    return;
  end if;
  perform pg_advisory_xact_lock_shared(hashtextextended('calendar:' || tenant::text, 0));
  perform 1 from audit_chain c where c.tenant_id = tenant and c.chain = held for no key update;
  if app.person_id() is not null then
    ${NOTE_HELD}
  end if;
end
$$`;

const AUTHORITY = `'unitId', g.unit_id, 'role', g.role, 'capacity', g.capacity, 'principalCapacity', g.principal_capacity,
      'onBehalfOf', g.principal_id, 'onBehalfOfName', g.principal_name)
      order by case g.capacity when 'HEAD' then 0 when 'DEPUTY' then 1 else 2 end, g.unit_id, g.principal_id), '[]')`;

// Who stands in for nobody, as nearly everybody, is asked for their own authority alone.
const GRANTS_OF = `create or replace function app.grants_of(acting uuid, lock_authority boolean) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  principals uuid[];
  moment timestamptz;
  grants jsonb;
begin
  if not app.has_context() then
    return null;
  end if;
  if lock_authority then
    select array_agg(d.principal_id) into principals
    from (select principal_id from deputation where deputy_id = acting for share) d;
    perform 1 from person p join membership m on m.tenant_id = p.tenant_id and m.person_id = p.id where p.id = acting for share;
    if principals is not null then
      perform 1 from person p where p.id = any (principals) for share;
      perform 1 from membership m where m.person_id = any (principals) for share;
    end if;
  else
    select array_agg(d.principal_id) into principals from deputation d where d.deputy_id = acting;
  end if;
  -- The clock is read after the locks were waited for: an authority is judged at the instant of its use.
  moment := app.now();
  if principals is null then
    select coalesce(jsonb_agg(jsonb_build_object(${AUTHORITY}
    into grants
    from (
      select m.unit_id, m.role, m.capacity, null::text as principal_capacity, null::uuid as principal_id, null::text as principal_name
      from membership m join person p on p.tenant_id = m.tenant_id and p.id = m.person_id and p.disabled_at is null
      where m.person_id = acting and m.valid_from <= moment and (m.valid_to is null or m.valid_to > moment)
    ) g;
    return grants;
  end if;
  select coalesce(jsonb_agg(jsonb_build_object(${AUTHORITY}
  into grants
  from (
    select m.unit_id, m.role, m.capacity, null::text as principal_capacity, null::uuid as principal_id, null::text as principal_name
    from membership m join person p on p.tenant_id = m.tenant_id and p.id = m.person_id and p.disabled_at is null
    where m.person_id = acting and m.valid_from <= moment and (m.valid_to is null or m.valid_to > moment)
    union all
    select m.unit_id, m.role, 'DEPUTY', m.capacity, p.id, p.name
    from deputation d
    join person me on me.tenant_id = d.tenant_id and me.id = d.deputy_id and me.disabled_at is null
    join person p on p.tenant_id = d.tenant_id and p.id = d.principal_id and p.disabled_at is null
    join membership m on m.tenant_id = d.tenant_id and m.person_id = d.principal_id
    where d.deputy_id = acting and d.valid_from <= moment and d.valid_to > moment
      and m.valid_from <= moment and (m.valid_to is null or m.valid_to > moment) and m.role <> 'ADMIN'
  ) g;
  return grants;
end
$$`;

const ENTER = `create or replace function app.enter(token_issuer text, token_subject text, lock_authority boolean) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  me person%rowtype;
  own_grants jsonb;
  seen uuid[];
  administers boolean;
  noted text;
begin
  -- Assigned, not performed: that asks no executor.
  noted := set_config('app.person', '', true) || set_config('app.tenant', '', true) || set_config('app.units', '', true)
    || set_config('app.admin', '', true) || set_config('app.served_project', '', true) || set_config('app.held_project', '', true);
  if lock_authority then
    select * into me from person where issuer = token_issuer and subject = token_subject and disabled_at is null for share;
  else
    select * into me from person where issuer = token_issuer and subject = token_subject and disabled_at is null;
  end if;
  if me.id is null then
    return null;
  end if;
  noted := set_config('app.person', me.id::text, true) || set_config('app.tenant', me.tenant_id::text, true);
  own_grants := app.grants_of(me.id, lock_authority);
  administers := own_grants @? '$[*] ? (@.role == "ADMIN" && @.onBehalfOf == null)';

  -- Administrators see configuration, not content; heads see their unit and those below.
  if own_grants @? '$[*] ? (@.role == "HEAD" || @.role == "DISTRICT_COUNCILLOR")' then
    with recursive granted as (
      select (g ->> 'unitId')::uuid as unit_id, g ->> 'role' as role
      from jsonb_array_elements(own_grants) g where g ->> 'role' <> 'ADMIN'
    ), below as (
      select unit_id from granted where role in ('HEAD', 'DISTRICT_COUNCILLOR')
      union
      select u.id from org_unit u join below b on u.parent_id = b.unit_id and u.tenant_id = me.tenant_id
    )
    select array_agg(distinct unit_id) into seen
    from (select unit_id from granted union select unit_id from below) units;
  else
    select array_agg(distinct (g ->> 'unitId')::uuid) into seen
    from jsonb_array_elements(own_grants) g where g ->> 'role' <> 'ADMIN';
  end if;

  noted := set_config('app.units', coalesce(seen, '{}')::text, true) || set_config('app.admin', administers::text, true);
  return jsonb_build_object('personId', me.id, 'tenantId', me.tenant_id, 'name', me.name, 'username', me.username,
    'isAdmin', administers, 'grants', own_grants, 'unitIds', to_jsonb(coalesce(seen, '{}')));
end
$$`;

const BEGIN_COMMAND = `create function app.begin_command(token_issuer text, token_subject text, lock_authority boolean,
  command_key uuid, held_kind text, held_id uuid,
  out actor jsonb, out stored_hash bytea, out stored_response json, out held_run uuid, out held_task json, out moment timestamptz)
language plpgsql volatile as $$
declare
  me uuid;
begin
  actor := app.enter(token_issuer, token_subject, lock_authority);
  if actor is not null then
    me := app.person_id();
    -- Two with the same key come one after the other; the second finds the answer of the first.
    perform pg_advisory_xact_lock(hashtextextended(concat('idempotency:', me, ':', command_key), 0));
    select i.request_hash, i.response into stored_hash, stored_response from idempotency i
    where i.actor = me and i.key = command_key;
    if stored_hash is null then
      if held_kind = 'project' then
        perform app.hold_project(held_id);
      elsif held_kind = 'run' then
        held_run := held_id;
      elsif held_kind = 'task' then
        select t.run_id, json_build_object('id', t.id, 'stepId', t.step_id, 'seatId', t.seat_id) into held_run, held_task
        from task t where t.id = held_id and t.run_id is not null;
      end if;
      if held_run is not null then
        perform app.hold_run(held_run);
      end if;
    end if;
  end if;
  moment := app.now();
end
$$`;

const RIGHTS = [
  `revoke all on ${SIGNATURE} from public`,
  `grant execute on ${SIGNATURE} to app_api`,
  'revoke all on function app.held_project() from public',
  'grant execute on function app.held_project() to app_api, app_worker',
];
