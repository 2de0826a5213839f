import { spread, type Spread } from '../figures.ts';

/** Microseconds of processor time of the whole process, garbage collector and compiler included. */
const processorTime = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

export interface Plan {
  /** Of how many measurements the median is taken. */
  repeats: number;
  /** How long each lasts at least, in milliseconds of processor time. */
  lasting: number;
}

/** Microseconds of one command; `play` carries out some and says how many. It is warm when it is measured. */
export function measure(play: () => number, plan: Plan): Spread {
  return spread(timesOf([play], plan).flat());
}

/** The same of what is compared: one after the other in each repeat, so that others disturb all of them alike. */
export function measureInTurn(plays: readonly (() => number)[], plan: Plan): Spread[] {
  return timesOf(plays, plan).map(spread);
}

/** Of each of them, as often as is planned. */
function timesOf(plays: readonly (() => number)[], { repeats, lasting }: Plan): number[][] {
  const once = (play: () => number): number => {
    const began = processorTime();
    let commands = 0;
    do commands += play();
    while (processorTime() - began < lasting * 1000);
    return (processorTime() - began) / commands;
  };
  plays.forEach(once);
  const turns = Array.from({ length: repeats }, () => plays.map(once));
  return plays.map((_, index) => turns.flatMap((turn) => turn[index] ?? []));
}
