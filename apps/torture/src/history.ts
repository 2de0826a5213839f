import { createHash } from 'node:crypto';
import { openSync, readFileSync, writeSync } from 'node:fs';

/** What a client sends that may change something. */
export interface Command {
  who: string;
  path: string;
  key: string;
  body: unknown;
}
/** `unknown`: no answer, or one that leaves open what has happened; only asking again with the same key tells. */
export type Outcome = 'ok' | 'fail' | 'unknown';

/** A command with what became of it; a client that insists makes one for each attempt. */
export interface Operation extends Command {
  invokedAt: number;
  endedAt: number;
  outcome: Outcome;
  status?: number;
  /** SHA-256 of the answer's body. */
  answer?: string;
}
export interface Fault {
  at: number;
  name: string;
}
/** The run itself stood still, with the machine: nobody asked, and what was answered was not read. */
export interface Standstill {
  from: number;
  at: number;
}

type Line =
  | ({ type: 'invoke'; id: number; at: number } & Command)
  | { type: Outcome; id: number; at: number; status?: number; answer?: string }
  | { type: 'fault'; at: number; name: string }
  | ({ type: 'standstill' } & Standstill);

/** So often the run takes its own pulse; one that comes so late says that it stood still. */
const PULSE_MS = 100;
const LATE_MS = 300;

/**
 * Everything that clients sent and were told, and every fault, as lines of JSON with a monotonic clock (milliseconds of
 * this run). The promises are judged by this file alone, and it is kept where one is broken.
 */
export class History {
  #file: string;
  #handle: number;
  #nextId = 1;
  /** When a client was last told that its command counts. */
  lastOkAt = 0;

  constructor(file: string) {
    this.#file = file;
    this.#handle = openSync(file, 'ax');
    this.#watchOverItself();
  }

  get now(): number {
    return Math.round(performance.now() * 10) / 10;
  }

  invoke(command: Command): number {
    const id = this.#nextId++;
    this.#write({ type: 'invoke', id, at: this.now, ...command });
    return id;
  }

  answered(id: number, status: number, body: string): void {
    const type = status < 300 ? 'ok' : status < 500 ? 'fail' : 'unknown';
    if (type === 'ok') this.lastOkAt = this.now;
    const answer = createHash('sha256').update(body).digest('hex');
    this.#write({ type, id, at: this.now, status, answer });
  }

  unanswered(id: number): void {
    this.#write({ type: 'unknown', id, at: this.now });
  }

  fault(name: string): void {
    this.#write({ type: 'fault', at: this.now, name });
  }

  read(since = 0): Read {
    return readHistory(readFileSync(this.#file, 'utf8'), since);
  }

  #watchOverItself(): void {
    let due = this.now + PULSE_MS;
    const pulse = () => {
      const { now } = this;
      if (now - due > LATE_MS) this.#write({ type: 'standstill', from: due, at: now });
      due = now + PULSE_MS;
    };
    setInterval(pulse, PULSE_MS).unref();
  }

  #write(line: Line): void {
    writeSync(this.#handle, `${JSON.stringify(line)}\n`);
  }
}

interface Read {
  operations: Operation[];
  faults: Fault[];
  standstills: Standstill[];
}

/** Pairs the lines; a command of which the end is not told is one of unknown outcome. */
export function readHistory(text: string, since = 0): Read {
  const operations = new Map<number, Operation>();
  const faults: Fault[] = [];
  const standstills: Standstill[] = [];
  for (const line of text.split('\n').filter(Boolean)) {
    const entry = JSON.parse(line) as Line;
    if (entry.at < since) continue;
    if (entry.type === 'fault') faults.push({ at: entry.at, name: entry.name });
    else if (entry.type === 'standstill') standstills.push({ from: entry.from, at: entry.at });
    else if (entry.type === 'invoke') {
      const { who, path, key, body, at } = entry;
      operations.set(entry.id, { who, path, key, body, invokedAt: at, endedAt: Infinity, outcome: 'unknown' });
    } else {
      const { type, at, status, answer } = entry;
      const operation = operations.get(entry.id);
      if (operation) Object.assign(operation, { endedAt: at, outcome: type, status, answer });
    }
  }
  return { operations: [...operations.values()], faults, standstills };
}

/**
 * Seconds between two answers, of which nobody got one in between, where a fault came before the second; an answer that was under
 * way when something was struck says nothing of what comes after it. What the run itself stood still is nobody's silence.
 * `Infinity` where none came after a fault.
 */
export function longestSilence(
  faults: Pick<Fault, 'at'>[],
  acknowledged: Pick<Operation, 'endedAt'>[],
  standstills: Standstill[],
): number {
  const told = acknowledged.map(({ endedAt }) => endedAt).sort((a, b) => a - b);
  const struck = faults.map(({ at }) => at).sort((a, b) => a - b);
  const silences = struck.map((at, index) => {
    const next = struck[index + 1] ?? Infinity;
    const moments = [at, ...told.filter((time) => time > at)];
    const gaps = moments.map((from, place) => {
      const to = moments[place + 1] ?? Infinity;
      return { from, lasts: to - from - stoodStill(standstills, from, to) };
    });
    // The last answer of all is followed by none, because nobody asks any more.
    const until = moments.length > 1 ? gaps.slice(0, -1) : gaps;
    return Math.max(0, ...until.filter(({ from }) => from < next).map(({ lasts }) => lasts));
  });
  return Math.max(0, ...silences) / 1000;
}

const stoodStill = (standstills: Standstill[], from: number, to: number): number =>
  standstills.reduce((sum, still) => sum + Math.max(0, Math.min(to, still.at) - Math.max(from, still.from)), 0);
