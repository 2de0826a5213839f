import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Of tables that nobody has counted yet PostgreSQL believes an index whose first columns are those of a key as good as the key's own, and keeps
 * the plan with which it checks foreign keys: for each row that was written it went through all projects of the tenant. Indexes
 * that serve something else begin with what is theirs alone.
 */
export class KeysAreFoundFromTheFirstDay1798400000000 implements MigrationInterface {
  name = 'KeysAreFoundFromTheFirstDay1798400000000';
  /** Indexes are made and dropped beside those who work. */
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

const UP = [
  'create unique index concurrently if not exists project_by_reference on project (reference, tenant_id)',
  'drop index concurrently if exists "IDX_6848cce96a726a22e457b10608"',
  'create index concurrently if not exists project_of_kind on project (kind_id, tenant_id)',
  'drop index concurrently if exists project_by_kind',
  'create unique index concurrently if not exists project_kind_by_code on project_kind (code, tenant_id)',
  'drop index concurrently if exists project_kind_code',
  'create index concurrently if not exists area_unit_children on area_unit (parent_key, edition, key)',
  'drop index concurrently if exists "IDX_a2df2202dedb70ead3a7192b14"',
  'create index concurrently if not exists procedure_migration_by_date on procedure_migration (procedure_id, tenant_id, created_at)',
  'drop index concurrently if exists "IDX_943054421f865a019f61d40e3a"',
];

const DOWN = [
  'create index concurrently "IDX_943054421f865a019f61d40e3a" on procedure_migration (tenant_id, procedure_id, created_at)',
  'drop index concurrently procedure_migration_by_date',
  'create index concurrently "IDX_a2df2202dedb70ead3a7192b14" on area_unit (edition, parent_key, key)',
  'drop index concurrently area_unit_children',
  'create unique index concurrently project_kind_code on project_kind (tenant_id, code)',
  'drop index concurrently project_kind_by_code',
  'create index concurrently project_by_kind on project (tenant_id, kind_id)',
  'drop index concurrently project_of_kind',
  'create unique index concurrently "IDX_6848cce96a726a22e457b10608" on project (tenant_id, reference)',
  'drop index concurrently project_by_reference',
];
