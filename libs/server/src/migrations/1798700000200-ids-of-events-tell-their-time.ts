import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the history owes its targets has an id like all other work: it begins with its instant (RFC 9562, UUIDv7). */
export class IdsOfEventsTellTheirTime1798700000200 implements MigrationInterface {
  name = 'IdsOfEventsTellTheirTime1798700000200';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...NEW_ID, announce('app.new_id(app.now())')]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(announce('gen_random_uuid()'));
    await queryRunner.query('drop function app.new_id(timestamptz)');
  }
}

// PostgreSQL has one of its own from 18 on only. The two bits make a 7 of the version, which was 4.
const NEW_ID = [
  `create function app.new_id(moment timestamptz) returns uuid language sql volatile as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send((extract(epoch from moment) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$`,
  'revoke all on function app.new_id(timestamptz) from public',
];

// As before, but for the id.
const announce = (id: string): string => `create or replace function app.announce_events() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from webhook w where w.ended_at is null and w.tenant_id in (select e.tenant_id from entered e)) then
    return null;
  end if;
  insert into work_item (id, kind, dedupe_key, payload, due_at, created_at)
  select ${id}, 'announceEvents', 'announceEvents:' || e.chain || ':' || min(e.seq),
    jsonb_build_object('projectId', e.chain, 'from', min(e.seq), 'to', max(e.seq)), app.now(), app.now()
  from entered e join project p on p.tenant_id = e.tenant_id and p.id = e.chain
  where exists (select from webhook w where w.tenant_id = e.tenant_id and w.ended_at is null)
  group by e.chain;
  if found then
    perform pg_notify('work', '');
  end if;
  return null;
end
$$`;
