import type { Milestone, Phase } from '@querraum/contracts';
import type { LocalDate } from '@querraum/workflow';

export interface Bar {
  phase: Phase;
  /** In per cent of the whole strip. */
  left: number;
  width: number;
}
export interface Mark {
  id: string;
  left: number;
  isDone: boolean;
  isOverdue: boolean;
}
export interface Strip {
  from: LocalDate;
  to: LocalDate;
  bars: Bar[];
  marks: Mark[];
  /** Where today stands; `undefined` where it is outside. */
  today: number | undefined;
}

const dayOf = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
const percent = (part: number): number => Math.round(part * 1000) / 10;

/** The phases over the days that they and the milestones cover; `undefined` without any phase. */
export function stripOf(
  phases: readonly Phase[],
  milestones: readonly Milestone[],
  today: LocalDate,
): Strip | undefined {
  if (phases.length === 0) return undefined;
  const days = [...phases.flatMap(({ from, to }) => [from, to]), ...milestones.map(({ day }) => day)].sort();
  const [from = today, to = days.at(-1) ?? today] = [days[0], days.at(-1)];
  const first = dayOf(from);
  // The last day belongs to it as a whole.
  const length = dayOf(to) - first + 1;
  const at = (date: LocalDate) => percent((dayOf(date) - first) / length);
  return {
    ...{ from, to },
    bars: phases.map((phase) => ({
      phase,
      left: at(phase.from),
      width: percent((dayOf(phase.to) - dayOf(phase.from) + 1) / length),
    })),
    marks: milestones.map(({ id, day, doneOn, isOverdue }) => ({
      ...{ id, isDone: doneOn !== null, isOverdue },
      left: percent((dayOf(day) - first + 0.5) / length),
    })),
    today: today < from || today > to ? undefined : percent((dayOf(today) - first + 0.5) / length),
  };
}
