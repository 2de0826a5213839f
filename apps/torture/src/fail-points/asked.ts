import type { Random } from '../random.ts';
import type { World } from '../world.ts';
import { COMMANDS } from './commands.ts';
import type { JobKind } from './job-kind.ts';
import { JOBS } from './jobs.ts';
import type { Order } from './passage.ts';
import type { CommandKind } from './stage.ts';

/** `--quick` strikes so many kinds of commands and jobs at some of their points, otherwise all at every point. */
const QUICK = { commands: 18, jobs: 7, throws: 2, kills: 2, lasting: 1 };
/** Of so many kinds of jobs a worker is killed in `--quick`. */
export const KILLED_JOBS = 3;

interface Sample {
  throws: number;
  kills: number;
  /** At so many a job fails until it is given up. */
  lasting: number;
}

/** What is struck, and at how many points of each where that is not every one. */
export interface Asked {
  commands: CommandKind[];
  jobs: JobKind[];
  sample: Sample | undefined;
}

/** In an order of chance, which the seed decides. */
export function askedOf({ quick, kinds, random }: World): Asked {
  const [commands, jobs] = [random.shuffled(COMMANDS), random.shuffled(JOBS)];
  if (kinds !== undefined) {
    const isAsked = (name: string) => kinds.split(',').some((part) => name.includes(part));
    return {
      commands: commands.filter(({ route }) => isAsked(route)),
      jobs: jobs.filter(({ kind }) => isAsked(kind)),
      sample: undefined,
    };
  }
  if (!quick) return { commands, jobs, sample: undefined };
  return { commands: commands.slice(0, QUICK.commands), jobs: jobs.slice(0, QUICK.jobs), sample: QUICK };
}

export const SIDES = ['before', 'after'] as const;

export function ordersOf(random: Random, awaits: number, sample?: Sample): Order[] {
  const points = Array.from({ length: awaits }, (_, at) => SIDES.map((side) => ({ at, side }))).flat();
  const inAnyOrder = random.shuffled(points);
  const thrown = inAnyOrder.slice(0, sample?.throws);
  const killed = inAnyOrder.slice(0, sample?.kills);
  return [
    ...thrown.map((point) => ({ ...point, how: 'throw' as const })),
    ...killed.map((point) => ({ ...point, how: 'kill' as const })),
  ];
}

/** What a job asks, by name, to fail at it each time. */
export function lastingOf(random: Random, awaits: string[], sample?: Sample): string[] {
  const names = new Set(awaits.flatMap((together) => together.split(' + ')));
  return random.shuffled([...names]).slice(0, sample?.lasting);
}
