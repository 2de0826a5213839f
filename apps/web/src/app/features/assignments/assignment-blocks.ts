import type { AssignmentSummary } from '@querraum/contracts';

export interface BlockRow {
  assignment: AssignmentSummary;
  /** 0 for a task of its own, 1 for its parts, 2 for theirs. */
  level: number;
}

/** What stands together in the list: the tasks that were given at once, each with its parts below it. */
export interface Block {
  groupId: string;
  /** Given to several, so that their answers come together. */
  together: boolean;
  first: AssignmentSummary;
  rows: readonly BlockRow[];
}

/** A part stands below its task where that one is loaded too; everything else keeps the order of the server. */
export function blocksOf(assignments: readonly AssignmentSummary[]): Block[] {
  const known = new Set(assignments.map(({ id }) => id));
  const parts = new Map<string, AssignmentSummary[]>();
  const groups = new Map<string, AssignmentSummary[]>();
  for (const assignment of assignments) {
    const { parentId, groupId } = assignment;
    const [map, key] = parentId !== null && known.has(parentId) ? [parts, parentId] : [groups, groupId];
    const before = map.get(key);
    if (before === undefined) map.set(key, [assignment]);
    else before.push(assignment);
  }
  const below = (assignment: AssignmentSummary, level: number): BlockRow[] => [
    { assignment, level },
    ...(parts.get(assignment.id) ?? []).flatMap((part) => below(part, level + 1)),
  ];
  return [...groups].flatMap(([groupId, members]) => {
    const [first] = members;
    if (first === undefined) return [];
    return { groupId, together: first.groupSize > 1, first, rows: members.flatMap((member) => below(member, 0)) };
  });
}
