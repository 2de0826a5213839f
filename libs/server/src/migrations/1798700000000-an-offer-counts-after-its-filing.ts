import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the archive said before a project was opened again holds no more once the project is put away anew (docs/adr/0080). */
export class AnOfferCountsAfterItsFiling1798700000000 implements MigrationInterface {
  name = 'AnOfferCountsAfterItsFiling1798700000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [DUE_PROJECTS, RELEASE]) await queryRunner.query(statement);
  }

  /** The functions do no harm to the schema before. */
  async down(): Promise<void> {
    return;
  }
}

// As before, but for the instant of the offer.
const DUE_PROJECTS = `
create or replace function app.due_projects(today date, most int) returns table (project_id uuid, reference text, kind jsonb, lead_unit text,
  opened_on date, closed_on date, retain_until date, basis text, archive text, answer text, offered_on date, deletable_on date, holds int)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.reference, k.name, u.name, (p.created_at at time zone 'Europe/Berlin')::date, (p.closed_at at time zone 'Europe/Berlin')::date,
    p.retain_until, coalesce(o.basis, ''), coalesce(o.archive, ''), o.answer, (o.offered_at at time zone 'Europe/Berlin')::date, o.deletable_on,
    (select count(*)::int from legal_hold h where h.tenant_id = p.tenant_id and h.project_id = p.id and h.lifted_at is null)
  from project p
  join project_kind k on k.tenant_id = p.tenant_id and k.id = p.kind_id
  join project_party l on l.project_id = p.id and l.role = 'LEAD' and l."until" is null
  join org_unit u on u.tenant_id = l.unit_tenant_id and u.id = l.unit_id
  left join archive_offer o on o.tenant_id = p.tenant_id and o.project_id = p.id and o.offered_at >= p.filed_at
  where p.tenant_id = app.tenant_id() and app.is_admin() and p.state = 'closed' and p.retain_until < today
    and not exists (select 1 from project_deletion d where d.tenant_id = p.tenant_id and d.project_id = p.id and d.state <> 'stopped')
  order by p.retain_until, p.reference limit most
$$`;

const RELEASE = `
create or replace function app.release_deletion(of_project uuid, today date, moment timestamptz, begins timestamptz, by_person uuid, by_name text)
returns text language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  p record;
  o record;
begin
  if not app.is_admin() then return 'notFound'; end if;
  select * into p from project where id = of_project and tenant_id = app.tenant_id() for update;
  if not found then return 'notFound'; end if;
  if p.state <> 'closed' or p.retain_until is null or p.retain_until >= today then return 'retentionRuns'; end if;
  if exists (select 1 from legal_hold h where h.project_id = of_project and h.lifted_at is null) then return 'deletionHeld'; end if;
  select * into o from archive_offer where tenant_id = p.tenant_id and project_id = of_project and offered_at >= p.filed_at;
  if not found or o.answer is null then return 'archiveNotAsked'; end if;
  if o.deletable_on > today then return 'deletionWaits'; end if;
  if by_person in (o.offered_by, o.answered_by) then return 'deletionSecondPerson'; end if;
  insert into project_deletion as d (tenant_id, project_id, reference, kind, opened_on, closed_on, retain_until, basis, archive, answer,
    state, released_at, released_by, released_by_name, begins_at)
  select p.tenant_id, of_project, p.reference, k.name, (p.created_at at time zone 'Europe/Berlin')::date,
    (p.closed_at at time zone 'Europe/Berlin')::date, p.retain_until, o.basis, o.archive, o.answer, 'released', moment, by_person, by_name, begins
  from project_kind k where k.tenant_id = p.tenant_id and k.id = p.kind_id
  on conflict (tenant_id, project_id) do update set state = 'released', basis = excluded.basis, archive = excluded.archive,
    answer = excluded.answer, retain_until = excluded.retain_until, closed_on = excluded.closed_on, released_at = excluded.released_at,
    released_by = excluded.released_by, released_by_name = excluded.released_by_name, begins_at = excluded.begins_at,
    stopped_because = null, stopped_by_name = null
  where d.state = 'stopped';
  if not found then return 'deletionReleased'; end if;
  return 'released';
end
$$`;
