import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Before PostgreSQL deletes a row it asks each table that may name it. Where no index begins with that name it goes through all rows
 * of the tenant, for every document, run and task of the project that is deleted: in a grown house no piece of a deletion ended in time.
 */
export class WhatIsDeletedIsNamedByFew1798800000000 implements MigrationInterface {
  name = 'WhatIsDeletedIsNamedByFew1798800000000';
  /** Indexes are made beside those who work. */
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

const UP = [
  'create index concurrently if not exists run_of_document on run (document_id)',
  'create index concurrently if not exists document_replaced_by_other on document (replaced_by_id) where replaced_by_id is not null',
  'create index concurrently if not exists document_link_of_document on document_link (document_id)',
  'create index concurrently if not exists resolution_of_document on resolution (document_id) where document_id is not null',
  'create index concurrently if not exists procedure_migration_run_of_run on procedure_migration_run (run_id)',
  'create index concurrently if not exists note_question_of_assignment on note_question (assignment_id)',
  'create index concurrently if not exists milestone_of_phase on milestone (phase_id) where phase_id is not null',
];

const DOWN = [
  'drop index concurrently milestone_of_phase',
  'drop index concurrently note_question_of_assignment',
  'drop index concurrently procedure_migration_run_of_run',
  'drop index concurrently resolution_of_document',
  'drop index concurrently document_link_of_document',
  'drop index concurrently document_replaced_by_other',
  'drop index concurrently run_of_document',
];
