import { advance } from '../advance';
import type { Command, Facts } from '../command';
import type { Bundle } from '../definition';
import type { RunState } from '../state';
import type { Instant } from '../vocabulary';

/** Named once: jest looks globals up anew each time, which costs more than the product. */
const { imul } = Math;

/**
 * Of the text of state, effects and refusal after a command: 64 bits in which every sign counts. It shows what has changed
 * by accident, and need not withstand anybody.
 */
export function digestOf(text: string): string {
  let [one, other] = [0x9e3779b9, 0x85ebca6b];
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charCodeAt(index);
    one = imul(one ^ sign, 0x01000193);
    other = imul(other ^ sign, 0x5bd1e995) ^ (other >>> 13);
  }
  return [one, other].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}

/** One command with the index of the facts of that instant, and what the engine made of it. */
export type RecordedStep = [now: Instant, facts: number, command: Command, digest: string];

export interface RecordedRun {
  name: string;
  /** How it stood in the end, for whoever reads the file. */
  status: RunState['status'];
  steps: RecordedStep[];
}

/**
 * Runs of one procedure as an earlier build played them. Every later build must play them to equal bytes: the same state,
 * the same effects, the same refusals. A difference means that runs on the way would go on differently.
 */
export interface RecordedHistory {
  format: 1;
  bundle: Bundle;
  /** Each said once; the steps name them by their index. */
  facts: Facts[];
  runs: RecordedRun[];
}

/** Plays commands and keeps them with the digest of what came of each. */
export class Recorder {
  state: RunState | null = null;
  readonly steps: RecordedStep[] = [];

  constructor(private readonly history: Pick<RecordedHistory, 'bundle' | 'facts'>) {}

  play(now: Instant, facts: Facts, command: Command): void {
    // What is kept is what will be read: plain JSON.
    const kept = JSON.parse(JSON.stringify(command)) as Command;
    const text = JSON.stringify(facts);
    const known = this.history.facts.findIndex((one) => JSON.stringify(one) === text);
    const index = known < 0 ? this.history.facts.push(JSON.parse(text) as Facts) - 1 : known;
    const advanced = advance(this.history.bundle, this.state, kept, { now, facts });
    this.state = advanced.state;
    this.steps.push([now, index, kept, digestOf(JSON.stringify(advanced))]);
  }
}

/** The first step at which this build comes to something else, or `null`. The state is read anew before each command. */
export function firstDifference(
  { bundle, facts }: RecordedHistory,
  { name, status, steps }: RecordedRun,
): string | null {
  let state: RunState | null = null;
  for (const [index, [now, factsIndex, command, expected]] of steps.entries()) {
    const known = facts[factsIndex];
    if (known === undefined) return `${name}: step ${index} names facts that are not there`;
    const advanced = advance(bundle, state, command, { now, facts: known });
    if (digestOf(JSON.stringify(advanced)) !== expected) return `${name}: step ${index}, ${command.type} at ${now}`;
    state = JSON.parse(JSON.stringify(advanced.state)) as RunState;
  }
  return state?.status === status ? null : `${name}: ends as ${state?.status ?? 'nothing'}, not as ${status}`;
}
