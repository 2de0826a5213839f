import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of tasks beside each other none can be told by its unit or its seat, so that a mail was about the newest of them. */
export class ANotificationKnowsItsStep1798780000000 implements MigrationInterface {
  name = 'ANotificationKnowsItsStep1798780000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "notification" ADD "step_id" text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "notification" DROP COLUMN "step_id"');
  }
}
