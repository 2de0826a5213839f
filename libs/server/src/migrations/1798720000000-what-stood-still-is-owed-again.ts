import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Runs whose Frist ended with the one before it, and cycles whose next look bore the name of one that was done, were owed
 * nothing any more: each is owed its wake-up once. Not before an hour has passed, when no process of the release before carries
 * it out and loses the next one again.
 */
export class WhatStoodStillIsOwedAgain1798720000000 implements MigrationInterface {
  name = 'WhatStoodStillIsOwedAgain1798720000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(OWE_TICKS);
    await queryRunner.query(OWE_LOOKS);
  }

  /** What is owed does no harm to the schema before. */
  async down(): Promise<void> {
    return;
  }
}

/** What is given up waits for an administrator, and is not tried again behind their back. */
const isStill = (kind: string, owner: string, due: string): string => `not exists (select from work_item w
    where w.kind = '${kind}' and ${owner} and (w.state in ('incident', 'held') or w.state = 'ready' and w.due_at <= ${due}))`;

export const OWE_TICKS = `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at)
  select gen_random_uuid(), 'tickRun', 'tickRun:' || r.id || ':' || r.revision || ':again',
    jsonb_build_object('projectId', r.project_id, 'runId', r.id), app.now() + interval '1 hour', app.now()
  from run r where r.status = 'running' and r.next_due_at <= app.now()
    and ${isStill('tickRun', "w.payload ->> 'runId' = r.id::text", 'app.now()')}
  on conflict (dedupe_key) do nothing`;

/** Under the name that the look has from now on. */
export const OWE_LOOKS = `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at)
  select gen_random_uuid(), 'tickCycle', 'tickCycle:' || c.project_id || ':' || c.revision || ':' || c.turn || ':' || look.day,
    jsonb_build_object('projectId', c.project_id), greatest(look.at, app.now() + interval '1 hour'), app.now()
  from project_cycle c
    cross join lateral (select case when c.remind_months > 0 and not c.reminded
      then (c.next_on - make_interval(months => c.remind_months))::date else c.next_on end as day) d
    cross join lateral (select d.day, d.day::timestamp at time zone 'Europe/Berlin' as at) look
  where c.state = 'running' and ${isStill('tickCycle', "w.payload ->> 'projectId' = c.project_id::text", 'look.at')}
  on conflict (dedupe_key) do nothing`;
