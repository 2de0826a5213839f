import { advance } from '../advance';
import type { Effect } from '../effects';
import { lintDefinition } from '../lint';
import { lintCalls } from '../lint/calls';
import { FACTS } from '../play';
import { BLOCK_STEP_TYPES } from '../state';
import type { RunState } from '../state';
import { seededRandom } from './random';
import { randomBundle } from './random-definition';
import { RandomRun } from './random-run';

declare const HISTORIES: number;

const DEFINITIONS = Math.max(60, Math.round(HISTORIES / 4));
/** Enough for every procedure here; who needs more goes in circles. */
const MOST_MOVES = 600;

const BY_THE_LEAD = ['runSuspended', 'runResumed', 'returnedTo', 'stepInserted', 'stepSkipped', 'jobRetried'] as const;

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** As the database gives it back: keys in another order. */
function reordered(value: Json): Json {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return Object.fromEntries(keys.map((key) => [key, reordered(value[key] ?? null)]));
}

const stored = <T>(value: T): T => reordered(JSON.parse(JSON.stringify(value)) as Json) as T;

/** Stopped, stored and taken up again after every command. */
function replay({ bundle, played }: RandomRun): { state: RunState | null; effects: Effect[] } {
  let state: RunState | null = null;
  const effects: Effect[] = [];
  for (const { command, now } of played) {
    const advanced = advance(stored(bundle), state, command, { now, facts: FACTS });
    state = stored(advanced.state);
    effects.push(...advanced.effects);
  }
  return { state, effects };
}

function soundRuns(count: number, play: (run: RandomRun, seed: number) => void): number {
  let sound = 0;
  let drawn = 0;
  for (let seed = 1; sound < count; seed += 1) {
    drawn += 1;
    const random = seededRandom(seed);
    const bundle = randomBundle(random);
    const called = bundle.called ?? {};
    const procedures = [bundle.definition, ...Object.values(called)];
    const findings = procedures.flatMap((definition) => [
      ...lintDefinition(definition),
      ...lintCalls(definition, called),
    ]);
    if (findings.length > 0) continue;
    sound += 1;
    play(new RandomRun(bundle, random), seed);
  }
  return drawn;
}

const stepTypes = new Set<string>();
const happenings = new Set<string>();

function playToItsEnd(run: RandomRun, seed: number, steering: number): void {
  for (let moves = 0; run.isRunning && moves < MOST_MOVES; moves += 1) {
    // Towards the end the lead lets things take their course.
    run.move(moves < 60 ? steering : 0);
    expect({ seed, faults: run.faults() }).toEqual({ seed, faults: [] });
  }
  for (const { type } of run.state.steps) stepTypes.add(type);
  for (const effect of run.effects) if (effect.type === 'event') happenings.add(effect.event.type);
  expect({ seed, isRunning: run.isRunning }).toEqual({ seed, isRunning: false });
}

describe('procedures at random out of all blocks, none of which the linter refuses', () => {
  it('come to their end without a token left, whatever people do', () => {
    const drawn = soundRuns(DEFINITIONS, (run, seed) => playToItsEnd(run, seed, 0));
    // The linter does its part, and does not refuse nearly everything.
    expect(DEFINITIONS / drawn).toBeGreaterThan(0.3);
    expect(drawn).toBeGreaterThan(DEFINITIONS);
  });

  it('do so under every command of the lead', () => {
    soundRuns(Math.round(DEFINITIONS / 4), (run, seed) => playToItsEnd(run, seed, 0.15));
  });

  it('are the same when stopped, stored and taken up again after every command', () => {
    soundRuns(Math.round(DEFINITIONS / 10), (run, seed) => {
      playToItsEnd(run, seed, 0.1);
      const { state, effects } = replay(run);
      expect({ seed, state }).toEqual({ seed, state: stored(run.state) });
      expect(JSON.stringify(stored(effects))).toBe(JSON.stringify(stored(run.effects)));
    });
  });

  it('have met every block, and every command of the lead has been carried out', () => {
    expect(BLOCK_STEP_TYPES.filter((type) => !stepTypes.has(type))).toEqual([]);
    expect(BY_THE_LEAD.filter((type) => !happenings.has(type))).toEqual([]);
  });
});
