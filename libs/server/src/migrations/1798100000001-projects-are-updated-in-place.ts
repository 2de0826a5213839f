import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The order of projects by their last change, without an index on the instant that every command writes: the index knows the
 * day, which changes once a day, and few are sorted within it (docs/adr/0066).
 */
export class ProjectsAreUpdatedInPlace1798100000001 implements MigrationInterface {
  name = 'ProjectsAreUpdatedInPlace1798100000001';
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
  // Projects that are there already get this day without a row being written: none has changed after it, and those of one day
  // are sorted by the instant.
  `do $$
   begin
     if not exists (select from information_schema.columns where table_schema = 'public' and table_name = 'project' and column_name = 'changed_on') then
       execute format('alter table project add changed_on date not null default %L', (clock_timestamp() at time zone 'UTC')::date);
     end if;
   end
   $$`,
  `alter table project alter column changed_on set default '-infinity'`,
  `create or replace function app.note_the_day_of_a_change() returns trigger language plpgsql as $$
  begin
    new.changed_on := (new.updated_at at time zone 'UTC')::date;
    return new;
  end
  $$`,
  'revoke all on function app.note_the_day_of_a_change() from public',
  // Whoever writes the instant, also the release before: the day follows.
  `create or replace trigger day before insert or update of updated_at on project for each row
   when ((new.updated_at at time zone 'UTC')::date > new.changed_on) execute function app.note_the_day_of_a_change()`,
  'create index concurrently if not exists project_by_change on project (changed_on)',
  'drop index concurrently if exists "IDX_93b3df865f902c3c3966ddd069"',
  'alter table project set (fillfactor = 75)',
];

const DOWN = [
  'alter table project reset (fillfactor)',
  'create index concurrently "IDX_93b3df865f902c3c3966ddd069" on project (updated_at, id)',
  'drop trigger day on project',
  'drop function app.note_the_day_of_a_change()',
  'alter table project drop column changed_on',
];
