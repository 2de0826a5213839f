import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A run that was suspended while it waited for time alone kept the end of that time in the read models, which passed, and its
 * project was shown as overdue (docs/adr/0042). Rows of today are set right; each is written anew with the next command in any case.
 */
export class WhatStandsStillIsNotOverdue1798720000100 implements MigrationInterface {
  name = 'WhatStandsStillIsNotOverdue1798720000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of STAND_STILL) await queryRunner.query(statement);
  }

  /** The release before reads an end that is not known as it always did. */
  async down(): Promise<void> {
    return;
  }
}

/** Steps in which time stands still: of a suspended run, and those before which the lead has put another. */
const STILL = `still as materialized (
    select r.id as run_id, r.project_id, r.revision, s ->> 'openedAt' as since
    from run r cross join jsonb_array_elements(r.state -> 'steps') s
    where r.status = 'running' and (r.state ? 'suspended' or r.state ? 'inserted') and (s ->> 'open')::boolean
      and (r.state ? 'suspended' or exists (select from jsonb_array_elements(r.state -> 'steps') i
        where (i ->> 'open')::boolean and i ->> 'before' = s ->> 'id')))`;

const withoutEnd = (list: string, whose: string): string => `(
    select coalesce(jsonb_agg(case when w.one ->> 'kind' = 'timer' and exists (select from still s where ${whose} and s.since = w.one ->> 'since')
      then w.one || '{"dueEnd": null}' else w.one end order by w.place), '[]')
    from jsonb_array_elements(${list}) with ordinality w(one, place))`;

/** In this order: the project's row is set right once the sentence of its run is. */
export const STAND_STILL = [
  `with ${STILL}
   update run r set waiting_for = ${withoutEnd('r.waiting_for', 's.run_id = r.id')}
   where (r.id, r.revision) in (select run_id, revision from still)`,
  `with ${STILL}, known as (
     select p.id, p.situation as before, jsonb_set(p.situation, '{waitingFor}', ${withoutEnd("p.situation -> 'waitingFor'", "s.run_id::text = p.situation ->> 'runId'")}) as situation
     from project p where p.id in (select project_id from still) and jsonb_typeof(p.situation -> 'waitingFor') = 'array')
   update project p set situation = k.situation from known k where k.id = p.id and k.before = p.situation`,
  `with ${STILL}, now_held as (
     select p.id, p.holders as before, (select jsonb_agg(h order by coalesce((h ->> 'dueEnd')::timestamptz, 'infinity'), h ->> 'since')
       from jsonb_array_elements(${withoutEnd('p.holders', 's.project_id = p.id')}) h) as holders
     from project p where p.id in (select project_id from still) and p.holders <> '[]')
   update project p set holders = h.holders, due_order = coalesce((h.holders -> 0 ->> 'dueEnd')::timestamptz, 'infinity')
   from now_held h where h.id = p.id and h.before = p.holders`,
];
