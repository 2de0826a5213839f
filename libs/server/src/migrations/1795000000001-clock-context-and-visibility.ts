import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The functions on which row level security stands: clock, context of the transaction, who sees a project. */
export class ClockContextAndVisibility1795000000001 implements MigrationInterface {
  name = 'ClockContextAndVisibility1795000000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create schema if not exists app');
    await queryRunner.query(FUNCTIONS);
    await queryRunner.query('revoke all on all functions in schema app from public');
    await queryRunner.query('revoke create on schema public from public');
    await queryRunner.query('grant usage on schema app, public to app_api, app_worker');
    await queryRunner.query('grant execute on all functions in schema app to app_api, app_worker');
    await queryRunner.query(
      'revoke execute on function app.enter(text, text, boolean), app.grants_of(uuid, boolean), app.is_stored(text) from app_worker',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop schema app cascade');
  }
}

// No context means no rows: every accessor gives null where nothing was set in this transaction.
const FUNCTIONS = `
create function app.now() returns timestamptz language sql volatile security definer set search_path = public, pg_temp as $$
  select date_trunc('milliseconds', clock_timestamp()
    + coalesce((select shift_ms from test_clock where id = 1), 0) * interval '1 millisecond')
$$;

create function app.person_id() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('app.person', true), '')::uuid
$$;
create function app.tenant_id() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('app.tenant', true), '')::uuid
$$;
create function app.unit_ids() returns uuid[] language sql stable parallel safe as $$
  select nullif(current_setting('app.units', true), '')::uuid[]
$$;
create function app.is_admin() returns boolean language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('app.admin', true), '')::boolean, false)
$$;
create function app.served_project() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('app.served_project', true), '')::uuid
$$;
create function app.has_context() returns boolean language sql stable parallel safe as $$
  select app.person_id() is not null or app.served_project() is not null
$$;

-- The one relation that decides who sees a project: an active row of project_party with one of my units.
create function app.sees_project(project uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select 1 from project_party p
    where p.project_id = project and p."until" is null and p.unit_id = any (app.unit_ids())
  )
$$;

-- Every authority that a person holds now, own ones and those of people whom they deputise for. With lock_authority all
-- that it rests on stays locked until the commit: nobody loses an authority in the middle of using it.
create function app.grants_of(acting uuid, lock_authority boolean) returns jsonb
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
    perform 1 from deputation d where d.deputy_id = acting for share;
  end if;
  select coalesce(array_agg(d.principal_id), '{}') into principals from deputation d where d.deputy_id = acting;
  if lock_authority then
    perform 1 from person p where p.id = any (principals || acting) for share;
    perform 1 from membership m where m.person_id = any (principals || acting) for share;
  end if;
  -- The clock is read after the locks were waited for: an authority is judged at the instant of its use.
  moment := app.now();
  select coalesce(jsonb_agg(jsonb_build_object('unitId', g.unit_id, 'role', g.role, 'capacity', g.capacity,
      'principalCapacity', g.principal_capacity, 'onBehalfOf', g.principal_id, 'onBehalfOfName', g.principal_name)
      order by case g.capacity when 'HEAD' then 0 when 'DEPUTY' then 1 else 2 end, g.unit_id, g.principal_id), '[]')
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
$$;

-- Loads the person behind a verified token and sets the context of this transaction, in one round trip.
create function app.enter(token_issuer text, token_subject text, lock_authority boolean) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  me person%rowtype;
  own_grants jsonb;
  seen uuid[];
  administers boolean;
begin
  perform set_config('app.person', '', true), set_config('app.tenant', '', true), set_config('app.units', '', true),
    set_config('app.admin', '', true), set_config('app.served_project', '', true);
  if lock_authority then
    select * into me from person where issuer = token_issuer and subject = token_subject and disabled_at is null for share;
  else
    select * into me from person where issuer = token_issuer and subject = token_subject and disabled_at is null;
  end if;
  if me.id is null then
    return null;
  end if;
  perform set_config('app.person', me.id::text, true), set_config('app.tenant', me.tenant_id::text, true);
  own_grants := app.grants_of(me.id, lock_authority);
  select coalesce(bool_or(g ->> 'role' = 'ADMIN' and g ->> 'onBehalfOf' is null), false) into administers
  from jsonb_array_elements(own_grants) g;

  -- Administrators see configuration, not content; heads see their unit and those below.
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

  perform set_config('app.units', coalesce(seen, '{}')::text, true), set_config('app.admin', administers::text, true);
  return jsonb_build_object('personId', me.id, 'tenantId', me.tenant_id, 'name', me.name, 'username', me.username,
    'isAdmin', administers, 'grants', own_grants, 'unitIds', to_jsonb(coalesce(seen, '{}')));
end
$$;

-- Whether a kept file belongs to a version, whoever asks: it must not be taken away because the asker has lost sight of it.
create function app.is_stored(key text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from document_version where storage_key = key)
$$;
`;
