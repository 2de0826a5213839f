import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A step of a called procedure, or one that the lead has put in, is read with what it belongs to. */
export class RunningStepsHaveTheirScope1797820000000 implements MigrationInterface {
  name = 'RunningStepsHaveTheirScope1797820000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [DROP, functionOf(', scopes jsonb, inserted jsonb', PLACES, SCOPED), ...RIGHTS])
      await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [DROP, functionOf('', FORMER, ''), ...RIGHTS]) await queryRunner.query(statement);
  }
}

const DROP = 'drop function app.running_steps()';

/** Whoever keeps the calendar learns which Fristen run, not what is decided. */
const SCOPED = `, (
    select coalesce(jsonb_agg(scope - 'facts' order by place), '[]')
    from jsonb_array_elements(r.state -> 'scopes') with ordinality as scopes(scope, place)
  ), (
    select coalesce(jsonb_agg(node - 'name' order by place), '[]')
    from jsonb_array_elements(r.state -> 'inserted') with ordinality as nodes(node, place)
  )`;
const PLACES = `
      when 'task' then s - array['owner', 'ownerSince', 'result']
      else case when s ? 'places' then jsonb_set(s - 'result', '{places}', (
        select coalesce(jsonb_agg(place - array['by', 'words', 'result', 'owner', 'ownerSince'] order by number), '[]')
        from jsonb_array_elements(s -> 'places') with ordinality as places(place, number)))
      else s end`;

const FORMER = `
      else s - array['owner', 'ownerSince']`;

const functionOf = (columns: string, others: string, values: string): string => `
create function app.running_steps()
returns table (project_id uuid, run_id uuid, procedure_id uuid, procedure_version int, steps jsonb${columns})
language sql stable security definer set search_path = public, pg_temp as $$
  select r.project_id, r.id, r.procedure_id, r.procedure_version, (
    select coalesce(jsonb_agg(case s ->> 'type'
      when 'coSignatureRound' then jsonb_set(s, '{round,seats}', (
        select coalesce(jsonb_agg(seat - array['answers', 'dissent', 'owner', 'ownerSince'] order by place), '[]')
        from jsonb_array_elements(s -> 'round' -> 'seats') with ordinality as seats(seat, place)))
      when 'finalSignature' then jsonb_set(s, '{signers}', (
        select coalesce(jsonb_agg(signer - array['by', 'words', 'owner', 'ownerSince', 'acknowledged'] order by place), '[]')
        from jsonb_array_elements(s -> 'signers') with ordinality as signers(signer, place)))${others} end order by number), '[]')
    from jsonb_array_elements(r.state -> 'steps') with ordinality as steps(s, number) where (s ->> 'open')::boolean)${values}
  from run r
  where r.tenant_id = app.tenant_id() and app.is_admin() and r.status = 'running'
$$`;

const RIGHTS = [
  'revoke all on function app.running_steps() from public',
  'grant execute on function app.running_steps() to app_api',
];
