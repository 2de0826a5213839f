import fc from 'fast-check';
import type { Acting } from '../vocabulary';
import { ASSIGNMENT_KINDS, ASSIGNMENT_RESULTS, ASSIGNMENT_STATES, isLive, ruleOf } from './kinds';
import { allowedActs, answerProblem, ASSIGNMENT_ACTS, judgeAssignment, type AssignmentFacts } from './rules';

const acting = (personId: string, ...unitIds: string[]): Acting => ({
  personId,
  grants: unitIds.map((unitId) => ({ unitId, capacity: 'BY_ORDER' as const })),
});
const task = (over: Partial<AssignmentFacts> = {}): AssignmentFacts => ({
  ...{ kind: 'statement', state: 'open', unitId: 'JUG', issuingUnitId: 'SPK', addressedTo: [], owner: null },
  ...over,
});
const head: Acting = { personId: 'head', grants: [{ unitId: 'JUG', capacity: 'HEAD' }] };
const deputy: Acting = {
  personId: 'deputy',
  grants: [{ unitId: 'JUG', capacity: 'DEPUTY', onBehalfOf: 'jule', principalCapacity: 'BY_ORDER' }],
};

const anyTask = fc.record({
  kind: fc.constantFrom(...ASSIGNMENT_KINDS),
  state: fc.constantFrom(...ASSIGNMENT_STATES),
  unitId: fc.constantFrom('JUG', 'SPK'),
  issuingUnitId: fc.constantFrom('SPK', 'GES'),
  addressedTo: fc.constantFrom<string[][]>([], ['jule'], ['other']),
  owner: fc.constantFrom(null, acting('jule', 'JUG'), acting('other', 'SPK')),
});
const anybody = fc.constantFrom(acting('jule', 'JUG'), acting('ada', 'SPK'), acting('gesa', 'GES'), head, deputy);

describe('who may do what with a task by hand', () => {
  it('never lets anybody act without a grant on one of its two units, nor on what has ended', () => {
    fc.assert(
      fc.property(anyTask, anybody, fc.constantFrom(...ASSIGNMENT_ACTS), (one, by, act) => {
        const { by: acted } = judgeAssignment(act, one, by);
        if (acted === undefined) return;
        expect(isLive(one.state)).toBe(true);
        expect([one.unitId, one.issuingUnitId]).toContain(acted.unitId);
        expect(by.grants.map(({ unitId }) => unitId)).toContain(acted.unitId);
      }),
    );
  });

  it('shows as allowed exactly what is not refused', () => {
    fc.assert(
      fc.property(anyTask, anybody, (one, by) => {
        const refused = ASSIGNMENT_ACTS.filter((act) => judgeAssignment(act, one, by).refused !== undefined);
        expect([...allowedActs(one, by), ...refused].sort()).toEqual([...ASSIGNMENT_ACTS].sort());
      }),
    );
  });

  it('lets the owner answer, the head hand on at any time, and the deputy take over from whom they stand in for', () => {
    const owned = task({ owner: acting('jule', 'JUG') });
    expect(judgeAssignment('answer', owned, acting('jule', 'JUG')).refused).toBeUndefined();
    expect(judgeAssignment('answer', owned, head).refused).toBe('notOwner');
    expect(judgeAssignment('handOver', owned, head).refused).toBeUndefined();
    expect(judgeAssignment('handOver', owned, acting('kim', 'JUG')).refused).toBe('headDistributes');
    expect(judgeAssignment('claim', owned, acting('kim', 'JUG')).refused).toBe('alreadyClaimed');
    expect(judgeAssignment('claim', owned, deputy).by).toMatchObject({ capacity: 'DEPUTY', onBehalfOf: 'jule' });
  });

  it('takes an owner who has lost the authority for none', () => {
    const left = task({ owner: acting('jule') });
    expect(judgeAssignment('claim', left, acting('kim', 'JUG')).refused).toBeUndefined();
  });

  it('keeps what is asked of one unit personally with that unit', () => {
    expect(judgeAssignment('handOverToUnit', task({ kind: 'question' }), acting('jule', 'JUG')).refused).toBe(
      'staysInUnit',
    );
    expect(judgeAssignment('handOverToUnit', task(), acting('jule', 'JUG')).refused).toBeUndefined();
  });

  it('takes an answer that its kind knows and that brings what it needs, and no other', () => {
    for (const kind of ASSIGNMENT_KINDS)
      for (const result of ASSIGNMENT_RESULTS) {
        const known = ruleOf(kind).results[result] !== undefined;
        expect(answerProblem(kind, { result, words: 'Ja', documents: 0 })).toBe(known ? null : 'resultOfOtherKind');
      }
    expect(answerProblem('statement', { result: 'given', words: ' ', documents: 1 })).toBeNull();
    expect(answerProblem('examination', { result: 'findings', words: '', documents: 1 })).toBe('wordsRequired');
  });
});
