import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Few runs wait for a worker outside: the index holds them alone. */
export class WorkIsFoundByItsTopic1797900000101 implements MigrationInterface {
  name = 'WorkIsFoundByItsTopic1797900000101';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `create index run_waiting_for_work on run (tenant_id)
       where status = 'running' and jsonb_path_exists(state, '$.steps[*] ? (@.open == true && exists (@.topic))')`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index run_waiting_for_work');
  }
}
