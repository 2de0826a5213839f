import { compileCondition, conditionHolds } from './feel';
import type { ConditionFacts } from './feel';

const FACTS: ConditionFacts = {
  round: { outcome: 'agreed', openReservations: 2, shownDissents: 0 },
  finalSignature: null,
  lead: { unitId: 'lead' },
  facts: {},
  steps: {},
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

  it('names what it reads', () => {
    expect(compileCondition('round.outcome = "a" or finalSignature.result = other').paths).toEqual([
      'round.outcome',
      'finalSignature.result',
      'other',
    ]);
  });
});
