import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A signal reaches every run of the house that waits for it, whoever may see them. */
export class SignalsReachOtherRuns1797900000100 implements MigrationInterface {
  name = 'SignalsReachOtherRuns1797900000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function app.runs_waiting_for(uuid, text)');
    await queryRunner.query('drop index run_waiting_for_signal');
  }
}

const WAITS = `status = 'running' and jsonb_path_exists(state, '$.subscriptions[*] ? (@.kind == "signal")')`;

const STATEMENTS = [
  // Few runs wait for a signal: the index holds them alone.
  `create index run_waiting_for_signal on run (tenant_id) where ${WAITS}`,
  `create function app.runs_waiting_for(thrower uuid, signal text)
   returns table (project_id uuid, run_id uuid)
   language sql stable security definer set search_path = public, pg_temp as $$
     select r.project_id, r.id from run r
     where r.tenant_id = (select tenant_id from run where id = thrower) and r.id <> thrower and ${WAITS}
       and r.state -> 'subscriptions' @> jsonb_build_array(jsonb_build_object('kind', 'signal', 'name', signal))
     order by r.id
   $$`,
  'revoke all on function app.runs_waiting_for(uuid, text) from public',
  'grant execute on function app.runs_waiting_for(uuid, text) to app_api, app_worker',
];
