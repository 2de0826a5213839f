// What the schema lets see from outside: what happened and of which no chain tells, and what is told and did not happen.
// Each statement gives the rows that are wrong, as `which`.

const TELLS_OF_DECISION = `e.chain = d.project_id and e.action = 'run.' || d.type and e.at = d.at
  and b.body -> 'data' ->> 'runId' = d.run_id::text and b.body -> 'data' ->> 'seatId' is not distinct from d.seat_id`;

/** @type {Record<string, string>} */
export const COMPLETENESS = {
  'no chain tells of its beginning': `select 'project ' || p.id as which from project p
    where not exists (select from audit_entry e where e.chain = p.id and e.action = 'project.created')`,
  'no chain tells of it': `select 'decision ' || d.number || ' of run ' || d.run_id as which from decision d
    where not exists (select from audit_entry e join audit_body b using (tenant_id, chain, seq) where ${TELLS_OF_DECISION})`,
  'more decisions than entries': `select 'run ' || d.run_id || ', ' || d.type as which
    from (select project_id, run_id, type, count(*) from decision group by 1, 2, 3) d
    where d.count > (select count(*) from audit_entry e join audit_body b using (tenant_id, chain, seq)
      where e.chain = d.project_id and e.action = 'run.' || d.type and b.body -> 'data' ->> 'runId' = d.run_id::text)`,
  'words without an entry': `select 'entry ' || b.seq || ' of chain ' || b.chain as which from audit_body b
    where not exists (select from audit_entry e where (e.tenant_id, e.chain, e.seq) = (b.tenant_id, b.chain, b.seq))`,
};
