import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * To enter and to lock take fewer statements, and a command learns whether run, project and history are still as one of its
 * process has written them last: then it need not read them (docs/adr/0058).
 */
export class ACommandBeginsCheaper1798000000000 implements MigrationInterface {
  name = 'ACommandBeginsCheaper1798000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [ENTER, OPEN_COMMAND, ...RIGHTS]) await queryRunner.query(statement);
  }

  /** To enter answers what it answered before: the release before lives with it. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`drop ${SIGNATURE}`);
  }
}

const SIGNATURE = 'function app.open_command(text, text, boolean, uuid, text, uuid)';

// Who stands in for nobody, as nearly everybody, has their own authority read here; deputies are asked for as before.
const ENTER = `create or replace function app.enter(token_issuer text, token_subject text, lock_authority boolean) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  me person%rowtype;
  moment timestamptz;
  is_deputy boolean;
  own_grants jsonb;
  seen uuid[];
  overseen uuid[];
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

  is_deputy := exists (select from deputation d where d.tenant_id = me.tenant_id and d.deputy_id = me.id);
  if is_deputy then
    own_grants := app.grants_of(me.id, lock_authority);
    select array_agg(distinct (g ->> 'unitId')::uuid) into seen
    from jsonb_array_elements(own_grants) g where g ->> 'role' <> 'ADMIN';
  else
    if lock_authority then
      perform 1 from membership m where m.tenant_id = me.tenant_id and m.person_id = me.id for share;
    end if;
    -- The clock is read after the locks were waited for: an authority is judged at the instant of its use.
    moment := app.now();
    select coalesce(jsonb_agg(jsonb_build_object('unitId', m.unit_id, 'role', m.role, 'capacity', m.capacity,
        'principalCapacity', null, 'onBehalfOf', null, 'onBehalfOfName', null)
        order by case m.capacity when 'HEAD' then 0 when 'DEPUTY' then 1 else 2 end, m.unit_id), '[]'),
      array_agg(distinct m.unit_id) filter (where m.role <> 'ADMIN')
    into own_grants, seen
    from membership m
    where m.tenant_id = me.tenant_id and m.person_id = me.id
      and m.valid_from <= moment and (m.valid_to is null or m.valid_to > moment);
  end if;
  administers := own_grants @? '$[*] ? (@.role == "ADMIN" && @.onBehalfOf == null)';

  -- Administrators see configuration, not content; heads see their unit and those below.
  if own_grants @? '$[*] ? (@.role == "HEAD" || @.role == "DISTRICT_COUNCILLOR")' then
    overseen := array(
      select (g ->> 'unitId')::uuid from jsonb_array_elements(own_grants) g where g ->> 'role' in ('HEAD', 'DISTRICT_COUNCILLOR'));
    if exists (select from org_unit u where u.tenant_id = me.tenant_id and u.parent_id = any (overseen)) then
      with recursive below as (
        select unnest(overseen) as unit_id
        union
        select u.id from org_unit u join below b on u.parent_id = b.unit_id and u.tenant_id = me.tenant_id
      )
      select array_agg(distinct unit_id) into seen
      from (select unnest(seen) as unit_id union select unit_id from below) units;
    end if;
  end if;

  noted := set_config('app.units', coalesce(seen, '{}')::text, true) || set_config('app.admin', administers::text, true);
  return jsonb_build_object('personId', me.id, 'tenantId', me.tenant_id, 'name', me.name, 'username', me.username,
    'isAdmin', administers, 'grants', own_grants, 'unitIds', to_jsonb(coalesce(seen, '{}')));
end
$$`;

// The order of the locks is the same everywhere: the project, the calendar of its house, its history, the run. What is read was
// committed before the locks were had, or is read after. `held_as` is said only to who sees the whole file.
// Beside `app.begin_command`, which the release before still calls while a house updates (docs/adr/0065).
const OPEN_COMMAND = `create function app.open_command(token_issuer text, token_subject text, lock_authority boolean,
  command_key uuid, held_kind text, held_id uuid,
  out actor jsonb, out stored_hash bytea, out stored_response json, out held_run uuid, out held_task json, out moment timestamptz,
  out held_as json)
language plpgsql volatile as $$
declare
  me uuid;
  its_project uuid;
  its_tenant uuid;
  written_by_project xid;
  written_by_chain xid;
  written_by_run xid;
  its_head bytea;
  valid_version int;
  noted text;
begin
  -- A command's statements have names and are carried out often: their general plan is as good as the first five special ones.
  noted := set_config('plan_cache_mode', 'force_generic_plan', true);
  actor := app.enter(token_issuer, token_subject, lock_authority);
  if actor is not null then
    me := app.person_id();
    -- Two with the same key come one after the other; the second finds the answer of the first.
    noted := (pg_advisory_xact_lock(hashtextextended(concat('idempotency:', me, ':', command_key), 0)) is null)::text;
    select i.request_hash, i.response into stored_hash, stored_response from idempotency i
    where i.actor = me and i.key = command_key;
    if stored_hash is null then
      if held_kind = 'project' then
        its_project := held_id;
      elsif held_kind = 'run' then
        held_run := held_id;
        select r.project_id into its_project from run r where r.id = held_id;
      elsif held_kind = 'task' then
        select t.run_id, t.project_id, json_build_object('id', t.id, 'stepId', t.step_id, 'seatId', t.seat_id)
        into held_run, its_project, held_task
        from task t where t.id = held_id and t.run_id is not null;
      end if;
      if its_project is not null then
        select p.tenant_id, p.xmin into its_tenant, written_by_project from project p where p.id = its_project for no key update;
      end if;
      if its_tenant is not null then
        noted := (pg_advisory_xact_lock_shared(hashtextextended('calendar:' || its_tenant::text, 0)) is null)::text;
        select c.xmin, c.head_hash into written_by_chain, its_head from audit_chain c
        where c.tenant_id = its_tenant and c.chain = its_project for no key update;
        noted := set_config('app.held_project', case when app.sees_file(its_project) then its_project::text else '' end, true);
      end if;
      if held_run is not null then
        select r.xmin, (select max(v.version) from procedure_version v
          where v.tenant_id = r.procedure_tenant_id and v.procedure_id = r.procedure_id)
        into written_by_run, valid_version
        from run r where r.id = held_run for update;
        if written_by_run = written_by_project and written_by_run = written_by_chain and app.held_project() is not null then
          held_as := json_build_object('writtenBy', written_by_run::text, 'head', encode(its_head, 'hex'),
            'knownRevision', app.known_revision(), 'procedureValidVersion', valid_version);
        end if;
      end if;
    end if;
  end if;
  moment := app.now();
end
$$`;

const RIGHTS = [`revoke all on ${SIGNATURE} from public`, `grant execute on ${SIGNATURE} to app_api`];
