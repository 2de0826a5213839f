import { advance } from '../advance';
import type { Command } from '../command';
import { Definition, type Bundle } from '../definition';
import { FACTS, LEAD, named, Play, sha256 } from '../play';
import { complete, end, graph, task, type Line } from '../play-graph';
import { courseOf } from './course';

/** Every act has its own moment, as in the life of a run. */
function later(play: Play): Play {
  play.now = new Date(Date.parse(play.now) + 60_000).toISOString();
  return play;
}
const start = (bundle: Bundle) => new Play(bundle).start();
const done = (play: Play, ...ids: string[]) => ids.reduce((one, id) => complete(later(one), id), play);
const ways = (play: Play) => courseOf(play.bundle, play.state)[0]?.taken;

const BRANCHES = graph(
  [
    { id: 'split', type: 'parallelGateway' },
    task('a'),
    task('b'),
    { id: 'join', type: 'parallelGateway' },
    task('c'),
    end('end'),
  ],
  [
    ['start', 'split'],
    ['split', 'a'],
    ['split', 'b'],
    ['a', 'join'],
    ['b', 'join'],
    ['join', 'c'],
    ['c', 'end'],
  ],
);

const CHOICE = graph(
  [
    task('check', {
      results: [
        { key: 'yes', name: named('ja') },
        { key: 'no', name: named('nein') },
      ],
    }),
    { id: 'gate', type: 'exclusiveGateway', defaultFlow: 'f3' },
    task('repair'),
    end('end'),
  ],
  [
    ['start', 'check'],
    ['check', 'gate'],
    ['gate', 'repair', 'steps.check.result = "no"'],
    ['gate', 'end'],
    ['repair', 'check'],
  ] as Line[],
);

describe('the course of a run', () => {
  it('tells the ways of branches, and what waits at their join', () => {
    const play = start(BRANCHES);
    expect(ways(play)).toEqual(['f0', 'f1', 'f2']);
    done(play, 'b');
    expect(ways(play)).toEqual(['f0', 'f1', 'f2', 'f4']);
    expect(courseOf(play.bundle, play.state)[0]?.waiting).toEqual([
      { nodeId: 'join', flows: ['f4'], awaited: 2, obstacle: null },
    ]);
    done(play, 'a');
    expect(ways(play)).toEqual(['f0', 'f1', 'f2', 'f3', 'f4', 'f5']);
    expect(courseOf(play.bundle, play.state)[0]?.waiting).toEqual([]);
    expect(ways(done(play, 'c'))).toEqual(['f0', 'f1', 'f2', 'f3', 'f4', 'f5', 'f6']);
  });

  it('tells of a choice only the way that was taken, and of a loop both', () => {
    const answer = (play: Play, result: string) => {
      later(play);
      const stepId = play.state.steps.findLast(({ nodeId }) => nodeId === 'check')?.id ?? '';
      play.run({ type: 'step', stepId, by: LEAD, command: { type: 'claim' } });
      return play.run({ type: 'step', stepId, by: LEAD, command: { type: 'complete', result } });
    };
    const play = answer(start(CHOICE), 'no');
    expect(ways(play)).toEqual(['f0', 'f1', 'f2']);
    expect(ways(done(play, 'repair'))).toEqual(['f0', 'f1', 'f2', 'f4']);
    expect(ways(answer(play, 'yes'))).toEqual(['f0', 'f1', 'f2', 'f3', 'f4']);
    expect(ways(answer(start(CHOICE), 'yes'))).toEqual(['f0', 'f1', 'f3']);
  });

  it('draws what the lead has put in before the step that waits for it', () => {
    const play = start(BRANCHES);
    later(play).run({
      type: 'insertStep',
      by: LEAD,
      before: play.state.steps[0]?.id ?? '',
      name: named('Rechtsprüfung'),
      unitId: 'legal',
      reason: 'heikel',
    });
    const { nodes, flows } = courseOf(play.bundle, play.state)[0]?.definition ?? play.bundle.definition;
    expect(nodes.at(-1)).toMatchObject({ id: 'inserted1', name: named('Rechtsprüfung') });
    expect(flows.at(-1)).toEqual({ id: 'before-inserted1', from: 'inserted1', to: 'a' });
  });

  it('tells of a procedure that it has called by itself, from its own beginning', () => {
    const inner = {
      ...graph(
        [task('inside'), end('end')],
        [
          ['start', 'inside'],
          ['inside', 'end'],
        ],
      ).definition,
      key: 'inner',
    };
    const outer = graph(
      [task('before'), { id: 'sub', type: 'call', procedure: 'inner' }, end('end')],
      [
        ['start', 'before'],
        ['before', 'sub'],
        ['sub', 'end'],
      ],
    );
    const play = done(start({ ...outer, called: { inner } }), 'before');
    const [whole, part, ...others] = courseOf(play.bundle, play.state);
    expect(others).toEqual([]);
    expect(whole).toMatchObject({ scope: null, taken: ['f0', 'f1'] });
    expect(part).toMatchObject({ taken: ['f0'], definition: { key: 'inner' } });
    expect(part?.callStepId).toBe(play.state.steps.find(({ type }) => type === 'call')?.id);
  });

  it('says why a token cannot begin a step', () => {
    const play = start(
      graph(
        [task('a'), task('b', { addressee: { kind: 'department', department: 'HEALTH' } }), end('end')],
        [
          ['start', 'a'],
          ['a', 'b'],
          ['b', 'end'],
        ],
      ),
    );
    play.facts = { ...play.facts, parties: [] };
    const [part] = courseOf(play.bundle, done(play, 'a').state);
    expect(part?.taken).toEqual(['f0', 'f1']);
    expect(part?.waiting).toEqual([
      { nodeId: 'b', flows: ['f1'], awaited: 1, obstacle: { reason: 'missingParticipant', since: play.now } },
    ]);
  });

  it('shows what runs inside of a sub-process in the drawing in which it stands', () => {
    const definition = Definition.parse({
      schemaVersion: 1,
      key: 'model',
      name: named('Modell'),
      imported: { process: 'model', language: 'juel' },
      nodes: [
        { id: 'begin', type: 'startEvent', name: named('an') },
        { id: 'part', type: 'subProcess', name: named('Teil') },
        { id: 'in', type: 'startEvent', name: named('hinein'), parent: 'part' },
        { id: 'do', type: 'userTask', name: named('tun'), parent: 'part' },
        { id: 'out', type: 'endEvent', name: named('hinaus'), parent: 'part' },
        { id: 'end', type: 'endEvent', name: named('aus') },
      ],
      flows: [
        { id: 'f0', from: 'begin', to: 'part' },
        { id: 'f1', from: 'part', to: 'end' },
        { id: 'p0', from: 'in', to: 'do' },
        { id: 'p1', from: 'do', to: 'out' },
      ],
    });
    const bundle: Bundle = { semantics: 1, definition };
    const command: Command = {
      type: 'start',
      paper: { number: 1, sha256: sha256(1) },
      authors: ['autor'],
      by: LEAD,
    };
    const { state } = advance(bundle, null, command, { now: '2027-03-25T09:00:00.000Z', facts: FACTS });
    const [whole, ...others] = courseOf(bundle, state);
    expect(others).toEqual([]);
    const inside = state.steps.find(({ nodeId }) => nodeId === 'do')?.scope;
    expect(whole).toMatchObject({ scope: null, within: [inside], taken: ['f0', 'p0'] });
  });
});
