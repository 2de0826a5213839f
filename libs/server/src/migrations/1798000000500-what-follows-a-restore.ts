import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A restore from the backup begins a new epoch. Work remembers the epoch that caused it, so that nothing leaves the house
 * a second time (docs/adr/0064).
 */
export class WhatFollowsARestore1798000000500 implements MigrationInterface {
  name = 'WhatFollowsARestore1798000000500';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

const UP = [
  `create table epoch ("number" int not null, "began_at" timestamptz(3) not null, "reason" text not null,
     constraint "PK_epoch" primary key ("number"))`,
  `insert into epoch ("number", began_at, reason) values (1, app.now(), 'installation')`,
  'grant select on epoch to app_api, app_worker',
  `create function app.epoch() returns int language plpgsql stable set search_path = public, pg_temp as $$
begin
  return coalesce((select max("number") from epoch), 1);
end
$$`,
  // What work of an older epoch causes is of that epoch too; who executes it says so in its transaction.
  `create function app.work_epoch() returns int language plpgsql stable as $$
begin
  return coalesce(nullif(current_setting('app.work_epoch', true), '')::int, app.epoch());
end
$$`,
  'revoke all on function app.epoch(), app.work_epoch() from public',
  'grant execute on function app.epoch(), app.work_epoch() to app_api, app_worker',
  `-- allowed: adding-field-with-default, because the default is stable, so the table is not written anew
   alter table work_item add column epoch int not null default app.work_epoch()`,
];

const DOWN = [
  'alter table work_item drop column epoch',
  'drop function app.work_epoch()',
  'drop function app.epoch()',
  'drop table epoch',
];
