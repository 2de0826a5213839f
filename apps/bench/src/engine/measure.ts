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
export function measure(play: () => number, { repeats, lasting }: Plan): Spread {
  const once = (): number => {
    const began = processorTime();
    let commands = 0;
    do commands += play();
    while (processorTime() - began < lasting * 1000);
    return (processorTime() - began) / commands;
  };
  once();
  return spread(Array.from({ length: repeats }, once));
}
