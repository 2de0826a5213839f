import type { Bundle, Definition } from '../definition';
import { danglingOf } from '../dangling';
import { FACTS, LEAD, named, Play } from '../play';
import { alone, completes, end, graph, open, task, unit, workingDays } from '../play-graph';
import type { RunState } from '../state';
import { proposeMapping } from './mapping';
import { migrateState } from './migrate';

const NOW = '2027-03-25T10:00:00.000Z';
const FIVE = '2027-04-05T22:00:00.000Z';
const TEN = '2027-04-12T22:00:00.000Z';

const BLOCKS = {
  takeNote: { addressees: [unit('health'), unit('youth')], period: workingDays(5), reminders: [], waits: true },
  contribution: {
    addressees: [unit('health'), unit('youth')],
    period: workingDays(5),
    reminders: [],
    onSilence: 'without',
  },
  dispatch: { addressee: unit('lead'), recipients: named('Senat'), period: workingDays(5), reminders: [] },
  wait: { until: { kind: 'event', event: named('Post'), reportedBy: unit('lead'), atMost: workingDays(5) } },
} as const;
const OTHERS = {
  takeNote: { addressees: [unit('social')] },
  contribution: { addressees: [unit('health')] },
  dispatch: { addressee: unit('youth') },
  wait: { until: { ...BLOCKS.wait.until, reportedBy: unit('youth') } },
} as const;
const SLOWER = {
  takeNote: { period: workingDays(10) },
  contribution: { period: workingDays(10) },
  dispatch: { period: workingDays(10) },
  wait: { until: { ...BLOCKS.wait.until, atMost: workingDays(10) } },
} as const;
type Kind = keyof typeof BLOCKS;
const kinds = Object.keys(BLOCKS) as Kind[];

const block = (type: Kind, more: object = {}): Bundle =>
  alone({ id: 'block', type, name: named('Baustein'), ...BLOCKS[type], ...more });

function migrate(play: Play, to: Bundle) {
  const { mapping } = proposeMapping(play.bundle.definition, to.definition);
  return migrateState(play.bundle, to, play.state, mapping, { now: NOW, facts: FACTS, fromVersion: 1, toVersion: 2 });
}
function moved(play: Play, to: Bundle) {
  const result = migrate(play, to);
  if ('refused' in result) throw new Error(JSON.stringify(result.refused));
  expect(danglingOf(to, result.state)).toEqual([]);
  return result;
}

describe('a block of the office that is moved to another version', () => {
  it.each(kinds)('%s stays as it is where the version says the same', (type) => {
    const play = new Play(block(type)).start();
    expect(moved(play, block(type)).state).toEqual(play.state);
  });

  it.each(kinds)('%s counts its Fristen by the new period from the same beginning', (type) => {
    const { changes } = moved(new Play(block(type)).start(), block(type, SLOWER[type]));
    expect(changes.length).toBeGreaterThan(0);
    for (const change of changes) expect(change).toMatchObject({ what: 'deadline', was: FIVE, dueEnd: TEN });
  });

  it.each(kinds)('%s is refused by name where it is for somebody else', (type) => {
    const result = migrate(new Play(block(type)).start(), block(type, OTHERS[type]));
    expect(result).toEqual({ refused: [{ code: 'settingsDiffer', nodeId: 'block', name: named('Baustein') }] });
  });

  it('keeps what was delivered, and moves only what is still open', () => {
    const play = new Play(block('contribution')).start();
    expect(completes(play, 'health', { words: 'Unser Beitrag' })).toBeNull();
    const { state, changes } = moved(play, block('contribution', SLOWER.contribution));
    const [step] = state.steps;
    const places = step?.type === 'contribution' ? step.places : [];
    expect(places.map(({ unitId, state: stands, words }) => [unitId, stands, words])).toEqual([
      ['health', 'done', 'Unser Beitrag'],
      ['youth', 'open', null],
    ]);
    expect(changes.map(({ unitId }) => unitId)).toEqual(['youth']);
  });
});

describe('a Frist whose length a fact says', () => {
  const facts = [{ key: 'days', name: named('Tage'), type: 'number', atStart: true }];
  const withFact = (length: number, lengthFact?: string): Bundle => {
    const bundle = alone(task('check', { period: { ...workingDays(length), ...(lengthFact && { lengthFact }) } }));
    return { ...bundle, definition: { ...bundle.definition, facts: facts as Definition['facts'] } };
  };
  const started = (bundle: Bundle) =>
    new Play(bundle).run({
      type: 'start',
      paper: { number: 1, sha256: 'a' },
      authors: [],
      by: LEAD,
      facts: { days: 10 },
    });

  it('stays where the fact says it in both versions', () => {
    const play = started(withFact(3, 'days'));
    const { state, changes } = moved(play, withFact(4, 'days'));
    expect(changes).toEqual([]);
    expect(state).toEqual(play.state);
  });

  it('is counted by the fact where only the new version asks for it', () => {
    const { state, changes } = moved(started(withFact(5)), withFact(5, 'days'));
    expect(changes).toMatchObject([{ what: 'deadline', was: FIVE, dueEnd: TEN }]);
    expect(state.steps[0]?.lengths).toEqual({ days: 10 });
  });
});

describe('a called procedure within a run that is moved', () => {
  const inner = (period: number, id = 'check'): Definition => ({
    ...graph(
      [task(id, { name: named('Prüfen'), period: workingDays(period) }), end('good')],
      [
        ['start', id],
        [id, 'good'],
      ],
    ).definition,
    key: 'inner',
  });
  const outer = (called: Definition | undefined): Bundle => ({
    ...graph(
      [{ id: 'sub', type: 'call', procedure: 'inner' }, end('end')],
      [
        ['start', 'sub'],
        ['sub', 'end'],
      ],
    ),
    ...(called && { called: { inner: called } }),
  });
  const tasksIn = (state: RunState) => state.steps.flatMap((step) => (step.type === 'task' ? [step] : []));

  it('goes with it, by its own mapping', () => {
    const play = new Play(outer(inner(5))).start();
    const { state } = moved(play, outer(inner(10, 'examine')));
    expect(tasksIn(state)).toMatchObject([{ nodeId: 'examine', scope: 'c1', dueEnd: TEN, open: true }]);
    expect(open(play)).toEqual(['sub', 'check']);
  });

  it('refuses it where the new version no longer contains it', () => {
    const play = new Play(outer(inner(5))).start();
    const result = migrate(play, outer(undefined));
    expect(result).toMatchObject({ refused: [{ code: 'calledGone', nodeId: 'sub', subject: 'inner' }] });
  });
});
