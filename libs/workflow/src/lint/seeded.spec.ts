import { Definition } from '../definition';
import type { Department } from '../definition';
import { lintDefinition } from '../lint';
import { lintDraft } from './draft';
import { MESSAGES } from './messages';
import type { LintCode } from './messages';

type Part = Record<string, unknown>;
interface Draft {
  key: string;
  nodes: Part[];
  flows: { id: string; from: string; to: string; condition?: string }[];
  facts: Part[];
  mustEndWithin?: Part;
}

const text = (de: string) => ({ de, en: de });
const lead = { kind: 'lead' };
const days = (length: number) => ({ length, unit: 'workingDay' });
const department = (name: Department) => ({ kind: 'department', department: name });
const seat = (name: Department, mandatory = true) => ({ addressee: department(name), mandatory });
const everybody = { kind: 'participants', involvement: 'TAKE_NOTE' };

/** A sound procedure with a block of each kind, from which every bad one is made by one change. */
const sound = (): Draft => ({
  key: 'sound',
  facts: [
    { key: 'amount', name: text('Betrag'), type: 'number' },
    { key: 'day', name: text('Tag'), type: 'date' },
    { key: 'units', name: text('Stellen'), type: 'units' },
    { key: 'number', name: text('Nummer'), type: 'text' },
    { key: 'kind', name: text('Art'), type: 'choice', choices: [{ key: 'small', name: text('klein') }] },
  ],
  nodes: [
    { id: 'start', type: 'start' },
    {
      id: 'check',
      type: 'task',
      addressee: lead,
      period: days(2),
      results: [
        { key: 'ok', name: text('gut') },
        { key: 'back', name: text('zurück') },
      ],
      fields: [{ fact: 'amount', required: true }, { fact: 'day' }],
    },
    { id: 'which', type: 'exclusiveGateway', defaultFlow: 'on' },
    {
      id: 'table',
      type: 'decision',
      table: {
        hitPolicy: 'unique',
        inputs: ['facts.amount'],
        outputs: ['kind'],
        rules: [
          { when: ['< 10'], then: ['small'] },
          { when: ['>= 10'], then: [null] },
        ],
      },
    },
    { id: 'note', type: 'takeNote', addressees: [everybody], waits: false, period: days(3) },
    { id: 'split', type: 'parallelGateway' },
    { id: 'parts', type: 'contribution', addressees: [lead], period: days(3), onSilence: 'without', combinedBy: lead },
    { id: 'wait', type: 'wait', until: { kind: 'date', fact: 'day' } },
    { id: 'join', type: 'parallelGateway' },
    {
      id: 'round',
      type: 'coSignatureRound',
      waves: [{ mode: 'parallel', seats: [seat('HEALTH'), seat('YOUTH', false)] }],
      period: days(5),
    },
    { id: 'agreed', type: 'exclusiveGateway', defaultFlow: 'notAgreed' },
    { id: 'final', type: 'finalSignature', roundNodeId: 'round', signers: [lead], period: days(2) },
    { id: 'signed', type: 'exclusiveGateway', defaultFlow: 'notSigned' },
    { id: 'which2', type: 'inclusiveGateway', defaultFlow: 'toOut' },
    { id: 'out', type: 'dispatch', addressee: lead, recipients: text('alle') },
    { id: 'later', type: 'resubmission', addressee: lead, at: { kind: 'date', fact: 'day' } },
    { id: 'join2', type: 'inclusiveGateway' },
    { id: 'date', type: 'automatic', job: { kind: 'setDate', fact: 'day', period: days(3) } },
    { id: 'end', type: 'end' },
    { id: 'returned', type: 'end', outcome: 'returned' },
  ],
  flows: [
    ['begin', 'start', 'check'],
    ['f1', 'check', 'which'],
    ['on', 'which', 'table'],
    ['again', 'which', 'check', 'steps.check.result = "back"'],
    ['f2', 'table', 'note'],
    ['f3', 'note', 'split'],
    ['f4', 'split', 'parts'],
    ['f5', 'split', 'wait'],
    ['f6', 'parts', 'join'],
    ['f7', 'wait', 'join'],
    ['f8', 'join', 'round'],
    ['f9', 'round', 'agreed'],
    ['isAgreed', 'agreed', 'final', 'round.outcome = "agreed"'],
    ['notAgreed', 'agreed', 'returned'],
    ['f10', 'final', 'signed'],
    ['isSigned', 'signed', 'which2', 'finalSignature.result = "signed"'],
    ['notSigned', 'signed', 'returned'],
    ['toOut', 'which2', 'out'],
    ['toLater', 'which2', 'later', 'facts.amount > 5'],
    ['f11', 'out', 'join2'],
    ['f12', 'later', 'join2'],
    ['f13', 'join2', 'date'],
    ['f14', 'date', 'end'],
  ].map(([id = '', from = '', to = '', condition]) => ({ id, from, to, ...(condition && { condition }) })),
});

const parse = ({ key, nodes, flows, facts, mustEndWithin }: Draft): Definition =>
  Definition.parse({
    schemaVersion: 1,
    key,
    name: text('Verfahren'),
    facts,
    ...(mustEndWithin && { mustEndWithin }),
    nodes: nodes.map((node) => ({ name: text(String(node['id'])), ...node })),
    flows,
  });

const node = (draft: Draft, id: string): Part => {
  const found = draft.nodes.find((one) => one['id'] === id);
  if (found === undefined) throw new Error(`no node ${id}`);
  return found;
};
const set =
  (id: string, change: Part) =>
  (draft: Draft): void => {
    Object.assign(node(draft, id), change);
  };
const flow = (draft: Draft, id: string) => {
  const found = draft.flows.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no flow ${id}`);
  return found;
};
const leadTo =
  (id: string, to: string) =>
  (draft: Draft): void => {
    flow(draft, id).to = to;
  };
const asks =
  (id: string, condition: string) =>
  (draft: Draft): void => {
    flow(draft, id).condition = condition;
  };
const cut =
  (...ids: string[]) =>
  (draft: Draft): void => {
    draft.flows = draft.flows.filter(({ id }) => !ids.includes(id));
  };
const add =
  (part: Part, ...flows: [from: string, to: string, condition?: string][]) =>
  (draft: Draft): void => {
    draft.nodes.push(part);
    draft.flows.push(
      ...flows.map(([from, to, condition], index) => ({ id: `x${index}`, from, to, ...(condition && { condition }) })),
    );
  };
const all =
  (...changes: ((draft: Draft) => void)[]) =>
  (draft: Draft): void =>
    changes.forEach((change) => change(draft));
const table = (change: Part) => (draft: Draft) => {
  const decision = node(draft, 'table');
  decision['table'] = { ...(decision['table'] as Part), ...change };
};
const round = (settings: Part, seats?: unknown[]) =>
  set('round', { settings, ...(seats && { waves: [{ mode: 'parallel', seats }] }) });

type Seeded = [what: string, code: LintCode, nodeId: string | null, spoil: (draft: Draft) => void];
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
