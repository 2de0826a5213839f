import type { FactDefinition, FactValue } from './definition';
import { fitsFact, refuseFacts } from './facts';
import { LEAD, named, Play, sha256 } from './play';
import { complete, end, graph, open, task } from './play-graph';

const fact = (key: string, type: FactDefinition['type'], more: Partial<FactDefinition> = {}): FactDefinition => ({
  key,
  name: named(key),
  type,
  ...more,
});

describe('a declared fact', () => {
  const fits = (type: FactDefinition['type'], value: FactValue, more: Partial<FactDefinition> = {}) =>
    fitsFact(fact('it', type, more), value);

  it('has the form of its type', () => {
    expect([fits('number', 3.5), fits('number', '3')]).toEqual([true, false]);
    expect([fits('number', Number.NaN), fits('number', Number.POSITIVE_INFINITY)]).toEqual([false, false]);
    expect([fits('text', 'ja'), fits('text', true)]).toEqual([true, false]);
    expect([fits('boolean', false), fits('boolean', 'nein')]).toEqual([true, false]);
    expect([fits('date', '2028-02-29'), fits('date', '2027-02-29'), fits('date', '1.3.2027')]).toEqual([
      true,
      false,
      false,
    ]);
    const choices = [{ key: 'high', name: named('hoch') }];
    expect([fits('choice', 'high', { choices }), fits('choice', 'low', { choices })]).toEqual([true, false]);
    expect([fits('units', ['a', 'b']), fits('units', 'a'), fits('units', ['a', 'a'])]).toEqual([true, false, false]);
    expect([fits('departments', ['HEALTH']), fits('departments', ['SPACE'])]).toEqual([true, false]);
  });

  it('is refused by name when it is unknown, badly formed or missing', () => {
    const declared = [fact('costs', 'number'), fact('title', 'text')];
    expect(refuseFacts(declared, { cost: 1 })).toEqual({ code: 'unknownFact', details: { fact: 'cost' } });
    expect(refuseFacts(declared, { costs: 'viel' })).toEqual({ code: 'badFact', details: { fact: 'costs' } });
    expect(refuseFacts(declared, { title: ' ' }, ['title'])).toEqual({
      code: 'factMissing',
      details: { fact: 'title' },
    });
    expect(refuseFacts(declared, { costs: 0, title: null }, ['costs'])).toBeNull();
  });
});

describe('the facts of a run', () => {
  const facts = [fact('costs', 'number', { atStart: true }), fact('asked', 'departments')];
  const bundle = graph(
    [
      { id: 'gate', type: 'exclusiveGateway', defaultFlow: 'f1' },
      task('small'),
      task('large', { addressee: { kind: 'fact', fact: 'asked' } }),
      end('end'),
    ],
    [
      ['start', 'gate'],
      ['gate', 'small'],
      ['gate', 'large', 'facts.costs > 1000'],
      ['small', 'end'],
      ['large', 'end'],
    ],
  );
  const withFacts = { ...bundle, definition: { ...bundle.definition, facts } };
  const begun = (values: Record<string, FactValue>) => new Play(withFacts).start([], values);

  it('are given at the start, recorded, and read by conditions', () => {
    const play = begun({ costs: 500 });
    expect(open(play)).toEqual(['small']);
    expect(play.state.facts).toEqual({ costs: 500 });
    expect(play.events('factsSet')).toMatchObject([{ by: { personId: 'lena' }, values: { costs: 500 } }]);
  });

  it('name the units to whom a step goes', () => {
    const play = begun({ costs: 5000, asked: ['YOUTH'] });
    expect(play.state.steps).toMatchObject([{ nodeId: 'large', unitId: 'youth' }]);
  });

  it('hold the step back as long as they name nobody', () => {
    expect(begun({ costs: 5000 }).state.obstacles).toMatchObject({ large: { reason: 'missingParticipant' } });
  });

  it('are asked for at the start', () => {
    const start = (values?: Record<string, FactValue>) =>
      new Play(withFacts).attempt({
        type: 'start',
        paper: { number: 1, sha256: sha256(1) },
        authors: [],
        by: LEAD,
        ...(values && { facts: values }),
      });
    expect(start().refused).toEqual({ code: 'factMissing', details: { fact: 'costs' } });
    expect(start({ costs: 1, room: 2 }).refused).toEqual({ code: 'unknownFact', details: { fact: 'room' } });
    expect(start({ costs: 'viel' }).refused).toEqual({ code: 'badFact', details: { fact: 'costs' } });
  });

  it('leave no trace where a procedure declares none', () => {
    const play = new Play(
      graph(
        [task('a'), end('end')],
        [
          ['start', 'a'],
          ['a', 'end'],
        ],
      ),
    ).start();
    expect(complete(play, 'a').state).not.toHaveProperty('facts');
    expect(play.events('factsSet')).toEqual([]);
  });
});
