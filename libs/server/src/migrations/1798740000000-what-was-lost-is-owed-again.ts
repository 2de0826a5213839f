import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A Frist whose work was given up by an administrator, or lost by whatever fault, would come no more and nobody would see that it is
 * missing: each night it is owed again (docs/adr/0087).
 */
export class WhatWasLostIsOwedAgain1798740000000 implements MigrationInterface {
  name = 'WhatWasLostIsOwedAgain1798740000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(OWE_WHAT_WAS_LOST);
    await queryRunner.query('revoke all on function app.owe_what_was_lost() from public');
    await queryRunner.query('grant execute on function app.owe_what_was_lost() to app_worker');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function app.owe_what_was_lost()');
  }
}

/** Past for so long that no worker is at it any more. */
const LONG_AGO = "moment - interval '1 hour'";

/**
 * Nobody looks before the next night is over, and no administrator has been asked to. A row that is owed for later may be of a time before
 * the instant moved to an earlier one. Each half has its index; of what is being deleted nothing comes any more.
 */
const isForgotten = (kind: string, key: string, id: string): string => {
  const project = `${id.slice(0, id.indexOf('.'))}.project_id`;
  const isOfIt = `w.kind = '${kind}' and w.payload ->> '${key}' = ${id}::text`;
  return `not exists (select from work_item w where w.state = 'ready' and w.due_at < moment + interval '26 hours' and ${isOfIt})
     and not exists (select from work_item w where w.state in ('incident', 'held') and w.payload ->> 'projectId' = ${project}::text and ${isOfIt})
     and not exists (select from project_deletion d where d.project_id = ${project} and d.state in ('running', 'done'))`;
};

const owe = (kind: string, id: string, payload: string, from: string): string => `
  insert into work_item (id, kind, dedupe_key, payload, due_at, created_at)
  select app.new_id(moment), '${kind}', '${kind}:' || ${id} || ':again:' || to_char(moment, 'YYYY-MM-DD'), jsonb_build_object(${payload}), moment, moment
  from ${from}
  on conflict (dedupe_key) do nothing;`;

const OWE_WHAT_WAS_LOST = `create function app.owe_what_was_lost() returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  moment timestamptz := app.now();
  today date := (moment at time zone 'Europe/Berlin')::date;
begin${[
  owe(
    'tickRun',
    'r.id',
    "'projectId', r.project_id, 'runId', r.id",
    `run r where r.status = 'running' and r.next_due_at < ${LONG_AGO} and ${isForgotten('tickRun', 'runId', 'r.id')}`,
  ),
  owe(
    'tickAssignment',
    'a.id',
    "'projectId', a.project_id, 'assignmentId', a.id",
    `assignment a join project p on p.id = a.project_id and p.state <> 'closed'
   where a.state = 'open' and a.next_due_at < ${LONG_AGO} and ${isForgotten('tickAssignment', 'assignmentId', 'a.id')}`,
  ),
  owe(
    'issueNextAssignments',
    'g.id',
    "'projectId', g.project_id, 'groupId', g.id",
    `assignment_group g where g.next_on < today and ${isForgotten('issueNextAssignments', 'groupId', 'g.id')}`,
  ),
  owe(
    'tickCycle',
    'c.project_id',
    "'projectId', c.project_id",
    `project_cycle c where c.state = 'running' and today > (case when c.remind_months > 0 and not c.reminded
       then c.next_on - make_interval(months => c.remind_months) else c.next_on end)::date and ${isForgotten('tickCycle', 'projectId', 'c.project_id')}`,
  ),
].join('')}
end
$$`;
