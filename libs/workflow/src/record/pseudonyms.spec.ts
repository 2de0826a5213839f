import type { Bundle } from '../definition';
import { FACTS, LEAD, named, sha256 } from '../play';
import { end, graph, task } from '../play-graph';
import { firstParting, withoutPersons } from './pseudonyms';
import { firstDifference, Recorder, type RecordedCommand, type RecordedHistory } from './recorded';

const NOW = '2027-03-25T10:00:00.000Z';
const ASKS_NO_TEXT = 'steps.check.result = "x"';
const REMARK = { key: 'remark', name: named('Bemerkung'), type: 'text' } as const;

/** One task, after which a condition may ask for what was written. */
function procedure(condition = ASKS_NO_TEXT, name = 'Prüfen'): Bundle {
  const bundle = graph(
    [
      task('check', { name: named(name), fields: [{ fact: 'remark' }] }),
      { id: 'which', name: named('Eilig?'), type: 'exclusiveGateway', defaultFlow: 'f3' },
      end('urgent', 'returned'),
      end('end'),
    ],
    [
      ['start', 'check'],
      ['check', 'which'],
      ['which', 'urgent', condition],
      ['which', 'end'],
    ],
  );
  return { ...bundle, definition: { ...bundle.definition, facts: [REMARK] } };
}

function historyOf(
  procedures: Pick<RecordedHistory, 'bundle' | 'versions'>,
  commands: RecordedCommand[],
): RecordedHistory {
  const history: RecordedHistory = { format: 1, ...procedures, facts: [], runs: [] };
  const recorder = new Recorder(history);
  const paper = { number: 1, sha256: sha256(1) };
  recorder.play(NOW, FACTS, { type: 'start', paper, authors: ['autor'], by: LEAD });
  for (const command of commands) expect(recorder.play(NOW, FACTS, command).refused).toBeUndefined();
  return {
    ...history,
    runs: [{ name: 'one', status: recorder.state?.status ?? 'running', steps: recorder.steps }],
  };
}

const step = (command: object): RecordedCommand =>
  ({ type: 'step', stepId: 'e1', by: LEAD, command }) as RecordedCommand;
const complete = (remark: string): RecordedCommand[] => [
  step({ type: 'claim' }),
  step({ type: 'complete', words: 'Frau Beispiel wünscht es', values: { remark } }),
];
const parting = (history: RecordedHistory): number | null => {
  const anonymous = withoutPersons(history);
  const [run, other] = [history.runs[0], anonymous.runs[0]];
  if (run === undefined || other === undefined) throw new Error('A history has a run.');
  return firstParting(history, anonymous, [run, other]);
};

describe('a history without anybody in it', () => {
  it('keeps the way of a run whose rules ask for no text', () => {
    const history = historyOf({ bundle: procedure() }, complete('eilig'));
    expect(parting(history)).toBeNull();
    const text = JSON.stringify(withoutPersons(history).runs);
    expect(text).not.toMatch(/Beispiel|eilig|lena|autor|1111111/);
  });

  it('tells where a rule asks for a text that is gone', () => {
    expect(parting(historyOf({ bundle: procedure('facts.remark = "eilig"') }, complete('eilig')))).toBe(2);
    expect(parting(historyOf({ bundle: procedure('facts.remark = "eilig"') }, complete('nicht')))).toBeNull();
  });

  it('takes what it does not know to be structure for words', () => {
    const commands = [
      step({ type: 'claim' }),
      {
        type: 'insertStep',
        by: LEAD,
        before: 'e1',
        name: named('Frau Beispiel fragen'),
        unitId: 'lead',
        reason: 'warum',
      },
      { type: 'recount', changed: [{ date: '2027-04-02', name: 'Trauerfeier Beispiel', closed: true }] },
    ] as RecordedCommand[];
    const history = historyOf({ bundle: procedure() }, commands);
    expect(parting(history)).toBeNull();
    const { facts, runs } = withoutPersons(history);
    expect(JSON.stringify([facts, runs])).not.toMatch(/Beispiel|warum|Ostermontag|"lead"/);
  });

  it('goes over to another version and back, and is played to equal bytes', () => {
    const versions = { '1': procedure(), '2': procedure(ASKS_NO_TEXT, 'Genauer prüfen') };
    const there = { fromVersion: 1, toVersion: 2 };
    const history = historyOf({ bundle: versions['1'], versions }, [
      step({ type: 'claim' }),
      { type: 'migrate', ...there, mapping: { check: 'check' } },
      { type: 'undoMigration', ...there },
      step({ type: 'complete' }),
    ]);
    const anonymous = withoutPersons(history);
    expect(history.runs[0]?.status).toBe('completed');
    expect(anonymous.runs.map((run) => firstDifference(anonymous, run))).toEqual([null]);
    expect(parting(history)).toBeNull();
  });

  it('is not played without a version that it names', () => {
    const history = { bundle: procedure(), versions: {} };
    expect(() => historyOf(history, [{ type: 'migrate', fromVersion: 1, toVersion: 2, mapping: {} }])).toThrow(
      'The history lacks version 2 of its procedure.',
    );
  });
});
