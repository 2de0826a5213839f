import { advance } from '../advance';
import type { Advanced, Command, Facts } from '../command';
import type { Bundle } from '../definition';
import { moveRun, type NodeMapping } from '../migration';
import { frozen } from '../play-frozen';
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

/** What carries a run on: a command of the engine, or the change to another version of its procedure and back. */
export type RecordedCommand =
  | Command
  | { type: 'migrate'; fromVersion: number; toVersion: number; mapping: NodeMapping }
  | { type: 'undoMigration'; fromVersion: number; toVersion: number };

/** One command with the index of the facts of that instant, and what the engine made of it. */
export type RecordedStep = [now: Instant, facts: number, command: RecordedCommand, digest: string];

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
  /** By which the runs begin. */
  bundle: Bundle;
  /** By their number, every version that a run goes over to or back to. */
  versions?: Record<string, Bundle>;
  /** Each said once; the steps name them by their index. */
  facts: Facts[];
  runs: RecordedRun[];
}

type Procedure = Pick<RecordedHistory, 'bundle' | 'versions'>;

/** A run while it is played. */
export class Playback {
  state: RunState | null = null;
  private bundle: Bundle;
  private beforeMigration: RunState | null = null;

  constructor(private readonly procedure: Procedure) {
    this.bundle = procedure.bundle;
  }

  play(now: Instant, facts: Facts, command: RecordedCommand): Advanced {
    const advanced = this.carryOut(now, facts, command);
    this.state = advanced.state;
    return advanced;
  }

  private carryOut(now: Instant, facts: Facts, command: RecordedCommand): Advanced {
    if (command.type === 'migrate') return this.migrate(now, facts, command);
    if (command.type === 'undoMigration') return this.undo(now, command);
    return advance(this.bundle, this.state, command, { now, facts });
  }

  private migrate(
    now: Instant,
    facts: Facts,
    { fromVersion, toVersion, mapping }: Extract<RecordedCommand, { type: 'migrate' }>,
  ): Advanced {
    const to = this.version(toVersion);
    if (this.state === null) throw new Error('Only a run that has begun can be moved.');
    const moved = moveRun(this.bundle, to, this.state, mapping, { now, facts, fromVersion, toVersion });
    if ('refused' in moved) throw new Error(`The run cannot be moved: ${moved.refused.map(({ code }) => code).join()}`);
    this.bundle = to;
    this.beforeMigration = moved.stateBefore;
    return { state: moved.state, effects: moved.effects };
  }

  /** As the server does it: the state from before, and that it was so. */
  private undo(at: Instant, { fromVersion, toVersion }: Extract<RecordedCommand, { type: 'undoMigration' }>): Advanced {
    if (this.beforeMigration === null) throw new Error('No change of version is there to be taken back.');
    this.bundle = this.version(fromVersion);
    const event = { type: 'migrationUndone', fromVersion, toVersion } as const;
    const nowhere = { at, by: null, stepId: null, seatId: null, unitId: null };
    return { state: this.beforeMigration, effects: [{ type: 'event', event: { ...nowhere, ...event } }] };
  }

  private version(number: number): Bundle {
    const bundle = this.procedure.versions?.[String(number)];
    if (bundle === undefined) throw new Error(`The history lacks version ${number} of its procedure.`);
    return bundle;
  }
}

/** Plays commands and keeps them with the digest of what came of each. */
export class Recorder {
  readonly steps: RecordedStep[] = [];
  private readonly playback: Playback;

  constructor(private readonly history: Procedure & Pick<RecordedHistory, 'facts'>) {
    this.playback = new Playback(history);
  }

  get state(): RunState | null {
    return this.playback.state;
  }

  play(now: Instant, facts: Facts, command: RecordedCommand): Advanced {
    // What is kept is what will be read: plain JSON.
    const kept = JSON.parse(JSON.stringify(command)) as RecordedCommand;
    const text = JSON.stringify(facts);
    const known = this.history.facts.findIndex((one) => JSON.stringify(one) === text);
    const index = known < 0 ? this.history.facts.push(JSON.parse(text) as Facts) - 1 : known;
    const advanced = this.playback.play(now, facts, kept);
    this.steps.push([now, index, kept, digestOf(JSON.stringify(advanced))]);
    return advanced;
  }
}

/** The first step at which this build comes to something else, or `null`. The state is read anew before each command. */
export function firstDifference(history: RecordedHistory, { name, status, steps }: RecordedRun): string | null {
  const playback = new Playback(history);
  for (const [index, [now, factsIndex, command, expected]] of steps.entries()) {
    const known = history.facts[factsIndex];
    if (known === undefined) return `${name}: step ${index} names facts that are not there`;
    const advanced = playback.play(now, known, command);
    if (digestOf(JSON.stringify(advanced)) !== expected) return `${name}: step ${index}, ${command.type} at ${now}`;
    playback.state = frozen(JSON.parse(JSON.stringify(advanced.state)) as RunState);
  }
  const state = playback.state;
  return state?.status === status ? null : `${name}: ends as ${state?.status ?? 'nothing'}, not as ${status}`;
}

/** As it is written to a file: one run a line, so that it can be looked through. */
export function textOfHistory({ runs, ...head }: RecordedHistory): string {
  const lines = runs.map((run) => JSON.stringify(run)).join(',\n');
  return `${JSON.stringify(head).slice(0, -1)},"runs":[\n${lines}\n]}\n`;
}
