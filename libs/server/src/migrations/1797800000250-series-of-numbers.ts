import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Series of numbers of a house, e.g. of its board's papers. Only the worker counts on, in the transaction in which the run
 * goes on: what is rolled back gives its number back.
 */
export class SeriesOfNumbers1797800000250 implements MigrationInterface {
  name = 'SeriesOfNumbers1797800000250';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "number_series"');
  }
}

const STATEMENTS = [
  `CREATE TABLE "number_series" ("tenant_id" uuid NOT NULL, "series" text NOT NULL, "last" integer NOT NULL,
    CONSTRAINT "PK_number_series" PRIMARY KEY ("tenant_id", "series"))`,
  'ALTER TABLE "number_series" ADD CONSTRAINT "FK_number_series_tenant" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'alter table number_series enable row level security',
  'alter table number_series force row level security',
  'create policy owner on number_series to app_owner using (true) with check (true)',
  'grant select on number_series to app_api',
  'grant select, insert, update on number_series to app_worker',
  `create policy served on number_series to app_worker
    using (tenant_id = (select p.tenant_id from project p where p.id = app.served_project()))`,
];
