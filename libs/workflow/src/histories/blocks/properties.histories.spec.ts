import { advance, nextDue } from '../../advance';
import { danglingOf } from '../../dangling';
import type { Bundle } from '../../definition';
import type { RunState } from '../../state';
import { context, type Engine } from '../engine-run';
import { moveBlocks } from './blocks-run';
import { bundleOf, moveEngine, startEngine } from './engine-run';
import { type BlocksHistory, type BlocksStep, playBlocks } from './generate';

const HISTORIES = 500;
const engine: Engine = { advance, nextDue };

interface Played extends BlocksStep {
  before: RunState;
  after: RunState;
  effects: unknown[];
  refused: boolean;
}

const stored = (state: RunState): RunState => JSON.parse(JSON.stringify(state)) as RunState;

/** The whole history on the engine alone; `keep` is what happens to a state between two moves. */
function play(bundle: Bundle, { setup, steps }: BlocksHistory, keep = (state: RunState): RunState => state): Played[] {
  let state = startEngine(engine, bundle, setup);
  return steps.map((step) => {
    const before = keep(state);
    const { state: after, refused, effects } = moveEngine(engine, bundle, before, step);
    state = after;
    return { ...step, before, after, effects, refused: refused !== undefined };
  });
}

const histories = Array.from({ length: HISTORIES }, (_, seed) => playBlocks(seed + 1)).map((history) => {
  const bundle = bundleOf(history.setup);
  return { history, bundle, steps: play(bundle, history) };
});
const tick = (bundle: Bundle, state: RunState, { at, closed, lead }: BlocksStep) =>
  advance(bundle, state, { type: 'tick' }, context(at, closed, lead));

describe('the engine over random histories of blocks', () => {
  it('changes nothing by a refused command but the tick that came first', () => {
    let refusals = 0;
    for (const { bundle, steps } of histories) {
      for (const step of steps.filter(({ refused }) => refused)) {
        const ticked = tick(bundle, step.before, step);
        expect([step.after, step.effects]).toEqual([ticked.state, ticked.effects]);
        refusals += 1;
      }
    }
    expect(refusals).toBeGreaterThan(1000);
  });

  it('does the same by a second tick as by one', () => {
    for (const { bundle, steps } of histories) {
      for (const step of steps) {
        const once = tick(bundle, step.after, step).state;
        const again = tick(bundle, once, step);
        expect([again.state, again.effects]).toEqual([once, []]);
      }
    }
  });

  it('gives the same states when the commands are replayed, and when every state was stored as text', () => {
    for (const { history, bundle, steps } of histories) {
      const states = (played: Played[]): string[] => played.map(({ after }) => JSON.stringify(after));
      expect(states(play(bundle, history))).toEqual(states(steps));
      expect(states(play(bundle, history, stored))).toEqual(states(steps));
    }
  });

  it('leaves nothing behind, and nobody with a task when the run is over', () => {
    for (const { bundle, steps } of histories) {
      for (const { after } of steps) expect(danglingOf(bundle, after)).toEqual([]);
      const last = steps.at(-1)?.after;
      if (last !== undefined && last.status !== 'running') expect(last.steps.filter(({ open }) => open)).toEqual([]);
    }
  });
});

it('the reference model does the same by a second tick as by one', () => {
  for (let seed = 1; seed <= HISTORIES / 5; seed += 1) {
    playBlocks(seed, ({ at, closed, answered }, setup) => {
      const again = moveBlocks(answered.run, setup, at, closed, { target: 'tick' }).run;
      expect(moveBlocks(again, setup, at, closed, { target: 'tick' }).run).toEqual(again);
    });
  }
});
