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
    await queryRunner.query('revoke execute on function app.enter(text, text, boolean) from app_worker');
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

-- Loads the person behind a verified token and sets the context of this transaction, in one round trip.
-- With lock_authority the grants stay locked until the commit: nobody loses an authority in the middle of using it.
create function app.enter(token_issuer text, token_subject text, lock_authority boolean) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  me person%rowtype;
  moment timestamptz := app.now();
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
  if lock_authority then
    perform 1 from membership m
      where m.tenant_id = me.tenant_id
        and (m.person_id = me.id or m.person_id in (select d.principal_id from deputation d where d.tenant_id = me.tenant_id and d.deputy_id = me.id))
      for share;
    perform 1 from deputation d where d.tenant_id = me.tenant_id and d.deputy_id = me.id for share;
  end if;

  select
    coalesce(jsonb_agg(jsonb_build_object('unitId', g.unit_id, 'role', g.role, 'capacity', g.capacity,
      'onBehalfOf', g.principal_id, 'onBehalfOfName', g.principal_name)
      order by case g.capacity when 'HEAD' then 0 when 'DEPUTY' then 1 else 2 end, g.unit_id), '[]'),
    coalesce(bool_or(g.role = 'ADMIN' and g.principal_id is null), false)
  into own_grants, administers
  from (
    select m.unit_id, m.role, m.capacity, null::uuid as principal_id, null::text as principal_name
    from membership m
    where m.tenant_id = me.tenant_id and m.person_id = me.id
      and m.valid_from <= moment and (m.valid_to is null or m.valid_to > moment)
    union all
    select m.unit_id, m.role, 'DEPUTY', p.id, p.name
    from deputation d
    join person p on p.tenant_id = d.tenant_id and p.id = d.principal_id
    join membership m on m.tenant_id = d.tenant_id and m.person_id = d.principal_id
    where d.tenant_id = me.tenant_id and d.deputy_id = me.id
      and d.valid_from <= moment and d.valid_to > moment
      and m.valid_from <= moment and (m.valid_to is null or m.valid_to > moment) and m.role <> 'ADMIN'
  ) g;

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

  perform set_config('app.person', me.id::text, true), set_config('app.tenant', me.tenant_id::text, true),
    set_config('app.units', coalesce(seen, '{}')::text, true), set_config('app.admin', administers::text, true);
  return jsonb_build_object('personId', me.id, 'tenantId', me.tenant_id, 'name', me.name, 'username', me.username,
    'isAdmin', administers, 'grants', own_grants, 'unitIds', to_jsonb(coalesce(seen, '{}')));
end
$$;
`;
