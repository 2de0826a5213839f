import type { Definition } from '../definition';
import { lintDefinition } from '../lint';
import { lintDraft } from './draft';
import { MESSAGES } from './messages';
import type { LintCode } from './messages';
import {
  add,
  all,
  asks,
  cut,
  days,
  everybody,
  flow,
  lead,
  leadTo,
  node,
  parse,
  round,
  seat,
  set,
  sound,
  table,
  text,
} from './sound-procedure';
import type { Draft } from './sound-procedure';

type Seeded = [what: string, code: LintCode, nodeId: string | null, spoil: (draft: Draft) => void];
/** Twenty branches by condition, each with a decision of which both ways lead straight to the join. */
function branchOut({ nodes, flows }: Draft): void {
  nodes.push({ id: 'many', type: 'inclusiveGateway', defaultFlow: 'm0' }, { id: 'joined', type: 'inclusiveGateway' });
  for (const last of flows.filter(({ id }) => id === 'f14')) last.to = 'many';
  flows.push({ id: 'joinedEnd', from: 'joined', to: 'end' });
  for (let n = 0; n < 20; n += 1) {
    nodes.push(
      { id: `if${n}`, type: 'exclusiveGateway', defaultFlow: `d${n}` },
      { id: `do${n}`, type: 'task', addressee: lead },
    );
    flows.push(
      { id: `m${n}`, from: 'many', to: `if${n}`, ...(n > 0 && { condition: `facts.amount > ${n}` }) },
      { id: `d${n}`, from: `if${n}`, to: 'joined' },
      { id: `t${n}`, from: `if${n}`, to: `do${n}`, condition: 'facts.amount > 5' },
      { id: `e${n}`, from: `do${n}`, to: 'joined' },
    );
  }
}

const SEEDED: Seeded[] = [
  ['no start', 'noStart', null, all(cut('begin'), (draft) => draft.nodes.shift())],
  ['a second start', 'severalStarts', 'other', add({ id: 'other', type: 'start' }, ['other', 'check'])],
  ['no end', 'noEnd', null, (draft) => (draft.nodes = draft.nodes.filter(({ type }) => type !== 'end'))],
  ['a node twice', 'doubleId', 'end', (draft) => draft.nodes.push({ id: 'end', type: 'end' })],
  ['a flow twice', 'doubleId', null, (draft) => (flow(draft, 'f2').id = 'f1')],
  ['a flow to nowhere', 'looseFlow', 'date', leadTo('f14', 'nowhere')],
  ['a way back to the start', 'intoStart', 'start', leadTo('again', 'start')],
  ['a step after which nothing follows', 'noOutgoing', 'date', cut('f14')],
  ['something after an end', 'outOfEnd', 'end', add({ id: 'x', type: 'end' }, ['end', 'x'])],
  ['two ways out of a task', 'severalOutgoing', 'check', add({ id: 'x', type: 'end' }, ['check', 'x'])],
  ['a step that nothing leads to', 'unreachable', 'x', add({ id: 'x', type: 'end' })],
  ['a circle without a way out', 'noPathToEnd', 'date', leadTo('f14', 'date')],
  ['a circle of gateways', 'endlessLoop', 'which', leadTo('again', 'which')],
  ['a circle through a table', 'endlessLoop', 'table', all(leadTo('again', 'table'), leadTo('f2', 'which'))],
  ['a decision without a way for the rest', 'noDefaultFlow', 'which', set('which', { defaultFlow: undefined })],
  [
    'branches without a way for the rest',
    'noDefaultFlow',
    'which2',
    all(set('which2', { defaultFlow: undefined }), asks('toOut', 'facts.amount > 1')),
  ],
  ['a default way of another decision', 'unknownDefaultFlow', 'which', set('which', { defaultFlow: 'f1' })],
  ['a default branch of another gateway', 'unknownDefaultFlow', 'which2', set('which2', { defaultFlow: 'f1' })],
  [
    'a way of a decision without condition',
    'noCondition',
    'agreed',
    (draft) => delete flow(draft, 'isAgreed').condition,
  ],
  ['a condition where nothing is decided', 'strayCondition', 'check', asks('f1', 'true')],
  ['a condition that cannot be read', 'badCondition', 'which', asks('again', 'facts.amount >')],
  ['a condition that runs a regular expression', 'badCondition', 'which', asks('again', 'matches(facts.number, "a+")')],
  ['a condition on an undeclared fact', 'unknownFact', 'which', asks('again', 'facts.other > 1')],
  ['a condition on the result of a step without one', 'unknownFact', 'which', asks('again', 'steps.date.result = "x"')],
  [
    'a condition on a result that the step does not have',
    'impossibleResult',
    'which',
    asks('again', 'steps.check.result = "bck"'),
  ],
  [
    'a round that needs nobody',
    'nothingNeeded',
    'round',
    round({ quorum: { kind: 'count', n: 0 } }, [seat('HEALTH', false)]),
  ],
  ['a quorum of 0 percent', 'percentZero', 'round', round({ quorum: { kind: 'percent', p: 0 } })],
  ['a quorum above the seats', 'countAboveSeats', 'round', round({ quorum: { kind: 'count', n: 2 } })],
  ['a signature of no round', 'noSuchRound', 'final', set('final', { roundNodeId: 'parts' })],
  ['a signature that comes without its round', 'notAfterRound', 'final', leadTo('f8', 'final')],
  ['a signature whatever the round says', 'undecidedRound', 'final', leadTo('f9', 'final')],
  ['a way past the signature', 'pastFinalSignature', 'end', leadTo('notAgreed', 'end')],
  ['two rounds at once', 'parallelRounds', 'split', all(leadTo('f7', 'round'), leadTo('f6', 'round'))],
  ['more courses than can be gone through', 'tooManyCourses', null, branchOut],
  ['Fristen beyond the fixed end', 'pastFixedEnd', 'round', (draft) => (draft.mustEndWithin = days(9))],
  [
    'a number that is none',
    'patternWithoutNumber',
    'date',
    set('date', { job: { kind: 'number', series: 'papers', pattern: 'V', fact: 'number' } }),
  ],
  ['a task of several', 'severalAddressees', 'check', set('check', { addressee: everybody })],
  ['parts put together by several', 'severalAddressees', 'parts', set('parts', { combinedBy: everybody })],
  [
    'a branch that waits for one that is not taken',
    'waitsForEver',
    'join',
    all(
      (draft) => (node(draft, 'split')['type'] = 'exclusiveGateway'),
      set('split', { defaultFlow: 'f4' }),
      asks('f5', 'facts.amount > 3'),
    ),
  ],
  ['branches that begin again and again', 'growsForEver', 'split', leadTo('f6', 'note')],
  [
    'a task for units that no fact names',
    'undeclaredFact',
    'check',
    set('check', { addressee: { kind: 'fact', fact: 'who' } }),
  ],
  ['a field of an undeclared fact', 'undeclaredFact', 'check', set('check', { fields: [{ fact: 'other' }] })],
  [
    'a Frist as long as an undeclared fact says',
    'undeclaredFact',
    'check',
    set('check', { period: { length: 3, unit: 'workingDay', roll: true, lengthFact: 'days' } }),
  ],
  [
    'a Frist as long as a text says',
    'factOfOtherType',
    'check',
    set('check', { period: { length: 3, unit: 'workingDay', roll: true, lengthFact: 'number' } }),
  ],
  [
    'a Frist from a day that nobody declares',
    'undeclaredFact',
    'check',
    set('check', { period: { ...days(3), from: { kind: 'fact', fact: 'received' } } }),
  ],
  [
    'a Frist from a day that a number names',
    'factOfOtherType',
    'check',
    set('check', { period: { ...days(3), from: { kind: 'fact', fact: 'amount' } } }),
  ],
  [
    'a Frist from the end of a step that is not there',
    'unknownPeriodStart',
    'check',
    set('check', { period: { ...days(3), from: { kind: 'step', nodeId: 'gone' } } }),
  ],
  [
    'a Frist from the end of the step itself',
    'openPeriodStart',
    'check',
    set('check', { period: { ...days(3), from: { kind: 'step', nodeId: 'check' } } }),
  ],
  ['a table that sets an undeclared fact', 'undeclaredFact', 'table', table({ outputs: ['other'] })],
  [
    'a task for units that a number names',
    'factOfOtherType',
    'check',
    set('check', { addressee: { kind: 'fact', fact: 'amount' } }),
  ],
  [
    'a wait for a day that a number names',
    'factOfOtherType',
    'wait',
    set('wait', { until: { kind: 'date', fact: 'amount' } }),
  ],
  [
    'a resubmission on a day that a text names',
    'factOfOtherType',
    'later',
    set('later', { at: { kind: 'date', fact: 'number' } }),
  ],
  [
    'a fact declared twice',
    'factTwice',
    null,
    (draft) => draft.facts.push({ key: 'day', name: text('Tag'), type: 'date' }),
  ],
  [
    'a choice of nothing',
    'noChoices',
    null,
    (draft) => draft.facts.push({ key: 'other', name: text('x'), type: 'choice' }),
  ],
  [
    'a choice twice',
    'choiceTwice',
    null,
    (draft) => {
      const choices = [1, 2].map(() => ({ key: 'a', name: text('a') }));
      draft.facts.push({ key: 'other', name: text('x'), type: 'choice', choices });
    },
  ],
  ['a field twice', 'fieldTwice', 'check', set('check', { fields: [{ fact: 'day' }, { fact: 'day' }] })],
  [
    'a result twice',
    'resultTwice',
    'check',
    set('check', { results: ['ok', 'back', 'ok'].map((key) => ({ key, name: text(key) })) }),
  ],
  ['a row with a cell too few', 'tableShape', 'table', table({ rules: [{ when: [], then: ['small'] }] })],
  ['a cell that cannot be read', 'badCell', 'table', table({ rules: [{ when: ['>>'], then: ['small'] }] })],
  [
    'a cell that asks for what nobody knows',
    'badCell',
    'table',
    table({ rules: [{ when: ['> facts.other'], then: ['small'] }] }),
  ],
  [
    'a cell that speaks beside its input',
    'badCell',
    'table',
    table({ rules: [{ when: ['1) or (2 = 2'], then: ['small'] }] }),
  ],
  ['a table that asks for what nobody knows', 'unknownInput', 'table', table({ inputs: ['facts.other'] })],
  [
    'a table that sets what the fact cannot be',
    'badValue',
    'table',
    table({ rules: [{ when: ['-'], then: ['large'] }] }),
  ],
  ['a note without an end', 'noteWithoutEnd', 'note', set('note', { period: undefined })],
  [
    'silence without a Frist',
    'silenceWithoutPeriod',
    'check',
    set('check', { onSilence: 'escalate', period: undefined }),
  ],
  [
    'a circulation without a Frist',
    'circulationWithoutPeriod',
    'later',
    (draft) => {
      Object.assign(node(draft, 'later'), {
        type: 'committee',
        office: lead,
        members: [lead],
        session: { weekday: 2, everyWeeks: 1, anchor: '2027-01-05', closing: { weekday: 4, time: '12:00' } },
        quorum: { kind: 'all' },
        majority: 'simple',
        mode: 'circulation',
      });
    },
  ],
  [
    'a procedure that calls itself',
    'callsItself',
    'later',
    (draft) => {
      Object.assign(node(draft, 'later'), { type: 'call', procedure: 'sound' });
    },
  ],
];

const spoilt = (spoil: (draft: Draft) => void): Definition => {
  const draft = sound();
  spoil(draft);
  return parse(draft);
};

describe('the linter of procedures', () => {
  it('finds nothing in a sound one with a block of every kind', () => {
    expect(lintDefinition(parse(sound()))).toEqual([]);
    expect(lintDraft(parse(sound())).filter(({ code }) => code !== 'seatTwice')).toEqual([]);
  });

  it.each(SEEDED)('finds %s', (_what, code, nodeId, spoil) => {
    const found = lintDefinition(spoilt(spoil));
    expect(found).toContainEqual({ nodeId, code, message: MESSAGES[code] });
  });

  it('has at least 40 seeded faults, one for each of its messages', () => {
    expect(SEEDED.length).toBeGreaterThanOrEqual(40);
    expect([...new Set(SEEDED.map(([, code]) => code))].sort()).toEqual(Object.keys(MESSAGES).sort());
  });

  it('proposes what would mend each of them, in both languages', () => {
    for (const [what, code, nodeId, spoil] of SEEDED) {
      const finding = lintDraft(spoilt(spoil)).find((one) => one.code === code && one.nodeId === nodeId);
      expect([what, finding?.proposal.de, finding?.proposal.en]).toEqual([
        what,
        expect.any(String),
        expect.any(String),
      ]);
    }
  });
});
