import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a house looks like has a number, so that units, names and closed days are kept in memory for as long as they are true
 * (docs/adr/0039). A number is never given twice, not even after a rollback.
 */
export class AHouseHasARevision1797800000001 implements MigrationInterface {
  name = 'AHouseHasARevision1797800000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "tenant" ADD "revision" bigint NOT NULL DEFAULT 0');
    await queryRunner.query('create sequence house_revision');
    for (const [name, tenants] of Object.entries(CHANGES)) await queryRunner.query(changeFunction(name, tenants));
    for (const [table, event, name] of TRIGGERS) await queryRunner.query(trigger(table, event, name));
    for (const statement of READING) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function app.known_revision()');
    for (const [table, event] of TRIGGERS) await queryRunner.query(`drop trigger ${triggerName(event)} on ${table}`);
    for (const name of Object.keys(CHANGES)) await queryRunner.query(`drop function app.${name}()`);
    await queryRunner.query('drop sequence house_revision');
    await queryRunner.query('ALTER TABLE "tenant" DROP COLUMN "revision"');
  }
}

type Event = 'insert' | 'update' | 'delete';

/** Which tenants a change makes others of; a person's settings are none of it. Set against set, so that an import stays quick. */
const CHANGES = {
  house_has_changed: 'id in (select c.tenant_id from changed c)',
  names_have_changed:
    'id in (select d.tenant_id from (select tenant_id, id, name from changed except select tenant_id, id, name from former) d)',
  holidays_have_changed: 'state in (select c.state from changed c)',
} as const;

const EVENTS: Event[] = ['insert', 'update', 'delete'];

const TRIGGERS: [table: string, event: Event, name: keyof typeof CHANGES][] = [
  ...EVENTS.map((event) => ['org_unit', event, 'house_has_changed'] as [string, Event, keyof typeof CHANGES]),
  ...EVENTS.map((event) => ['house_day', event, 'house_has_changed'] as [string, Event, keyof typeof CHANGES]),
  ...EVENTS.map((event) => ['holiday', event, 'holidays_have_changed'] as [string, Event, keyof typeof CHANGES]),
  ['person', 'insert', 'house_has_changed'],
  ['person', 'update', 'names_have_changed'],
];

const changeFunction = (name: string, tenants: string): string => `create function app.${name}() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tenant set revision = nextval('house_revision') where ${tenants};
  return null;
end
$$`;

const triggerName = (event: Event): string => `revision_after_${event}`;

const trigger = (table: string, event: Event, name: string): string => {
  const rows = {
    insert: 'new table as changed',
    update: 'old table as former new table as changed',
    delete: 'old table as changed',
  }[event];
  return `create trigger ${triggerName(event)} after ${event} on ${table} referencing ${rows}
    for each statement execute function app.${name}()`;
};

// Of all houses together, since one run may concern several; it differs whenever any of them does.
const READING = [
  `create function app.known_revision() returns text
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select md5(string_agg(t.revision::text, ' ' order by t.id)) from tenant t);
end
$$`,
  ...['app.house_has_changed()', 'app.names_have_changed()', 'app.holidays_have_changed()', 'app.known_revision()'].map(
    (signature) => `revoke all on function ${signature} from public`,
  ),
  'grant execute on function app.known_revision() to app_api, app_worker',
];
