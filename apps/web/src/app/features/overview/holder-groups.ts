import type { OverviewProject } from '@querraum/contracts';

type Holder = OverviewProject['holders'][number];

export interface HolderGroup {
  /** „Jugendamt“, „Gesundheitsamt (Aylin Demirel)“ */
  names: string[];
  /** `turn` where no procedure runs and it is simply the lead's turn. */
  kind: Holder['kind'] | 'turn';
  since: string;
  /** How late, where that is not said of the whole project already. */
  late: Holder['dueInWords'];
}

const DAY = 10;
const LEADS_TURN: ReadonlySet<string> = new Set(['preparing', 'returned']);

/** Units that have the same step since the same day until the same moment are named together, the most urgent first. */
export function holderGroups({ holders, stages }: Pick<OverviewProject, 'holders' | 'stages'>): HolderGroup[] {
  const isTurn = stages.some((stage) => LEADS_TURN.has(stage));
  const groups = new Map<string, Holder[]>();
  for (const holder of holders) {
    const key = `${holder.kind} ${holder.since.slice(0, DAY)} ${holder.dueEnd}`;
    groups.set(key, [...(groups.get(key) ?? []), holder]);
  }
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    return {
      // After an escalation one unit can have several seats: it is named once.
      names: [
        ...new Set(
          members.flatMap(({ unit, owner }) =>
            unit === null ? [] : owner === null ? unit.name : `${unit.name} (${owner})`,
          ),
        ),
      ],
      kind: isTurn ? 'turn' : first.kind,
      since: members.map(({ since }) => since).sort()[0] ?? first.since,
      late: first.overdue && groups.size > 1 ? first.dueInWords : null,
    };
  });
}
