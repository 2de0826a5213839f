import type { TimeLimit } from './definition';
import { explainPeriod } from './calendar-words';
import { periodEnd } from './calendar';
import { lintDefinition } from './lint';
import { moveRun } from './migration';
import { FACTS, Play } from './play';
import { complete, end, graph, task } from './play-graph';
import { movedDeadlines } from './recount';

const named = (text: string) => ({ de: text, en: text });
const RECEIVED = { key: 'received', name: named('Eingang'), type: 'date' as const };
const DUE = { key: 'dueOn', name: named('Fällig am'), type: 'date' as const };
const EASTER_2026 = { '2026-04-03': 'Karfreitag', '2026-04-06': 'Ostermontag' };
const MONDAY = '2026-03-16T08:00:00.000Z';
const WEDNESDAY = '2026-03-18T08:00:00.000Z';

const limit = (length: number, unit: TimeLimit['unit'], from?: TimeLimit['from']): TimeLimit => ({
  length,
  unit,
  roll: true,
  ...(from && { from }),
});
const receipt = { kind: 'fact', fact: 'received' } as const;
const afterDraft = { kind: 'step', nodeId: 'draft' } as const;

/** A draft, then an answer with this Frist. */
function answering(period: TimeLimit, more: Record<string, unknown> = {}) {
  const bundle = graph(
    [task('draft'), task('answer', { period, ...more }), end('end')],
    [
      ['start', 'draft'],
      ['draft', 'answer'],
      ['answer', 'end'],
    ],
  );
  bundle.definition.facts = [RECEIVED, DUE];
  return bundle;
}

const play = (period: TimeLimit, received: string | null, begins = MONDAY, more?: Record<string, unknown>): Play =>
  new Play(answering(period, more), begins, { ...FACTS, closedDays: EASTER_2026 }).start(
    ['autor'],
    received === null ? {} : { received },
  );
const answerOf = ({ state }: Play) => {
  const step = state.steps.find(({ nodeId }) => nodeId === 'answer');
  return step?.type === 'task' ? step : undefined;
};
const at = (run: Play, now: string): Play => {
  run.now = now;
  return run;
};

describe('a Frist that counts from something else than the beginning of its step', () => {
  it('is three weeks from the receipt on 16.03.2026: 07.04.2026, whenever the step begins', () => {
    for (const opened of [MONDAY, WEDNESDAY, '2026-04-01T08:00:00.000Z']) {
      const run = complete(at(play(limit(3, 'week', receipt), '2026-03-16'), opened), 'draft');
      expect(answerOf(run)).toMatchObject({ openedAt: opened, dueEnd: '2026-04-07T22:00:00.000Z' });
    }
  });

  it('counts from the beginning of the step where nobody has said the day', () => {
    const run = complete(at(play(limit(1, 'week', receipt), null), WEDNESDAY), 'draft');
    expect(answerOf(run)).toMatchObject({ dueEnd: '2026-03-25T23:00:00.000Z' });
    expect(answerOf(run)?.begins).toBeUndefined();
  });

  it('counts from the end of another step', () => {
    const bundle = answering(limit(2, 'workingDay'));
    bundle.definition.nodes.push(
      ...graph([task('last', { period: limit(5, 'workingDay', afterDraft) })], []).definition.nodes.slice(1),
    );
    for (const flow of bundle.definition.flows) if (flow.to === 'end') flow.to = 'last';
    bundle.definition.flows.push({ id: 'l', from: 'last', to: 'end' });
    expect(lintDefinition(bundle.definition)).toEqual([]);
    const run = new Play(bundle, MONDAY, { ...FACTS, closedDays: EASTER_2026 }).start();
    complete(at(complete(run, 'draft'), WEDNESDAY), 'answer');
    const last = run.state.steps.find(({ nodeId }) => nodeId === 'last');
    expect(last).toMatchObject({ openedAt: WEDNESDAY, dueEnd: '2026-03-23T23:00:00.000Z' });
  });

  it('leaves whoever has to act the next working day, though it has passed', () => {
    const run = complete(at(play(limit(1, 'week', receipt), '2026-03-02'), WEDNESDAY), 'draft');
    expect(answerOf(run)).toMatchObject({ dueEnd: '2026-03-19T23:00:00.000Z' });
    const period = { ...limit(1, 'week'), begins: { at: '2026-03-01T23:00:00.000Z', leavesTime: true } };
    const result = periodEnd(WEDNESDAY, period, {});
    expect(explainPeriod(result, period, 'de')).toBe(
      '1 Woche ab Montag, 02.03.2026 sind schon vorbei; der nächste Arbeitstag bleibt, Ende Donnerstag, 19.03.2026 um 24:00 Uhr',
    );
  });

  it('sets a date that has passed as it is, because nobody has to act by it', () => {
    const bundle = answering(limit(1, 'week'));
    bundle.definition.nodes.push({
      id: 'due',
      name: named('Frist'),
      type: 'automatic',
      job: { kind: 'setDate', fact: 'dueOn', period: limit(1, 'week', receipt) },
    });
    for (const flow of bundle.definition.flows) if (flow.to === 'answer') flow.to = 'due';
    bundle.definition.flows.push({ id: 'd', from: 'due', to: 'answer' });
    const run = new Play(bundle, WEDNESDAY, FACTS).start(['autor'], { received: '2026-03-02' });
    expect(complete(run, 'draft').state.facts).toMatchObject({ dueOn: '2026-03-09' });
  });

  it('is moved by a change of the calendar between receipt and end, as the preview says', () => {
    const run = complete(at(play(limit(10, 'workingDay', receipt), '2026-03-16'), WEDNESDAY), 'draft');
    expect(answerOf(run)).toMatchObject({ dueEnd: '2026-03-30T22:00:00.000Z' });
    const closedDays = { ...EASTER_2026, '2026-03-17': 'Personalversammlung' };
    const changed = [{ date: '2026-03-17', name: 'Personalversammlung', closed: true }];
    const calendar = { now: WEDNESDAY, closedDays };
    const moved = movedDeadlines(run.bundle, run.state, changed, calendar).map(({ movesTo }) => movesTo);
    run.facts = { ...FACTS, closedDays };
    run.run({ type: 'recount', changed });
    expect([moved, answerOf(run)?.dueEnd]).toEqual([['2026-03-31T22:00:00.000Z'], '2026-03-31T22:00:00.000Z']);
  });

  it('keeps what it counted from when the fact is changed later, and in another version', () => {
    const fields = { fields: [{ fact: 'received' }], results: [{ key: 'ok', name: named('gut') }] };
    const run = complete(at(play(limit(1, 'week', receipt), '2026-03-16', MONDAY, fields), WEDNESDAY), 'draft');
    expect(answerOf(run)).toMatchObject({ begins: { 'fact:received': '2026-03-15T23:00:00.000Z' } });
    const context = { now: WEDNESDAY, facts: run.facts, fromVersion: 1, toVersion: 2 };
    const mapping = { start: 'start', draft: 'draft', answer: 'answer', end: 'end' };
    const later = { ...run.state, facts: { received: '2026-03-20' } };
    const moved = moveRun(run.bundle, answering(limit(2, 'week', receipt), fields), later, mapping, context);
    if ('refused' in moved) throw new Error(JSON.stringify(moved.refused));
    expect(moved.state.steps.at(-1)).toMatchObject({ dueEnd: '2026-03-30T22:00:00.000Z' });
  });

  it('keeps it where the step from which it counts has another id in the new version', () => {
    const run = complete(at(play(limit(2, 'week', afterDraft), null), WEDNESDAY), 'draft');
    const to = answering(limit(3, 'week', { kind: 'step', nodeId: 'paper' }));
    for (const node of to.definition.nodes) if (node.id === 'draft') node.id = 'paper';
    for (const flow of to.definition.flows) {
      if (flow.from === 'draft') flow.from = 'paper';
      if (flow.to === 'draft') flow.to = 'paper';
    }
    const context = { now: WEDNESDAY, facts: run.facts, fromVersion: 1, toVersion: 2 };
    const mapping = { start: 'start', draft: 'paper', answer: 'answer', end: 'end' };
    const moved = moveRun(run.bundle, to, run.state, mapping, context);
    if ('refused' in moved) throw new Error(JSON.stringify(moved.refused));
    expect(moved.state.steps.at(-1)).toMatchObject({
      begins: { 'step:paper': WEDNESDAY },
      dueEnd: '2026-04-08T22:00:00.000Z',
    });
  });

  it('may begin to count from the receipt with another version', () => {
    const run = complete(at(play(limit(2, 'week'), '2026-03-16'), WEDNESDAY), 'draft');
    expect(answerOf(run)).toMatchObject({ dueEnd: '2026-04-01T22:00:00.000Z' });
    const context = { now: WEDNESDAY, facts: run.facts, fromVersion: 1, toVersion: 2 };
    const mapping = { start: 'start', draft: 'draft', answer: 'answer', end: 'end' };
    const moved = moveRun(run.bundle, answering(limit(2, 'week', receipt)), run.state, mapping, context);
    if ('refused' in moved) throw new Error(JSON.stringify(moved.refused));
    expect(moved.state.steps.at(-1)).toMatchObject({ dueEnd: '2026-03-30T22:00:00.000Z' });
  });
});

describe('the end of a step from which a Frist counts', () => {
  const parallel = (from: string) =>
    lintDefinition(
      graph(
        [
          { id: 'split', type: 'parallelGateway' },
          task('left'),
          task('right'),
          { id: 'join', type: 'parallelGateway' },
          task('last', { period: limit(3, 'workingDay', { kind: 'step', nodeId: from }) }),
          end('end'),
        ],
        [
          ['start', 'split'],
          ['split', 'left'],
          ['split', 'right'],
          ['left', 'join'],
          ['right', 'join'],
          ['join', 'last'],
          ['last', 'end'],
        ],
      ).definition,
    ).map(({ code }) => code);

  it('is known after a join, whichever branch it is on, and not of a step to come', () => {
    expect([parallel('left'), parallel('right')]).toEqual([[], []]);
    expect(parallel('last')).toEqual(['openPeriodStart']);
    expect(parallel('split')).toEqual(['unknownPeriodStart']);
  });

  it('is not known where a decision may lead past it', () => {
    const bundle = graph(
      [
        task('draft', { results: [{ key: 'ok', name: named('gut') }] }),
        { id: 'which', type: 'exclusiveGateway', defaultFlow: 'f2' },
        task('check'),
        task('answer', { period: limit(3, 'workingDay', { kind: 'step', nodeId: 'check' }) }),
        end('end'),
      ],
      [
        ['start', 'draft'],
        ['draft', 'which'],
        ['which', 'check'],
        ['which', 'answer', 'steps.draft.result = "ok"'],
        ['check', 'answer'],
        ['answer', 'end'],
      ],
    );
    expect(lintDefinition(bundle.definition).map(({ nodeId, code }) => [nodeId, code])).toEqual([
      ['answer', 'openPeriodStart'],
    ]);
  });
});
