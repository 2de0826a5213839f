import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A command begins with one statement: who acts, the answer that its key may have, the locks, the clock. The walls ask once
 * a transaction who sees the file that it has opened, not once a row (docs/adr/0039).
 */
export class OneStatementOpensACommand1797800000000 implements MigrationInterface {
  name = 'OneStatementOpensACommand1797800000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [HOLD_PROJECT, HOLD_RUN, BEGIN_COMMAND, WAITING_BESIDE, ...RIGHTS])
      await queryRunner.query(statement);
    for (const [table, policy, column, condition] of WALLS)
      await queryRunner.query(wall(table, policy, `${column} = (select app.opened_file()) or ${condition}`));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [table, policy, , condition] of WALLS) await queryRunner.query(wall(table, policy, condition));
    await queryRunner.query(
      'drop function app.begin_command(text, text, boolean, uuid, text, uuid), app.hold_run(uuid), app.hold_project(uuid), app.waiting_beside(uuid, uuid)',
    );
  }
}

const INSERTS = new Set(['added', 'appended', 'joined']);

const wall = (table: string, policy: string, condition: string): string =>
  `alter policy ${policy} on ${table} ${INSERTS.has(policy) ? 'with check' : 'using'} (${condition})`;

const MINE = 'any ((select app.unit_ids())::uuid[])';
const SEEN_PROJECT = 'app.sees_project(project_id)';
const CHAIN = '(app.sees_project(chain) or (chain = app.tenant_id() and app.is_admin()))';

/** Table, policy, the column that names the project, and what the policy said before. */
const WALLS: [table: string, policy: string, column: string, condition: string][] = [
  ['project', 'seen', 'id', 'app.sees_project(id)'],
  ['project', 'changed', 'id', 'app.sees_project(id)'],
  ['project_area', 'seen', 'project_id', SEEN_PROJECT],
  ['project_party', 'seen', 'project_id', `("until" is null and unit_id = ${MINE}) or ${SEEN_PROJECT}`],
  ['project_party', 'changed', 'project_id', SEEN_PROJECT],
  [
    'project_party',
    'joined',
    'project_id',
    `${SEEN_PROJECT} or (role = 'LEAD' and unit_id = any (app.unit_ids()) and tenant_id = app.tenant_id())`,
  ],
  [
    'document',
    'seen',
    'project_id',
    'app.sees_file(project_id) or app.sees_document(id) or project_id = app.acted_project()',
  ],
  [
    'document_version',
    'seen',
    'project_id',
    'app.sees_file(project_id) or app.sees_document(document_id) or project_id = app.acted_project()',
  ],
  ['run', 'seen', 'project_id', 'app.sees_file(project_id) or project_id = app.acted_project()'],
  ['run', 'changed', 'project_id', SEEN_PROJECT],
  ['run', 'added', 'project_id', SEEN_PROJECT],
  ['decision', 'added', 'project_id', SEEN_PROJECT],
  ['decision', 'seen', 'project_id', 'app.sees_file(project_id)'],
  [
    'task',
    'seen',
    'project_id',
    `(status in ('open', 'done') and unit_id = ${MINE}) or project_id = app.acted_project() or app.sees_file(project_id)`,
  ],
  ['task', 'changed', 'project_id', SEEN_PROJECT],
  ['task', 'added', 'project_id', SEEN_PROJECT],
  ['notification', 'added', 'project_id', SEEN_PROJECT],
  ['audit_chain', 'chained', 'chain', CHAIN],
  ['audit_entry', 'appended', 'chain', CHAIN],
  ['audit_body', 'appended', 'chain', CHAIN],
];

// The order of the locks is the same everywhere: the project, the calendar of its house, its history, the run.
const HOLD_PROJECT = `create function app.hold_project(held uuid) returns void
language plpgsql volatile as $$
declare
  tenant uuid;
begin
  select p.tenant_id into tenant from project p where p.id = held for no key update;
  if tenant is null then
    return;
  end if;
  perform pg_advisory_xact_lock_shared(hashtextextended('calendar:' || tenant::text, 0));
  perform 1 from audit_chain c where c.tenant_id = tenant and c.chain = held for no key update;
  if app.person_id() is not null then
    perform app.open_file(held);
  end if;
end
$$`;

const HOLD_RUN = `create function app.hold_run(held uuid) returns void
language plpgsql volatile as $$
begin
  perform app.hold_project((select r.project_id from run r where r.id = held));
  perform 1 from run r where r.id = held for update;
end
$$`;

// Rights of the caller: the walls stand here too. What is read was committed before the locks were had, or is read after.
const BEGIN_COMMAND = `create function app.begin_command(token_issuer text, token_subject text, lock_authority boolean,
  command_key uuid, held_kind text, held_id uuid,
  out actor jsonb, out stored_hash bytea, out stored_response json, out held_run uuid, out moment timestamptz)
language plpgsql volatile as $$
declare
  me uuid;
begin
  actor := app.enter(token_issuer, token_subject, lock_authority);
  if actor is not null then
    me := app.person_id();
    -- Two with the same key come one after the other; the second finds the answer of the first.
    perform pg_advisory_xact_lock(hashtextextended(concat('idempotency:', me, ':', command_key), 0));
    select i.request_hash, i.response into stored_hash, stored_response from idempotency i
    where i.actor = me and i.key = command_key;
    if stored_hash is null then
      if held_kind = 'project' then
        perform app.hold_project(held_id);
      elsif held_kind = 'run' then
        held_run := held_id;
      elsif held_kind = 'task' then
        select t.run_id into held_run from task t where t.id = held_id;
      end if;
      if held_run is not null then
        perform app.hold_run(held_run);
      end if;
    end if;
  end if;
  moment := app.now();
end
$$`;

const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

// What app.waiting_in tells, without the run whose command asks: what that one waits for is known better there.
const WAITING_BESIDE = `create function app.waiting_beside(project uuid, own_run uuid) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select jsonb_build_object(
    'running', (select coalesce(jsonb_agg(r.waiting_for), '[]') from run r
      where r.project_id = project and r.status = 'running' and r.id <> own_run),
    'assigned', (select coalesce(jsonb_agg(jsonb_build_object('unit', jsonb_build_object('id', t.unit_id, 'name', t.unit_name),
        'owner', t.owner_name, 'kind', case when t.is_duty then 'readdress' else 'task' end, 'since', ${instant('t.opened_at')},
        'dueEnd', ${instant('t.due_end')})), '[]')
      from (select distinct on (t.unit_id, t.kind in ('acceptance', 'readdress')) t.*, t.kind in ('acceptance', 'readdress') as is_duty
        from task t where t.project_id = project and t.status = 'open' and t.assignment_id is not null
        order by t.unit_id, t.kind in ('acceptance', 'readdress'), t.due_order, t.opened_at) t))
  where app.sees_project(project) or project = app.served_project());
end
$$`;

const RIGHTS = [
  'revoke all on function app.begin_command(text, text, boolean, uuid, text, uuid), app.hold_run(uuid), app.hold_project(uuid), app.waiting_beside(uuid, uuid) from public',
  'grant execute on function app.begin_command(text, text, boolean, uuid, text, uuid) to app_api',
  'grant execute on function app.hold_run(uuid), app.hold_project(uuid), app.waiting_beside(uuid, uuid) to app_api, app_worker',
];
