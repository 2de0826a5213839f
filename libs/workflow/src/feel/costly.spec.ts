import { compileCondition, conditionHolds } from '../feel';
import type { ConditionFacts } from '../feel';

const MOST = 20;
const times = (count: number, text: string, join: string): string =>
  Array.from({ length: count }, () => text).join(join);

const freeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
};
/** As large as a run may keep them. */
const FACTS: ConditionFacts = freeze({
  round: { outcome: 'agreed', openReservations: 1, shownDissents: 0 },
  finalSignature: { result: 'signed' },
  lead: { unitId: 'lead' },
  facts: {
    amount: 5000,
    day: '2027-04-01',
    text: 'a'.repeat(10_000),
    needle: `b${'a'.repeat(4999)}`,
    units: Array.from({ length: 1000 }, (_, index) => `unit-${index}`),
    others: Array.from({ length: 1000 }, (_, index) => `unit-${index === 999 ? 'x' : index}`),
  },
  steps: { work: { result: 'done' } },
});

const ASKED = [
  'facts.units = facts.others',
  'facts.units in facts.others',
  'facts.units < facts.others',
  'facts.units in (facts.others, [facts.others])',
  'list contains(facts.units, facts.others)',
  'list contains([facts.units, facts.units], facts.others)',
  'list contains(facts.units, facts.text)',
  'count(facts.units) < count([facts.units, facts.others])',
  'contains(facts.text, facts.needle)',
  'contains(facts.text + facts.text, facts.needle)',
  'starts with(facts.text, facts.text + "b")',
  'string length(facts.text + facts.text) < 0',
  'date(facts.text) > date(facts.day)',
  'date(facts.day) < date("2027-01-01")',
  'date(facts.units) = date(facts.text)',
  'facts.amount in [1..1e308]',
  'facts.units in [facts.text..facts.needle]',
  'facts.amount * 1e308 * 1e308 < 0',
];
const OPERANDS = ['true', 'null', '"a"', '1e308', '[1]', 'facts.units', 'date("2027-01-01")', 'date("-271821-04-19")'];
const DATES = [
  '',
  '1',
  'null',
  '1e308, 1, 1',
  '-1, -1, -1',
  '2027, 13, 45',
  '"+999999-01-01"',
  '"0000-00-00"',
  '1, 2, 3, 4',
];

/** As much as 500 characters allow, and what has no meaning. */
const COSTLY = [
  ...ASKED.flatMap((text) => [1, 5, Math.floor(480 / (text.length + 4))].map((count) => times(count, text, ' or '))),
  ...[3, 9, 27, 40].flatMap((count) => [
    `contains(${times(count, 'facts.text', '+')}, facts.needle)`,
    `facts.units in (${times(Math.min(count, 35), 'facts.others', ',')})`,
    `[${times(count, 'facts.text', ',')}] = [${times(Math.min(count, 5), 'facts.text', ',')}]`,
  ]),
  ...['<', '<=', '=', '!=', '>', '>=', '+', '-', '*', '/', 'in'].flatMap((operator) =>
    OPERANDS.map((operand) => `false = (${operand} ${operator} facts.units) and ${operand} ${operator} ${operand}`),
  ),
  ...DATES.map((parameters) => `date(${parameters}) > date(facts.day)`),
];

/** The least of several tries, since others use the machine too. */
function leastMilliseconds(expression: string): number {
  let least = Infinity;
  for (let attempt = 0; attempt < 16 && least > MOST / 2; attempt += 1) {
    const began = jest.now();
    compileCondition(expression + ' '.repeat(attempt));
    conditionHolds(expression + ' '.repeat(attempt), FACTS);
    least = Math.min(least, jest.now() - began);
  }
  return least;
}

describe('a condition that asks for as much as it may, over facts as large as they may be', () => {
  it('is allowed, in more than 100 ways', () => {
    const allowed = COSTLY.filter((expression) => compileCondition(expression).problem === null);
    expect(allowed.length).toBeGreaterThan(100);
  });

  it('throws nothing and costs less than 20 ms', () => {
    const dear = COSTLY.map((text): [string, number] => [text, leastMilliseconds(text)]);
    expect(dear.filter(([, cost]) => cost >= MOST)).toEqual([]);
  });
});
