import type { Transaction } from '../platform';

/** $1 project, $2 the one that moves, $3 its place from 1. `IN_ORDER`: which rows stand in the list. */
const MOVE = (TABLE: string, IN_ORDER: string) => `
  with others as (
    select id, row_number() over (order by position, id)::numeric as place
    from ${TABLE} where project_id = $1 and ${IN_ORDER} and id <> $2
  ), ordered as (
    select id, row_number() over (order by place)::int as place
    from (select id, place from others union all select $2::uuid, $3::int - 0.5) every
  )
  update ${TABLE} t set position = o.place from ordered o
  where t.project_id = $1 and t.id = o.id and t.position <> o.place`;

/** The lists whose order people choose. */
const LISTS = {
  phases: {
    last: 'select coalesce(max(position), 0) as last from project_phase where project_id = $1',
    move: MOVE('project_phase', 'ended_at is null'),
  },
  measures: {
    last: 'select coalesce(max(position), 0) as last from measure where project_id = $1',
    move: MOVE('measure', 'true'),
  },
} as const;
type List = keyof typeof LISTS;

/** The place after the last one. */
export async function nextPosition(tx: Transaction, list: List, projectId: string): Promise<number> {
  const [row] = await tx.rows<{ last: number }>(LISTS[list].last, [projectId]);
  return (row?.last ?? 0) + 1;
}

/** Puts one to this place, counted from 1; the others close up and make room, which is no edit of theirs. */
export async function moveTo(
  tx: Transaction,
  list: List,
  { projectId, id, position }: { projectId: string; id: string; position: number },
): Promise<void> {
  await tx.rows(LISTS[list].move, [projectId, id, position]);
}
