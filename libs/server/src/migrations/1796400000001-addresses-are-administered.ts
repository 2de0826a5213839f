import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Administrators keep the mail addresses of their people. */
export class AddressesAreAdministered1796400000001 implements MigrationInterface {
  name = 'AddressesAreAdministered1796400000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('grant insert (email), update (email) on person to app_api');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('revoke insert (email), update (email) on person from app_api');
  }
}
