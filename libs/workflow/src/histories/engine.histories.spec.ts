import { advance, nextDue } from '../advance';
import type { Bundle } from '../definition';
import type { RunState } from '../state';
import { bundleOf, commandEngine, context, type Engine, startEngine } from './engine-run';
import { viewEngine } from './engine-view';
import { type History, type HistoryStep, playHistory } from './generate';
import { brokenProperties } from './properties';
import { seededRandom } from './random';
import { seatName } from './run-model';
import { LEAD_UNIT, person } from './world';

const HISTORIES = 600;
const engine: Engine = { advance, nextDue };

interface Played extends HistoryStep {
  before: RunState;
  after: RunState;
  refused: boolean;
  effects: unknown[];
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

/** The whole history on the engine alone; every state is frozen, so that touching an earlier one throws. */
function playOnEngine({ setup, steps }: History): Played[] {
  const bundle = deepFreeze(bundleOf(setup));
  let state = deepFreeze(startEngine(engine, bundle, setup));
  return steps.map((step) => {
    const before = state;
    const { state: after, refused, effects } = commandEngine(engine, bundle, before, step);
    state = deepFreeze(after);
    return { ...step, before, after, refused: refused !== undefined, effects };
  });
}

const view = (state: RunState) => viewEngine(state, nextDue(state));
const histories = Array.from({ length: HISTORIES }, (_, seed) => playHistory(seed + 1)).map((history) => ({
  history,
  bundle: bundleOf(history.setup),
  steps: playOnEngine(history),
}));

describe('the engine over random histories', () => {
  it('keeps every property of the page and never changes the state it was given', () => {
    for (const { history, steps } of histories) {
      const { settings, quorum } = history.setup;
      for (const { before, command, after } of steps) {
        const broken = brokenProperties({ before: view(before), command, after: view(after), settings, quorum });
        expect({ seed: history.seed, broken }).toEqual({ seed: history.seed, broken: [] });
      }
    }
  });

  it('changes nothing by a refused command but the tick that came first', () => {
    let refusals = 0;
    for (const { bundle, steps } of histories) {
      for (const { at, closed, lead, before, after, refused, effects } of steps) {
        if (!refused) continue;
        refusals += 1;
        const ticked = advance(bundle, before, { type: 'tick' }, context(at, closed, lead));
        expect(after).toEqual(ticked.state);
        expect(effects).toEqual(ticked.effects);
      }
    }
    expect(refusals).toBeGreaterThan(1000);
  });

  it('does the same by a second tick as by one', () => {
    for (const { bundle, steps } of histories) {
      for (const { command, at, closed, lead, after } of steps) {
        // A run that goes on may be due for a reminder that has waited meanwhile.
        const resumed = command.target === 'run' && command.command.type === 'resume';
        const once = resumed ? advance(bundle, after, { type: 'tick' }, context(at, closed, lead)).state : after;
        const again = advance(bundle, once, { type: 'tick' }, context(at, closed, lead));
        expect(again.effects).toEqual([]);
        expect(again.state).toEqual(once);
      }
    }
  });

  it('does the same by a second count anew as by one', () => {
    let moved = 0;
    for (const { bundle, steps } of histories) {
      for (const { command, at, closed, lead, after } of steps) {
        if (command.target !== 'recount' || after.status !== 'running') continue;
        const again = commandEngine(engine, bundle, after, { at, closed, command, lead });
        expect(again.effects).toEqual([]);
        moved += 1;
      }
    }
    expect(moved).toBeGreaterThan(500);
  });

  it('gives the same states when the commands are replayed', () => {
    for (const { history, steps } of histories) {
      const states = (run: Played[]): string[] => run.map(({ after }) => JSON.stringify(after));
      expect(states(playOnEngine(history))).toEqual(states(steps));
    }
  });

  it('goes on from a state that was stored as text as from the state itself', () => {
    for (const { bundle, steps } of histories) {
      for (const { before, after, ...step } of steps) {
        const stored = JSON.parse(JSON.stringify(before)) as RunState;
        expect(JSON.stringify(commandEngine(engine, bundle, stored, step).state)).toBe(JSON.stringify(after));
      }
    }
  });

  it('opens exactly one next step however many last answers come at the same instant', () => {
    let counted = 0;
    for (const { steps } of histories) {
      // The lead may have a step done once more.
      if (steps.some(({ command }) => command.target === 'run' && 'node' in command.command)) continue;
      const openings = steps.at(-1)?.after.steps.map(({ nodeId }) => nodeId) ?? [];
      expect(openings).toEqual([...new Set(openings)]);
      counted += 1;
    }
    expect(counted).toBeGreaterThan(HISTORIES / 4);
  });

  it('does not depend on the order of answers between two ticks under waitAll', () => {
    let compared = 0;
    for (const { history, bundle, steps } of histories.filter(({ history }) => history.setup.settings.waitAll)) {
      const random = seededRandom(history.seed);
      for (const { at, after } of steps) {
        const { seats, outcome, inserted } = view(after);
        const owned = seats.flatMap(({ owner }, seat) => (owner === null ? [] : [{ owner, seat }]));
        // The last answer before an inserted step is done is refused, whoever gives it.
        const isHeld = inserted.some(({ open, before }) => open && before === 'round');
        if (owned.length < 2 || outcome !== null || isHeld) continue;
        const mixed = [...owned].sort(() => random.next() - 0.5);
        const one = view(answerAll(bundle, after, at, owned));
        expect(view(answerAll(bundle, after, at, mixed))).toEqual(one);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(100);
  });
});

const KINDS = ['approve', 'refuse', 'reserve', 'nil', 'condition'] as const;

function answerAll(bundle: Bundle, from: RunState, at: number, seats: { owner: string; seat: number }[]): RunState {
  return seats.reduce((state, { owner, seat }) => {
    const kind = KINDS[(at + seat) % KINDS.length] ?? 'approve';
    const version = state.paper.number;
    const command = { type: 'answer', seatId: seatName(seat), kind, words: 'words', version } as const;
    return commandEngine(engine, bundle, state, {
      at,
      closed: [],
      lead: LEAD_UNIT,
      command: { target: 'round', by: person(owner), command },
    }).state;
  }, from);
}
