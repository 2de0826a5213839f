/** What happens to the run as a whole: the lead changes hands, the run is suspended, goes on, or is given up. */
import type { Acting } from '../vocabulary';
import { anyStep, courseMove, earlierMove } from './course-moves';
import { anyone } from './hostile';
import { someoneOf } from './moves-of-offices';
import type { Random } from './random';
import type { ModelCommand, ModelRun } from './run-model';
import { statusOf } from './run-model';
import { isOver } from './task-model';
import { LEADS } from './world';

/** How often it happens differs from history to history; in most nothing of it does. */
export interface Unrest {
  lead: number;
  rest: number;
  skip: number;
  /** Back to a step, or a step put in. */
  course: number;
}

export const randomUnrest = (random: Random): Unrest => ({
  lead: random.chance(0.25) ? 0.08 : 0,
  rest: random.chance(0.35) ? 0.07 : 0.004,
  skip: random.chance(0.2) ? 0.06 : 0,
  course: random.chance(0.4) ? 0.12 : 0.003,
});

const reason = (random: Random): string => (random.chance(0.9) ? 'reason' : ' ');

export function leadingMove(
  random: Random,
  run: ModelRun,
  { lead, rest, skip, course }: Unrest,
): ModelCommand | undefined {
  const by = (): Acting => (random.chance(0.85) ? someoneOf(random, run.lead) : anyone(random, run));
  if (random.chance(lead)) return { target: 'lead', to: random.pick(LEADS) };
  const hasInserted = run.inserted.some((task) => !isOver(task));
  if (random.chance(hasInserted ? Math.max(skip, 0.02) : skip)) {
    const step = anyStep(random, run, ['task', 'task', 'round', 'signature']);
    return { target: 'run', by: by(), command: { type: 'skipStep', step, reason: reason(random) } };
  }
  const ofCourse = courseMove(random, run, course);
  if (ofCourse !== undefined) return { target: 'run', by: by(), command: { ...ofCourse, reason: reason(random) } };
  const earlier = earlierMove(random, run);
  if (earlier !== undefined) return earlier;
  if (run.suspendedAt === null && statusOf(run) === 'running') {
    if (!random.chance(rest)) return undefined;
    const type = random.weighted(
      [
        [12, 'suspend'],
        [2, 'resume'],
        [0.5, 'cancelRun'],
      ] as const,
      'suspend',
    );
    return { target: 'run', by: by(), command: type === 'resume' ? { type } : { type, reason: reason(random) } };
  }
  if (!random.chance(run.suspendedAt === null ? 0.15 : 0.4)) return undefined;
  const type = random.weighted(
    [
      [6, 'resume'],
      [1.2, 'suspend'],
      [0.7, 'cancelRun'],
    ] as const,
    'resume',
  );
  return { target: 'run', by: by(), command: type === 'resume' ? { type } : { type, reason: reason(random) } };
}
