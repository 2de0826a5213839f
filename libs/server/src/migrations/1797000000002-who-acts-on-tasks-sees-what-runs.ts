import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where a project stands is gathered from its running procedures and its open tasks, by whoever's command moves one of them:
 * a unit that only has a task must not count the procedures that it does not see as none (docs/adr/0021, 0028).
 */
export class WhoActsOnTasksSeesWhatRuns1797000000002 implements MigrationInterface {
  name = 'WhoActsOnTasksSeesWhatRuns1797000000002';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'alter policy seen on run using (app.sees_file(project_id) or project_id = app.acted_project())',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter policy seen on run using (app.sees_file(project_id))');
  }
}
