import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in ticks of a hundredth of a second. */
const TICK_MS = 10;

export interface Stat {
  parent: number;
  ownMs: number;
  /** Of children that have ended and were waited for. */
  endedMs: number;
}

/** A line of /proc/<pid>/stat; the name of the program may hold blanks and brackets. */
export function readStat(line: string): Stat {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const ticks = (index: number) => Number(fields[index] ?? NaN) * TICK_MS;
  return { parent: Number(fields[1]), ownMs: ticks(11) + ticks(12), endedMs: ticks(13) + ticks(14) };
}

/** Processor time of a process and all below it, living and ended; `undefined` where there is no /proc. */
export function processorMs(pid: number): number | undefined {
  const all = readAll();
  return all?.has(pid) ? sumBelow(pid, all) : undefined;
}

/** Of one look: a child that ends between two looks would be counted in neither. */
export function sumBelow(pid: number, all: ReadonlyMap<number, Stat>): number {
  const { ownMs, endedMs } = all.get(pid) ?? { ownMs: 0, endedMs: 0 };
  const children = [...all].filter(([, { parent }]) => parent === pid);
  return ownMs + endedMs + children.reduce((sum, [child]) => sum + sumBelow(child, all), 0);
}

function readAll(): Map<number, Stat> | undefined {
  const stats = new Map<number, Stat>();
  try {
    for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)))
      try {
        stats.set(Number(name), readStat(readFileSync(`/proc/${name}/stat`, 'utf8')));
      } catch {
        // It has ended since.
      }
  } catch {
    return undefined;
  }
  return stats;
}

/** What was used between two looks, by the name of the process. */
export class ProcessorWatch {
  #pids: Record<string, number>;
  #before: Record<string, number>;

  constructor(pids: Record<string, number>) {
    this.#pids = pids;
    this.#before = this.#look();
  }

  usedMs(): Record<string, number> {
    const now = this.#look();
    return Object.fromEntries(
      Object.keys(this.#pids).map((name) => [name, (now[name] ?? NaN) - (this.#before[name] ?? NaN)]),
    );
  }

  #look(): Record<string, number> {
    return Object.fromEntries(Object.entries(this.#pids).map(([name, pid]) => [name, processorMs(pid) ?? NaN]));
  }
}
