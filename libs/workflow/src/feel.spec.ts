import { compileCondition, conditionHolds } from './feel';
import type { ConditionFacts } from './feel';

const FACTS: ConditionFacts = {
  round: { outcome: 'agreed', openReservations: 2, shownDissents: 0 },
  finalSignature: null,
  lead: { unitId: 'lead' },
  facts: { day: '2027-04-01', units: ['health', 'youth'], amount: 5 },
  steps: { 'round-1': { result: 'done' } },
};

describe('a condition', () => {
  it.each([
    'round.outcome = "agreed"',
    'round.openReservations > 0 and not(round.shownDissents > 0)',
    'round.outcome in ("agreed", "returned")',
    'round.openReservations in [1..3]',
    'round.openReservations between 1 and 2',
    'starts with(lead.unitId, "le")',
    '(round.openReservations + 1) * 2 = 6',
    'finalSignature.result = null',
    'date(facts.day) < date("2027-04-02")',
    'date(facts.day) >= date(2027, 4, 1) and date("2027-12-31") > date(facts.day)',
    'list contains(facts.units, "health") and count(facts.units) = 2',
    '"health" in facts.units',
    'steps.round-1.result = "done"',
    'steps.round-2.result = null',
    'facts.amount - 1 = 4',
  ])('may say: %s', (condition) => {
    expect(compileCondition(condition).problem).toBeNull();
    expect(conditionHolds(condition, FACTS)).toBe(true);
  });

  it.each([
    'matches("aaaaaaaaaaaaaaaaaaaa!", "(a+)+$")',
    'replace("a", "a", "b") = "b"',
    'split("a", "a") = []',
    'for i in 1..1000000 return i',
    'some x in [1,2] satisfies x > 1',
    'every x in [1,2] satisfies x > 1',
    '[1,2][item > 1] = 2',
    'function(x) x',
    'now() > null',
    '{a: 1}.a = 1',
    '9 ** 9 ** 9 > 1',
    'if true then true else false',
    '1 instance of number',
    'round.outcome == "agreed"',
    'time("10:00:00") = null',
    'duration("P1D") > duration("PT1H")',
    'date(facts.day).year = 2027',
    'facts.units.length = 2',
    'round.outcome =',
    '',
    `"${'a'.repeat(600)}" = ""`,
    `round.openReservations in (${Array.from({ length: 60 }, (_, index) => index).join(',')})`,
    `${'('.repeat(30)}true${')'.repeat(30)}`,
    `[${Array.from({ length: 60 }, () => 1).join(',')}] = 1`,
  ])('may not say: %s', (condition) => {
    expect(compileCondition(condition).problem).not.toBeNull();
    expect(conditionHolds(condition, FACTS)).toBe(false);
  });

  it('does not hold when it is null, no boolean, or asks for something unknown', () => {
    for (const condition of ['round.outcom = "agreed"', 'unknown', 'round.openReservations', 'null', '"true"']) {
      expect(conditionHolds(condition, FACTS)).toBe(false);
    }
  });

  it('takes a dash for a part of the name of a step, whether or not the step has ended', () => {
    const condition = 'not(steps.round-1.result = "done") or steps.work.result = "x"';
    expect(compileCondition(condition).paths).toEqual(['steps.round-1.result', 'steps.work.result']);
    expect(conditionHolds(condition, FACTS)).toBe(false);
    expect(conditionHolds(condition, { ...FACTS, steps: {} })).toBe(true);
    expect(conditionHolds(condition, { ...FACTS, steps: { round: { result: 'x' } } })).toBe(true);
  });

  it.each<[string, Partial<ConditionFacts>]>([
    ['round.openReservations = 2', { round: { outcome: 'agreed', openReservations: 3, shownDissents: 0 } }],
    ['round.outcome = "agreed"', { round: null }],
    ['finalSignature = null', { finalSignature: { result: 'signed' } }],
    ['lead.unitId = "lead"', { lead: { unitId: 'health' } }],
    ['facts.amount = 5', { facts: { amount: '5' } }],
    ['facts . day = "2027-04-01"', { facts: {} }],
    ['"youth" in facts.units', { facts: { units: ['health'] } }],
    ['steps.round-1.result = "done"', { steps: { 'round-1': { result: 'not' } } }],
  ])('is asked anew as soon as something else stands in what it reads: %s', (condition, otherwise) => {
    for (const [facts, answer] of [
      [FACTS, true],
      [{ ...FACTS, ...otherwise }, false],
      [FACTS, true],
    ] as const)
      expect(conditionHolds(condition, facts)).toBe(answer);
  });

  it('names what it reads', () => {
    expect(compileCondition('round.outcome = "a" or finalSignature.result = other').paths).toEqual([
      'round.outcome',
      'finalSignature.result',
      'other',
    ]);
  });
});
