import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A unit with an open or done task is a party of its project for as long as the task is so (followAddressees), hence
 * one of my units on such a row says what `app.sees_project` would say, without asking that function for each row: the
 * capped count of an inbox looks at a thousand of them.
 */
export class CheaperWallOfTheInbox1796000000000 implements MigrationInterface {
  name = 'CheaperWallOfTheInbox1796000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`alter policy seen on task using (
      (status in ('open', 'done') and unit_id = any ((select app.unit_ids())::uuid[])) or app.sees_project(project_id))`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter policy seen on task using (app.sees_project(project_id))');
  }
}
