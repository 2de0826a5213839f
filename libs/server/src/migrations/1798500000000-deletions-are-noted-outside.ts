import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was deleted is known outside of the database, too, before anything is erased (docs/adr/0086). */
export class DeletionsAreNotedOutside1798500000000 implements MigrationInterface {
  name = 'DeletionsAreNotedOutside1798500000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table project_deletion add column noted_at timestamptz(3)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table project_deletion drop column noted_at');
  }
}
