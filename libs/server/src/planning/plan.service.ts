import { Injectable } from '@nestjs/common';
import { MEASURE_STATES, RISK_STATES, type Plan } from '@querraum/contracts';
import { access, Transactions, type Caller, type Transaction } from '../platform';
import { requireFile } from '../projects';
import { phasesOf } from './phases.service';
import { todayOf } from './plan-file';
import { linksOf } from './project-links.service';

/** What stands above the lists of a plan. */
@Injectable()
export class PlanService {
  constructor(private readonly transactions: Transactions) {}

  get(caller: Caller, projectId: string): Promise<Plan> {
    return this.transactions.read(caller, async (tx) => {
      const project = await requireFile(tx, projectId);
      const mayPlan = project.state === 'open' && access.may(tx, 'plan:edit', { leadUnitId: project.leadUnitId });
      return {
        phases: await phasesOf(tx, projectId),
        links: await linksOf(tx, projectId),
        counts: await countsOf(tx, projectId),
        allowed: mayPlan ? ['plan:edit'] : [],
      };
    });
  }
}

interface CountRow {
  thing: 'measure' | 'milestone' | 'risk';
  state: string;
  count: number;
}

async function countsOf(tx: Transaction, projectId: string): Promise<Plan['counts']> {
  const rows = await tx.rows<CountRow>(
    `select 'measure' as thing, state, count(*)::int as count from measure where project_id = $1 group by state
     union all
     select 'risk', state, count(*)::int from risk where project_id = $1 group by state
     union all
     select 'milestone', case when done_on is not null then 'done' when day < $2 then 'overdue' else 'open' end as state,
       count(*)::int from milestone where project_id = $1 and ended_at is null group by 2`,
    [projectId, todayOf(tx)],
  );
  const countOf = (thing: CountRow['thing'], state: string) =>
    rows.find((row) => row.thing === thing && row.state === state)?.count ?? 0;
  const counted = <S extends string>(thing: CountRow['thing'], states: readonly S[]) =>
    Object.fromEntries(states.map((state) => [state, countOf(thing, state)])) as Record<S, number>;
  return {
    measures: counted('measure', MEASURE_STATES),
    risks: counted('risk', RISK_STATES),
    milestones: counted('milestone', ['open', 'done', 'overdue']),
  };
}

/** What is not finished in the plan of a project: asked when it is to be closed. */
export async function openPlan(
  tx: Transaction,
  projectId: string,
): Promise<{ measures: string[]; milestones: string[]; risks: string[] }> {
  const rows = await tx.rows<{ thing: 'measures' | 'milestones' | 'risks'; title: string }>(
    `select 'measures' as thing, title from measure where project_id = $1 and state in ('planned', 'running')
     union all select 'milestones', name from milestone where project_id = $1 and ended_at is null and done_on is null
     union all select 'risks', title from risk where project_id = $1 and state = 'open'`,
    [projectId],
  );
  const titlesOf = (thing: string) => rows.filter((row) => row.thing === thing).map(({ title }) => title);
  return { measures: titlesOf('measures'), milestones: titlesOf('milestones'), risks: titlesOf('risks') };
}
