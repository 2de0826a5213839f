import { ExpressionFailure } from './expression-failure';
import { compileJuel, evaluateJuel } from './juel';

const VARIABLES: Record<string, unknown> = {
  n: 3,
  zero: 0,
  half: 0.5,
  big: 9007199254740991,
  text: 'abc',
  one: '1',
  decimal: '1.5',
  yes: true,
  no: false,
  truth: 'TRUE',
  nothing: null,
  blank: '',
  list: [10, 'b', null, [1]],
  none: [],
  map: { price: 7, gold: true, inner: { deep: 'x' }, '1': 'by text' },
  bare: {},
  ä_1: 'Umlaut',
};
const variables = {
  has: (name: string) => Object.hasOwn(VARIABLES, name),
  get: (name: string) => VARIABLES[name],
};
const evaluate = (text: string) => evaluateJuel(text, variables);
const kindOf = (text: string) => {
  try {
    evaluate(text);
  } catch (error) {
    if (error instanceof ExpressionFailure) return error.kind;
    throw error;
  }
  return undefined;
};

it.each<[string, unknown]>([
  // Texts and what is put into them
  ['', ''],
  ['plain', 'plain'],
  ['PT${n}H', 'PT3H'],
  ['Task ${text} of ${n}', 'Task abc of 3'],
  ['#{n}', 3],
  ['${n}${n}', '33'],
  ['${n} ', '3 '],
  ['a${nothing}b', 'ab'],
  ['a${yes}', 'atrue'],
  ['a${half}', 'a0.5'],
  ['a${4/2}', 'a2.0'],
  ['a${10000000 * 1.0}', 'a1.0E7'],
  ['a${1 / 8000.0}', 'a1.25E-4'],
  ['a${0.0}', 'a0.0'],
  ['a${1/0}', 'aInfinity'],
  ['a${list}', 'a[10, b, null, [1]]'],
  ['a${map.inner}', 'a{deep=x}'],
  ['\\${n}', '${n}'],
  ['\\#{n}', '#{n}'],
  ['a\\b', 'a\\b'],
  ['$ {n} # { } }', '$ {n} # { } }'],
  ['cost: 3$', 'cost: 3$'],
  // Literals
  ['${1}', 1],
  ['${1.5}', 1.5],
  ['${.5}', 0.5],
  ['${1e2}', 100],
  ['${2.}', 2],
  ['${true}', true],
  ['${false}', false],
  ['${null}', null],
  ["${'it''s'}", undefined],
  ["${'it\\'s'}", "it's"],
  ['${"say \\"x\\""}', 'say "x"'],
  ["${'a\\\\b'}", 'a\\b'],
  ["${'}'}", '}'],
  ["${'${n}'}", '${n}'],
  ['${ä_1}', 'Umlaut'],
  // Arithmetic
  ['${1 + 1}', 2],
  ['${n - 5}', -2],
  ['${2 * 3 + 4}', 10],
  ['${2 + 3 * 4}', 14],
  ['${(2 + 3) * 4}', 20],
  ['${10 - 3 - 2}', 5],
  ['${7 / 2}', 3.5],
  ['${7 div 2}', 3.5],
  ['${6 / 3}', 2],
  ['${7 % 3}', 1],
  ['${-7 % 3}', -1],
  ['${7 mod 4}', 3],
  ['${7.5 % 2}', 1.5],
  ['${-n}', -3],
  ['${- -n}', 3],
  ["${-'4'}", -4],
  ["${-'4.5'}", -4.5],
  ['${-nothing}', 0],
  ['${nothing + 1}', 1],
  ['${nothing + nothing}', 0],
  ['${nothing / nothing}', 0],
  ["${'' + 1}", 1],
  ["${'1' + 1}", 2],
  ["${'1.5' + 1}", 2.5],
  ["${one + '2'}", 3],
  ['${0.1 + 0.2}', 0.1 + 0.2],
  // Whole numbers have 64 bits
  ['${9007199254740993 == 9007199254740992}', false],
  ['${9223372036854775807 + 1 < 0}', true],
  ['${9223372036854775807 - 9223372036854775806}', 1],
  ['${big + 2 > big + 1}', true],
  // Equality
  ["${'1' == 1}", true],
  ["${1 == '1'}", true],
  ["${'true' == true}", true],
  ['${truth == true}', true],
  ["${'no' == false}", true],
  ['${n == 3}', true],
  ['${n eq 3}', true],
  ['${n != 3}', false],
  ['${n ne 4}', true],
  ['${3 == 3.0}', true],
  ["${'1.0' == 1.0}", true],
  ['${nothing == null}', true],
  ['${null == blank}', false],
  ['${nothing == 0}', false],
  ['${nothing != 0}', true],
  ["${text == 'abc'}", true],
  ["${blank == ''}", true],
  ['${list == list}', true],
  ['${list[3] == list[3]}', true],
  ['${none == bare}', false],
  ["${'' == 0}", true],
  // Comparison
  ['${n > 1}', true],
  ['${n gt 3}', false],
  ['${n >= 3}', true],
  ['${n ge 4}', false],
  ['${n < 4}', true],
  ['${n lt 3}', false],
  ['${n <= 3}', true],
  ['${n le 2}', false],
  ["${'2' < 10}", true],
  ["${'2' < '10'}", false],
  ["${'b' > 'a'}", true],
  ['${nothing < 1}', false],
  ['${nothing > 1}', false],
  ['${nothing <= null}', true],
  ['${nothing >= 0}', false],
  ['${no < yes}', true],
  ['${half < 1}', true],
  // Logic
  ['${yes && no}', false],
  ['${yes and yes}', true],
  ['${no || yes}', true],
  ['${no or no}', false],
  ['${!yes}', false],
  ['${not no}', true],
  ['${!nothing}', true],
  ["${!'true'}", false],
  ["${'yes' || no}", false],
  ['${no && unknown}', false],
  ['${yes || unknown}', true],
  ['${no || yes && no}', false],
  ['${n == 3 || n == 1 && no}', true],
  ['${!(n == 1)}', true],
  // A choice
  ["${n > 2 ? 'big' : 'small'}", 'big'],
  ['${no ? 1 : yes ? 2 : 3}', 2],
  ['${yes ? 1 : unknown}', 1],
  // Empty
  ['${empty nothing}', true],
  ['${empty blank}', true],
  ['${empty none}', true],
  ['${empty bare}', true],
  ['${empty zero}', false],
  ['${empty list}', false],
  ['${not empty text}', true],
  ['${!empty none}', false],
  // Keys and places
  ['${map.price}', 7],
  ["${map['price']}", 7],
  ['${map.inner.deep}', 'x'],
  ['${map.missing}', null],
  ['${map.missing.more}', null],
  ['${map[1]}', null],
  ["${map['1']}", 'by text'],
  ['${map.toString}', null],
  ['${map.constructor}', null],
  ['${nothing.price}', null],
  ['${map[nothing]}', null],
  ['${list[0]}', 10],
  ["${list['1']}", 'b'],
  ['${list[2]}', null],
  ['${list[9]}', null],
  ['${list[-1]}', null],
  ['${list[3][0]}', 1],
  ['${list[n]}', [1]],
  ['${map.gold && map.price > 5}', true],
  ['${list}', VARIABLES['list']],
])('%s is %j', (text, expected) => {
  if (expected === undefined) expect(compileJuel(text).problem).not.toBeNull();
  else expect(evaluate(text)).toEqual(expected);
});

it.each([
  ['${unknown}', 'unknownVariable'],
  ['a ${unknown} b', 'unknownVariable'],
  ['${empty unknown}', 'unknownVariable'],
  ['${unknown == null}', 'unknownVariable'],
  ['${toString}', 'unknownVariable'],
  ["${'a' > 1}", 'expressionError'],
  ["${'a' == 1}", 'expressionError'],
  ["${'1.5' < 2}", 'expressionError'],
  ["${'a' + 1}", 'expressionError'],
  ['${yes + 1}', 'expressionError'],
  ['${yes == 1}', 'expressionError'],
  ['${-yes}', 'expressionError'],
  ['${-list}', 'expressionError'],
  ['${!n}', 'expressionError'],
  ['${n && yes}', 'expressionError'],
  ['${n ? 1 : 2}', 'expressionError'],
  ['${list < list[3]}', 'expressionError'],
  ['${list + 1}', 'expressionError'],
  ['${1 % 0}', 'expressionError'],
  ['${text.length}', 'expressionError'],
  ['${n.price}', 'expressionError'],
  ['${list.size}', 'expressionError'],
  ['${1 / 0}', 'expressionError'],
  ['${big + 2}', 'expressionError'],
  ['${', 'expressionError'],
])('%s fails: %s', (text, kind) => {
  expect(kindOf(text)).toBe(kind);
});

it.each([
  '${}',
  '${',
  '${n',
  '${n +}',
  '${n n}',
  '${+n}',
  '${(n}',
  '${n)}',
  '${n = 1}',
  '${n & n}',
  '${n ? 1}',
  '${list[}',
  '${map.}',
  '${map.1}',
  "${'open}",
  "${'\\n'}",
  '${1a}',
  '${9223372036854775808}',
  '${n instanceof text}',
  '${n}#{n}',
  '${[1, 2]}',
  '${n; n}',
  '${{}}',
])('does not read %s', (text) => {
  expect(compileJuel(text).problem).toMatch(/^syntax/);
});

it.each([
  ['${now()}', 'now()'],
  ['${fn:now()}', 'fn()'],
  ['${execution.setVariable("a", 1)}', 'execution'],
  ['${task.name}', 'task'],
  ['${list.size() > 0}', 'list.size()'],
  ['${text.replace("a", "b")}', 'text.replace()'],
])('refuses %s by the name of what it calls', (text, named) => {
  expect(compileJuel(text).problem).toBe(`notAllowed: ${named}`);
});

it('names the variables that are read, each once', () => {
  expect(compileJuel('a ${n + map.price} b ${n} ${"list"}').names).toEqual(['n', 'map']);
});

it('refuses texts that are long, large or deep', () => {
  expect(compileJuel('x'.repeat(4001)).problem).toBe('tooLong');
  expect(compileJuel(`\${${'1+'.repeat(600)}1}`).problem).toBe('tooLarge');
  expect(compileJuel(`\${${'('.repeat(1500)}1${')'.repeat(1500)}}`).problem).toBe('tooDeep');
  expect(compileJuel(`\${${'!'.repeat(1500)}n}`).problem).toBe('tooDeep');
  expect(compileJuel(`\${${'n ? 1 : '.repeat(100)}1}`).problem).toBe('tooDeep');
});
