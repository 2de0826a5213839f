import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A run that begins is written once, with everything that its start brings; a signal among it is thrown before the run has a row.
 * The function that goes by the row stays for the release before, and may go with the next release.
 */
export class AStartMayThrowASignal1798600000200 implements MigrationInterface {
  name = 'AStartMayThrowASignal1798600000200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(RUNS_WAITING);
    await queryRunner.query(`revoke all on function ${SIGNATURE} from public`);
    await queryRunner.query(`grant execute on function ${SIGNATURE} to app_api, app_worker`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`drop function ${SIGNATURE}`);
  }
}

const SIGNATURE = 'app.runs_waiting_for(uuid, uuid, text)';
const RUNS_WAITING = `create function app.runs_waiting_for(in_project uuid, thrower uuid, signal text)
  returns table (project_id uuid, run_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
    select r.project_id, r.id from run r
    where r.tenant_id = (select p.tenant_id from project p where p.id = in_project) and r.id <> thrower
      and r.status = 'running' and r.waits_for_signal
      and r.state -> 'subscriptions' @> jsonb_build_array(jsonb_build_object('kind', 'signal', 'name', signal))
    order by r.id
  $$`;
