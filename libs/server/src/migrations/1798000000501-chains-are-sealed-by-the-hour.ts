import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each hour the heads of all chains are bound by one signed root that also lies outside of the database (docs/adr/0063). */
export class ChainsAreSealedByTheHour1798000000501 implements MigrationInterface {
  name = 'ChainsAreSealedByTheHour1798000000501';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

const UP = [
  `create table audit_checkpoint ("number" int not null, "epoch" int not null, "period" text not null,
     "at" timestamptz(3) not null, "chains" int not null, "entries" bigint not null, "root" bytea not null,
     "changed" bytea not null, "previous" bytea, "hash" bytea not null, "key_id" text, "signature" bytea,
     "written_at" timestamptz(3), constraint "PK_audit_checkpoint" primary key ("number"),
     constraint "UQ_audit_checkpoint_period" unique ("period"))`,
  // Only heads that have moved since the checkpoint before: the newest row of a chain is its head.
  `create table audit_checkpoint_head ("tenant_id" uuid not null, "chain" uuid not null, "number" int not null,
     "seq" bigint not null, "hash" bytea not null,
     constraint "PK_audit_checkpoint_head" primary key ("tenant_id", "chain", "number"))`,
  'grant select on audit_checkpoint to app_api, app_worker',
  'grant insert, update (written_at) on audit_checkpoint to app_worker',
  'grant select, insert on audit_checkpoint_head to app_worker',
  // The worker sees the chain of the one project that it serves; here it gets the heads of all, and nothing that they tell.
  `create function app.audit_heads(out tenant uuid, out chain uuid, out seq float8, out hash text, out moved boolean)
returns setof record language sql stable security definer set search_path = public, pg_temp as $$
  select c.tenant_id, c.chain, c.head_seq::float8, encode(c.head_hash, 'hex'),
    (known.seq, known.hash) is distinct from (c.head_seq, c.head_hash)
  from audit_chain c
  left join lateral (
    select h.seq, h.hash from audit_checkpoint_head h where h.tenant_id = c.tenant_id and h.chain = c.chain
    order by h."number" desc limit 1) known on true
  where c.head_seq > 0
$$`,
  'revoke all on function app.audit_heads() from public',
  'grant execute on function app.audit_heads() to app_worker',
];

const DOWN = ['drop function app.audit_heads()', 'drop table audit_checkpoint_head', 'drop table audit_checkpoint'];
