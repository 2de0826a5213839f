import { advance, nextDue } from '../advance';
import { danglingOf } from '../dangling';
import type { Bundle, Definition, NodeDefinition } from '../definition';
import { migrateState, proposeMapping } from '../migration';
import { tasksOf } from '../projections';
import type { RunState } from '../state';
import { bundleOf, commandEngine, context, startEngine } from './engine-run';
import { type History, playHistory } from './generate';
import { seededRandom } from './random';
import { SEAT_UNITS } from './world';

const HISTORIES_MOVED = 400;
const ENGINE = { advance, nextDue };
const VERSIONS = { fromVersion: 1, toVersion: 2 };

/** A history played up to the middle, while the run still runs. */
function playedHalf(history: History): { bundle: Bundle; state: RunState; half: number } | undefined {
  const bundle = bundleOf(history.setup);
  const half = Math.floor(history.steps.length / 2);
  let state = startEngine(ENGINE, bundle, history.setup);
  for (const step of history.steps.slice(0, half)) state = commandEngine(ENGINE, bundle, state, step).state;
  return state.status === 'running' ? { bundle, state, half } : undefined;
}

const at = (history: History, half: number) => {
  const { at: instant = history.setup.startAt, closed = [], lead } = history.steps[half - 1] ?? {};
  return { ...context(instant, closed, lead), ...VERSIONS };
};

const withNodes = (bundle: Bundle, change: (node: NodeDefinition) => NodeDefinition): Bundle => ({
  ...bundle,
  definition: { ...bundle.definition, nodes: bundle.definition.nodes.map(change) },
});

/** Every id another one; what hangs on them follows. */
function renamed({ definition, ...bundle }: Bundle): Bundle {
  const nodes = definition.nodes.map((node) => ({
    ...node,
    id: `${node.id}X`,
    ...(node.type === 'exclusiveGateway' && node.defaultFlow ? { defaultFlow: `${node.defaultFlow}X` } : {}),
    ...(node.type === 'finalSignature' ? { roundNodeId: `${node.roundNodeId}X` } : {}),
  })) as Definition['nodes'];
  const flows = definition.flows.map((flow) => ({
    ...flow,
    id: `${flow.id}X`,
    from: `${flow.from}X`,
    to: `${flow.to}X`,
  }));
  return { ...bundle, definition: { ...definition, nodes, flows } };
}

/** Another period, other seats, another first signer. */
function changed(bundle: Bundle, seed: number): Bundle {
  const random = seededRandom(seed * 31 + 7);
  return withNodes(bundle, (node) => {
    if (node.type === 'task')
      return { ...node, period: { length: random.between(1, 9), unit: 'workingDay', roll: true } };
    if (node.type === 'finalSignature')
      return { ...node, signers: [{ kind: 'unit', unitId: random.pick(SEAT_UNITS) }, ...node.signers.slice(1)] };
    if (node.type !== 'coSignatureRound') return node;
    const period = { length: random.between(1, 9), unit: 'calendarDay' as const, roll: false };
    const waves = node.waves.map((wave) => {
      const seats = wave.seats.filter((_, index) => index === 0 || random.chance(0.6));
      const added = {
        addressee: { kind: 'unit' as const, unitId: random.pick(SEAT_UNITS) },
        mandatory: random.chance(0.5),
        kind: 'technical' as const,
      };
      return { ...wave, seats: random.chance(0.5) ? [...seats, added] : seats };
    });
    return { ...node, period, waves, settings: { ...node.settings, waitAll: !node.settings.waitAll } };
  });
}

const openTasks = (bundle: Bundle, state: RunState): string[] =>
  tasksOf(bundle, state).flatMap(({ key, status }) => (status === 'open' ? [key] : []));

/** Everybody's answers, as given. */
const answersOf = ({ steps }: RunState): string[] =>
  steps.flatMap((step) =>
    step.type === 'coSignatureRound'
      ? step.round.seats.flatMap(({ id, answers }) =>
          answers.map((answer) => `${step.id}:${id}:${JSON.stringify(answer)}`),
        )
      : [],
  );

/** The open seats and signers that stood still, with their ends and reminders. */
const restedOf = ({ steps }: RunState): Record<string, unknown> =>
  Object.fromEntries(
    steps.flatMap((step) => {
      const { id, postponedAt } = step;
      const parts =
        step.type === 'coSignatureRound' ? step.round.seats : step.type === 'finalSignature' ? step.signers : [];
      return parts.flatMap((part) => {
        const from = ('counted' in part ? part.counted?.from : part.openedAt) ?? '';
        const stoodStill = part.state === 'open' && postponedAt !== undefined && from < postponedAt;
        return stoodStill ? [[`${id}:${part.id}`, { dueEnd: part.dueEnd, reminders: part.reminders }]] : [];
      });
    }),
  );

describe('random histories that are moved to another version in the middle', () => {
  const histories = Array.from({ length: HISTORIES_MOVED }, (_, index) => playHistory(index + 1));
  const halves = histories.flatMap((history) => {
    const played = playedHalf(history);
    return played ? [{ history, ...played }] : [];
  });

  it('are half played and run in most cases', () => {
    expect(halves.length).toBeGreaterThan(HISTORIES_MOVED * 0.7);
  });

  it('go on exactly alike by a version that says the same', () => {
    for (const { history, bundle, state, half } of halves) {
      const to = structuredClone(bundle);
      const { mapping } = proposeMapping(bundle.definition, to.definition);
      const moved = migrateState(bundle, to, state, mapping, at(history, half));
      if ('refused' in moved) throw new Error(`seed ${history.seed}: ${JSON.stringify(moved.refused)}`);
      let [one, other] = [state, moved.state];
      expect(other).toEqual(one);
      for (const step of history.steps.slice(half)) {
        one = commandEngine(ENGINE, bundle, one, step).state;
        other = commandEngine(ENGINE, to, other, step).state;
        expect(other).toEqual(one);
      }
    }
  });

  it('come back as they were from a version where only the ids differ', () => {
    for (const { history, bundle, state, half } of halves) {
      const to = renamed(bundle);
      const there = migrateState(
        bundle,
        to,
        state,
        proposeMapping(bundle.definition, to.definition).mapping,
        at(history, half),
      );
      if ('refused' in there) throw new Error(`seed ${history.seed}: ${JSON.stringify(there.refused)}`);
      // What the lead has put in belongs to the run and to no version.
      const isOfRun = (id: string) => there.state.inserted?.some((node) => node.id === id) ?? false;
      expect(there.state.steps.every(({ nodeId }) => nodeId.endsWith('X') || isOfRun(nodeId))).toBe(true);
      const back = migrateState(
        to,
        bundle,
        there.state,
        proposeMapping(to.definition, bundle.definition).mapping,
        at(history, half),
      );
      if ('refused' in back) throw new Error(`seed ${history.seed}: ${JSON.stringify(back.refused)}`);
      expect(back.state).toEqual(state);
    }
  });

  it('leave what stood still its end and its reminders', () => {
    let kept = 0;
    for (const { history, bundle, state, half } of halves) {
      const to = changed(bundle, history.seed);
      const { mapping } = proposeMapping(bundle.definition, to.definition);
      const moved = migrateState(bundle, to, state, mapping, at(history, half));
      if ('refused' in moved) continue;
      const [before, after] = [restedOf(state), restedOf(moved.state)];
      for (const key of Object.keys(before).filter((part) => part in after)) {
        expect(after[key]).toEqual(before[key]);
        kept += 1;
      }
    }
    expect(kept).toBeGreaterThan(10);
  });

  it('lose no task, no answer and no token by a version with other Fristen, seats and signers, or say which step refuses', () => {
    const refusals = new Map<string, number>();
    for (const { history, bundle, state, half } of halves) {
      const to = changed(bundle, history.seed);
      const before = JSON.stringify(state);
      const { mapping } = proposeMapping(bundle.definition, to.definition);
      const moved = migrateState(bundle, to, state, mapping, at(history, half));
      expect(JSON.stringify(state)).toBe(before);
      if ('refused' in moved) {
        for (const { code, nodeId } of moved.refused) {
          expect(bundle.definition.nodes.some(({ id }) => id === nodeId)).toBe(true);
          refusals.set(code, (refusals.get(code) ?? 0) + 1);
        }
        continue;
      }
      const stepsOf = (run: RunState) => run.steps.filter(({ open }) => open).map(({ id }) => id);
      expect(stepsOf(moved.state)).toEqual(stepsOf(state));
      expect(answersOf(moved.state)).toEqual(answersOf(state));
      expect(danglingOf(to, moved.state)).toEqual([]);
      const released = moved.changes.flatMap(({ what, stepId, seatId }) =>
        what === 'placeReleased' ? [`${stepId}:${seatId}`] : [],
      );
      const still = new Set(openTasks(to, moved.state));
      const gone = openTasks(bundle, state).filter((key) => !still.has(key));
      for (const key of gone) expect(released.some((place) => key.endsWith(place))).toBe(true);
      let run = moved.state;
      for (const step of history.steps.slice(half)) run = commandEngine(ENGINE, to, run, step).state;
      for (let ticks = 0; ticks < 60 && run.status === 'running' && nextDue(run) !== null; ticks += 1)
        run = advance(to, run, { type: 'tick' }, { ...context(0), now: nextDue(run) ?? '' }).state;
      // Whatever still runs is somebody's turn.
      if (run.status === 'running') expect(openTasks(to, run)).not.toEqual([]);
    }
    const moves = halves.length - [...refusals.values()].reduce((sum, count) => sum + count, 0);
    expect(moves).toBeGreaterThan(halves.length * 0.5);
    expect([...refusals.keys()].sort()).toEqual(expect.arrayContaining(['wouldDecide']));
  });
});
