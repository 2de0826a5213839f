import type { Situation, Stage } from '@querraum/contracts';
import type { Transaction } from '../platform';

type Holder = Situation['waitingFor'][number];

/** Read model on the project's row: what the overview of the managers shows, filters and sorts by (docs/adr/0021). */
export interface Standing {
  stages: Stage[];
  /** The most urgent first. */
  holders: Holder[];
}

export interface Known {
  leadUnit: { id: string; name: string };
  createdAt: Date;
  isClosed: boolean;
  /** Of the run that the project's sentence tells of. */
  situation: Situation | null;
  /** What each running run waits for, one list a run. */
  running: Holder[][];
  /** Tasks by hand that are open, the most urgent of each unit. */
  assigned: Holder[];
}

const STAGE_OF = {
  coSignature: 'coSignature',
  finalSignature: 'finalSignature',
  task: 'task',
  takeNote: 'task',
  contribution: 'task',
  combination: 'task',
  dispatch: 'task',
  resubmission: 'task',
  agenda: 'task',
  minutes: 'task',
  vote: 'task',
  report: 'task',
  repair: 'lead',
  condition: 'lead',
  readdress: 'lead',
  dissent: 'dissent',
  timer: 'date',
} as const satisfies Record<Holder['kind'], Stage>;

/** A running run that waits for nobody is going on by itself. */
const OF_ITSELF: Stage = 'date';

/**
 * Where the project stands: at every step that any of its running runs waits at, and at its tasks by hand; without either at
 * the end of the last run.
 */
export function standingOf({ leadUnit, createdAt, isClosed, situation, running, assigned }: Known): Standing {
  if (isClosed) return { stages: ['completed'], holders: [] };
  if (running.length + assigned.length > 0) {
    const holders = [...running.flat(), ...assigned].sort(byUrgency);
    const stages = new Set<Stage>(holders.map(({ kind }) => STAGE_OF[kind]));
    return { stages: stages.size > 0 ? [...stages] : [OF_ITSELF], holders };
  }
  const status = situation?.status ?? 'running';
  if (status !== 'running' && status !== 'returned') return { stages: [status], holders: [] };
  // Nothing runs: it is the lead's turn, since the project is there or since its paper came back.
  const isReturned = status === 'returned';
  const since = (isReturned && situation?.endedAt) || createdAt.toISOString();
  const lead: Holder = { unit: leadUnit, owner: null, kind: 'task', since, dueEnd: null };
  return { stages: [isReturned ? 'returned' : 'preparing'], holders: [lead] };
}

/** The next Frist first, then who has had it longest. */
function byUrgency(one: Holder, other: Holder): number {
  const dueOf = ({ dueEnd }: Holder) => (dueEnd === null ? Infinity : Date.parse(dueEnd));
  const [due, otherDue] = [dueOf(one), dueOf(other)];
  return due === otherDue ? one.since.localeCompare(other.since) : due - otherDue;
}

/** Values for stages, holders, waiting_units and due_order. */
export const standingValues = ({ stages, holders }: Standing): unknown[] => [
  stages,
  JSON.stringify(holders),
  [...new Set(holders.flatMap(({ unit }) => (unit === null ? [] : unit.id)))],
  holders[0]?.dueEnd ?? 'infinity',
];

/** By whom and where a project is found: the Ressorts that lead or take part, and its areas with everything above them. */
export async function keepReach(tx: Transaction, projectId: string): Promise<void> {
  await tx.rows(
    `update project p set
       departments = array(
         select distinct u.department from project_party a join org_unit u on u.tenant_id = a.unit_tenant_id and u.id = a.unit_id
         where a.project_id = p.id and a."until" is null and a.role not in ('ADDRESSEE', 'ASSIGNEE') and u.department is not null order by 1),
       area_paths = array(
         select distinct a.edition || ':' || above.key from project_area a
         cross join lateral (select '00' as key union select left(a.area_key, n) from unnest(array[2, 4, 6, 8]) n) above
         where a.tenant_id = p.tenant_id and a.project_id = p.id order by 1)
     where p.id = $1`,
    [projectId],
  );
}
