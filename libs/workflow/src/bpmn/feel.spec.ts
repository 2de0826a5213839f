import { compileFeel, evaluateFeel } from './feel';

const VARIABLES: Record<string, unknown> = { n: 3, name: 'Anna', items: [{ price: 1 }, { price: 5 }], list: [1, 2, 3] };
const variables = { has: (name: string) => Object.hasOwn(VARIABLES, name), get: (name: string) => VARIABLES[name] };

it.each([
  ['n > 2', true],
  ['n = null', false],
  ['unknown', null],
  ['unknown = null', true],
  ["n = '3'", null],
  ['n = "3"', null],
  ['if n > 2 then "many" else "few"', 'many'],
  ['"Dear " + name', 'Dear Anna'],
  ['"PT" + string(n) + "H"', 'PT3H'],
  ['duration("PT1H")', 'PT1H'],
  ['date("2026-03-01")', '2026-03-01'],
  ['items[price > 2]', [{ price: 5 }]],
  ['items[1].price', 1],
  ['list[-1]', 3],
  ['count(list) = 3', true],
  ['sum(list)', 6],
  ['{ who: name, many: n }', { who: 'Anna', many: 3 }],
  ['[n, name]', [3, 'Anna']],
  ['n in [1..3]', true],
  ['n between 4 and 5', false],
  ['not(n = 3)', false],
])('%s is %j', (expression, expected) => {
  const { problem } = compileFeel(expression);
  if (expression.includes("'")) expect(problem).toBe('syntax');
  else {
    expect(problem).toBeNull();
    expect(evaluateFeel(expression, variables)).toEqual(expected);
  }
});

it.each([
  ['', 'syntax'],
  ['n >', 'syntax'],
  ['n == 3', 'syntax'],
  ['for i in 1..1000000000 return i', 'notAllowed: for i in 1..1000000000 return i'],
  ['some x in list satisfies x > 1', 'notAllowed: some x in list satisfies x > 1'],
  ['now()', 'notAllowed: now()'],
  ['matches(name, "(a+)+$")', 'notAllowed: matches()'],
  ['function(x) x', 'notAllowed: function(x) x'],
  ['2 ** 99', 'notAllowed: **'],
  ['list[count(list[item > 1]) > 1]', 'notAllowed: a filter inside a filter'],
  ['{ a: name, b: a + a, c: b + b }', 'notAllowed: a inside its own context'],
])('refuses %s', (expression, problem) => {
  expect(compileFeel(expression).problem).toBe(problem);
});

it('refuses what is long, large or deep', () => {
  expect(compileFeel('"x"'.padEnd(4001)).problem).toBe('tooLong');
  expect(compileFeel(`[${'1, '.repeat(600)}1]`).problem).toBe('tooLarge');
  expect(compileFeel(`${'('.repeat(200)}1${')'.repeat(200)}`).problem).toBe('tooDeep');
});

it('names the variables that are read', () => {
  expect(compileFeel('n > 1 and items[price > n].name = name').names).toEqual(['n', 'items', 'price', 'name']);
});
