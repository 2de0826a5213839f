import type { FactValue } from '../definition';
import { conditionHolds } from '../feel';
import type { ConditionFacts } from '../feel';
import { cellCondition, decide } from '../tables';
import { fitsPlain, plainCell, plainValue } from './cells';

const withValue = (value: FactValue | undefined): ConditionFacts => ({
  round: null,
  finalSignature: null,
  lead: { unitId: 'lead' },
  facts: value === undefined ? {} : { value },
  steps: {},
});

const VALUES: (FactValue | undefined)[] = [
  ...[undefined, null, 0, 1, 3, 3.5, 5, -5, 1e308, '', 'a', 'b', 'true', '5', 'a, b', true, false],
  ...[[], ['a'], ['a', 'b']],
];
const NUMBERS = [
  '0',
  '5',
  '-5',
  '3.5',
  '< 3',
  '<= 3',
  '> 3',
  '>= 3.5',
  '>-5',
  '[1..3]',
  ']1..3[',
  '[1..3[',
  '[-5 .. 5]',
];
const OTHERS = ['"a"', '""', '"5"', '"a, b"', 'true', 'false', '"ä ß"'];
const SINGLE = [...NUMBERS, ...OTHERS];
const CELLS = [
  ...SINGLE,
  ...SINGLE.map((cell, index) => `${cell}, ${SINGLE[(7 * index + 3) % SINGLE.length] ?? ''}`),
  ...SINGLE.map((cell) => `not(${cell})`),
  ...SINGLE.map((cell) => `not (${cell},"b" , 5)`),
  ...['"a","b"', 'not("a","b")', '[3..1]', '3,', ',3', '""""', '"a" "b"', '01', '1.', '.5', '1e3', 'null', '"\\u0061"'],
  ...[
    '> "a"',
    '= 5',
    '!= 5',
    '5 + 1',
    'facts.value',
    'not(not("a"))',
    '(5)',
    'not("a"',
    'not()',
    '? > 3',
    '"a\nb"',
    'a',
  ],
];

const BY_VALUE = { hitPolicy: 'first' as const, inputs: ['facts.value'], outputs: ['route'] };

describe('a cell of plain values', () => {
  it('says of every value what FEEL says', () => {
    const differing = CELLS.flatMap((cell) =>
      VALUES.flatMap((value) => {
        const facts = withValue(value);
        const plain = plainCell(cell);
        const read = plainValue('facts.value', facts);
        const fits = plain === null || read === undefined ? undefined : fitsPlain(plain, read);
        const holds = conditionHolds(cellCondition('facts.value', cell) ?? 'true', facts);
        return fits === undefined || fits === holds ? [] : [{ cell, value, fits, holds }];
      }),
    );
    expect(differing).toEqual([]);
  });

  it('is read without FEEL where it can be', () => {
    for (const cell of SINGLE) expect(plainCell(cell)).not.toBeNull();
    for (const cell of ['facts.other', '5 + 1', '"a", 5', 'not(> 3', `"${'x'.repeat(300)}"`])
      expect(plainCell(cell)).toBeNull();
  });

  it('is about its input alone, whatever brackets it has', () => {
    const facts = withValue('b');
    for (const cell of [
      '"a") or ("b" = "b"',
      '"a") or not("c"',
      'not("a") or ("b")',
      '("a"',
      '"a"))',
      '"\\")" ) or (true',
    ]) {
      expect(decide({ ...BY_VALUE, rules: [{ when: [cell], then: ['hit'] }] }, facts)).toEqual({ route: null });
    }
    expect(decide({ ...BY_VALUE, rules: [{ when: ['"b)", "b"'], then: ['hit'] }] }, facts)).toEqual({ route: 'hit' });
  });

  it('keeps the largest table under 20 ms', () => {
    const inputs = Array.from({ length: 20 }, () => 'facts.value');
    const rules = Array.from({ length: 500 }, (_, rule) => ({
      when: inputs.map((_input, column) => (column < 19 ? `not(> ${rule + 1000})` : `< -${rule}`)),
      then: [rule],
    }));
    const table = { hitPolicy: 'unique' as const, inputs, outputs: ['route'], rules };
    for (const value of [250, undefined]) {
      let least = Infinity;
      for (let attempt = 0; attempt < 40 && least > 10; attempt += 1) {
        const began = jest.now();
        expect(decide(table, withValue(value))).toEqual({ route: null });
        least = Math.min(least, jest.now() - began);
      }
      expect(least).toBeLessThan(20);
    }
  });
});
