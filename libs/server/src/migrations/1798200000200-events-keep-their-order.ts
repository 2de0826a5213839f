import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Events of a project reach a target in the order of its history (docs/adr/0083). */
export class EventsKeepTheirOrder1798200000200 implements MigrationInterface {
  name = 'EventsKeepTheirOrder1798200000200';
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
  // Deliveries that are there already, and those of the release before, belong to no row: they wait for nobody.
  'alter table webhook_delivery add if not exists project_id uuid',
  'alter table webhook_delivery add if not exists sequence bigint',
  `create index concurrently if not exists webhook_delivery_row on webhook_delivery (webhook_id, project_id, sequence)
     where state in ('queued', 'sending')`,
  `create index concurrently if not exists work_item_announcing on work_item (dedupe_key)
     where kind = 'announceEvents' and state = 'ready'`,
];

const DOWN = [
  'drop index work_item_announcing',
  'drop index webhook_delivery_row',
  'alter table webhook_delivery drop column sequence, drop column project_id',
];
