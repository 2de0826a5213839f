import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Each statement of a function sees what has been committed by then; what was read before a lock was waited for may be of yesterday:
 * - `app.start_command` said that an actor rests on the houses as they were after its locks, though it had read their units before: a head
 *   went on seeing what a reorganisation had taken away, for as long as the process knew that actor; and an office that ended
 *   meanwhile still counted for that command.
 * - `app.follow_units` counted the Ressorts of a project before it waited for somebody who was adding a participant, and wrote them over
 *   theirs; and it counted units that merely have a task, which `keepReach` does not.
 * - `app.erase_exports` did not see a piece that had begun while it waited, and its bytes would have stayed.
 */
export class WhatIsLockedIsReadAgain1798830000000 implements MigrationInterface {
  name = 'WhatIsLockedIsReadAgain1798830000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [START_COMMAND, FOLLOW_UNITS, RIGHT_DEPARTMENTS, ERASE_EXPORTS])
      await queryRunner.query(statement);
  }

  /** The functions do no harm to the schema before. */
  async down(): Promise<void> {}
}

const AUTHORITY = 1_635_087_464;
const REVISIONS = (places: string): string =>
  `(select string_agg(a.revision::text, ' ' order by a.place) from authority_revision a where a.place = any (${places}))`;
const HOUSES = `(select md5(string_agg(t.revision::text, ' ' order by t.id)) from tenant t)`;
const CONTEXT = `noted := set_config('app.person', known_person::text, true) || set_config('app.tenant', known_tenant::text, true)
      || set_config('app.units', known_units::text, true) || set_config('app.admin', known_admin::text, true)
      || set_config('app.served_project', '', true) || set_config('app.held_project', '', true);`;
const KNOWN = `known_person uuid, known_tenant uuid, known_units uuid[], known_admin boolean, known_places int[], known_authority text,
  known_houses text, known_from timestamptz, known_until timestamptz`;

// As it was before, but for what an actor rests on who was not known.
const START_COMMAND = `
create or replace function app.start_command(token_issuer text, token_subject text, ${KNOWN}, command_key uuid, held_kind text, held_id uuid,
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
      noted := (pg_advisory_xact_lock_shared(${AUTHORITY}, its_place) is null)::text;
    end loop;
    is_known := known_authority = ${REVISIONS('known_places')};
  end if;
  if is_known then
    ${CONTEXT}
  else
    select e.* into actor, rests_on, authority, houses, actor_from, actor_until from app.enter_anew(token_issuer, token_subject, true) e;
    known_houses := houses;
    known_from := actor_from;
    known_until := actor_until;
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
  -- Who they are rests on the houses and on the instant, and locks may have been waited for.
  if houses <> known_houses or not (moment >= known_from and moment < known_until) then
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
$$`;

/** The Ressorts that lead or take part now, of all projects in which one of these units does. */
const NOW_THERE = `(
    select y.project_id, array(
      select distinct u.department from project_party a join org_unit u on u.tenant_id = a.unit_tenant_id and u.id = a.unit_id
      where a.project_id = y.project_id and a."until" is null and a.role not in ('ADDRESSEE', 'ASSIGNEE') and u.department is not null
      order by 1) as departments
    from project_party y
    where y.unit_tenant_id = app.tenant_id() and y.unit_id = any (units) and y."until" is null and y.role not in ('ADDRESSEE', 'ASSIGNEE')
    group by y.project_id
  ) now_there`;

const FOLLOW_UNITS = `
create or replace function app.follow_units(units uuid[]) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  -- Administrators see no project: they have the Ressorts of those kept in which units of their house lead or take part.
  if not app.is_admin() then
    return;
  end if;
  -- Whoever is changing one of them is waited for, and then counted with the rest.
  perform from project p join ${NOW_THERE} on now_there.project_id = p.id
  where p.departments <> now_there.departments order by p.id for no key update of p;
  update project p set departments = now_there.departments from ${NOW_THERE}
  where p.id = now_there.project_id and p.departments <> now_there.departments;
end
$$`;

// Of those that were counted wrongly before.
const RIGHT_DEPARTMENTS = `
-- allowed: many-rows-in-one-go, because few projects have a unit with a task alone that was changed meanwhile
update project p set departments = now_there.departments
from (
  select a.project_id, array_agg(distinct u.department order by u.department) as departments
  from project_party a join org_unit u on u.tenant_id = a.unit_tenant_id and u.id = a.unit_id
  where a."until" is null and a.role not in ('ADDRESSEE', 'ASSIGNEE') and u.department is not null
  group by a.project_id
) now_there
where p.id = now_there.project_id and p.departments <> now_there.departments`;

const ERASE_EXPORTS = `
create or replace function app.erase_exports(of_project uuid, keys text[]) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  removed int;
begin
  if not exists (select 1 from project_deletion d where d.project_id = of_project and d.state = 'running') then
    raise exception 'nobody has released the deletion of project %', of_project;
  end if;
  -- Whoever is beginning a piece of one is waited for.
  perform from export_job j where exists (
    select 1 from export_piece h where h.tenant_id = j.tenant_id and h.export_id = j.id and h.project_id = of_project
  ) order by j.id for update;
  delete from export_job j where exists (
    select 1 from export_piece h where h.tenant_id = j.tenant_id and h.export_id = j.id and h.project_id = of_project
  ) and not exists (
    select 1 from export_piece p where p.tenant_id = j.tenant_id and p.export_id = j.id
      and p.storage_key is not null and p.storage_key <> all (keys));
  get diagnostics removed = row_count;
  return removed;
end
$$`;
