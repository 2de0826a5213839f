import type { Bundle } from '../definition';
import { FACTS, fiveDays, named, Play } from '../play';
import { complete, end, graph, open, task } from '../play-graph';
import type { RunState } from '../state';
import { proposeMapping } from './mapping';
import { migrateState, type Migrated } from './migrate';
import { moveRun } from './move';

const NOW = '2027-03-25T10:00:00.000Z';
const context = { now: NOW, facts: FACTS, fromVersion: 1, toVersion: 2 };
const days = (length: number) => ({ length, unit: 'workingDay', roll: true }) as const;
const moved = (result: Migrated): Extract<Migrated, { state: RunState }> => {
  if ('refused' in result) throw new Error(JSON.stringify(result.refused));
  return result;
};
const refused = (result: Migrated): string[] =>
  'refused' in result ? result.refused.map(({ code, nodeId }) => `${code} ${nodeId}`) : [];

function migrate(play: Play, to: Bundle): Migrated {
  const { mapping } = proposeMapping(play.bundle.definition, to.definition);
  return migrateState(play.bundle, to, play.state, mapping, context);
}

/** The run goes on by the new version. */
function goesOn(play: Play, to: Bundle): Play {
  const { state } = moved(migrate(play, to));
  const further = new Play(to, NOW);
  (further as unknown as { current: RunState }).current = state;
  return further;
}

const oneTask = (more: Record<string, unknown> = {}, id = 'check'): Bundle =>
  graph(
    [task(id, { name: named('Prüfen'), ...more }), end('end')],
    [
      ['start', id],
      [id, 'end'],
    ],
  );

const fork = (branches: string[], joined = branches): Bundle =>
  graph(
    [
      { id: 'split', type: 'parallelGateway' },
      ...branches.map((id) => task(id, { name: named(id) })),
      { id: 'join', type: 'parallelGateway' },
      task('last', { name: named('last') }),
      end('end'),
    ],
    [
      ['start', 'split'],
      ...branches.map((id): [string, string] => ['split', id]),
      ...joined.map((id): [string, string] => [id, 'join']),
      ['join', 'last'],
      ['last', 'end'],
    ],
  );

describe('branches of a run that is moved', () => {
  it('wait before the counterpart of their join', () => {
    const play = complete(new Play(fork(['a', 'b'])).start(), 'a');
    const to = fork(['b', 'a']);
    const further = goesOn(play, to);
    expect(open(further)).toEqual(['b']);
    expect(open(complete(further, 'b'))).toEqual(['last']);
  });

  it('are refused where a branch would wait for one that never began', () => {
    const play = new Play(fork(['a', 'b'])).start();
    expect(refused(migrate(play, fork(['a', 'b', 'c'])))).toEqual(['getsStuck join']);
  });

  it('go on where the branch that is new begins only later', () => {
    const before = graph(
      [task('first'), ...fork(['a', 'b']).definition.nodes.slice(1)],
      [
        ['start', 'first'],
        ['first', 'split'],
        ['split', 'a'],
        ['split', 'b'],
        ['a', 'join'],
        ['b', 'join'],
        ['join', 'last'],
        ['last', 'end'],
      ],
    );
    const after = graph(
      [task('first'), ...fork(['a', 'b', 'c']).definition.nodes.slice(1)],
      [
        ['start', 'first'],
        ['first', 'split'],
        ['split', 'a'],
        ['split', 'b'],
        ['split', 'c'],
        ['a', 'join'],
        ['b', 'join'],
        ['c', 'join'],
        ['join', 'last'],
        ['last', 'end'],
      ],
    );
    const further = complete(goesOn(new Play(before).start(), after), 'first');
    expect(open(further)).toEqual(['a', 'b', 'c']);
  });

  it('are refused where the new version does one after the other', () => {
    const play = new Play(fork(['a', 'b'])).start();
    const after = graph(
      [task('a', { name: named('a') }), task('b', { name: named('b') }), end('end')],
      [
        ['start', 'a'],
        ['a', 'b'],
        ['b', 'end'],
      ],
    );
    expect(refused(migrate(play, after))).toEqual(['tokensMeet b']);
  });

  it('find the way by which they come when a step lies between now', () => {
    const play = complete(new Play(fork(['a', 'b'])).start(), 'a');
    const to = fork(['a', 'b']);
    to.definition.nodes.push(task('between', { name: named('dazwischen') }) as never);
    to.definition.flows = to.definition.flows.filter(({ from, to: target }) => !(from === 'a' && target === 'join'));
    to.definition.flows.push({ id: 'n1', from: 'a', to: 'between' }, { id: 'n2', from: 'between', to: 'join' });
    const further = goesOn(play, to);
    expect(further.state.joins).toEqual({ join: ['n2'] });
    expect(open(complete(further, 'b'))).toEqual(['last']);
  });
});

describe('what is due when a run is moved', () => {
  it('happens first, by the old version', () => {
    const before = oneTask({ period: fiveDays, reminders: [days(3)] });
    const play = new Play(before).start();
    const result = moved(
      moveRun(
        before,
        oneTask({ period: days(10), reminders: [days(3)] }),
        play.state,
        { check: 'check' },
        { ...context, now: '2027-04-02T09:00:00.000Z' },
      ),
    );
    expect(result.effects.flatMap((effect) => (effect.type === 'event' ? [effect.event.type] : []))).toEqual([
      'reminded',
      'migrated',
      'deadlineMigrated',
    ]);
  });

  it('lets a branch go on for which the new version has a way', () => {
    const gateway = (condition: string) =>
      graph(
        [task('a'), { id: 'way', type: 'exclusiveGateway' }, task('b'), end('end')],
        [
          ['start', 'a'],
          ['a', 'way'],
          ['way', 'b', condition],
          ['b', 'end'],
        ],
      );
    const play = complete(new Play(gateway('round.outcome = "agreed"')).start(), 'a');
    expect(open(play)).toEqual([]);
    const to = gateway('lead.unitId = "lead"');
    const result = moved(
      moveRun(play.bundle, to, play.state, proposeMapping(play.bundle.definition, to.definition).mapping, context),
    );
    expect(result.state.steps.filter((step) => step.open).map(({ nodeId }) => nodeId)).toEqual(['b']);
  });
});
