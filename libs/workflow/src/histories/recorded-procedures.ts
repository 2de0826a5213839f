import { Bundle } from '../definition';
import { STORY } from '../play-story';

const text = (de: string) => ({ de, en: de });
const days = (length: number) => ({ length, unit: 'workingDay' });
const lead = { kind: 'lead' };
const unit = (name: string) => ({ kind: 'department', department: name });
const named = (nodes: Record<string, unknown>[]) => nodes.map((node) => ({ name: text(String(node['id'])), ...node }));
const linked = (lines: [from: string, to: string, condition?: string][]) =>
  lines.map(([from, to, condition], index) => ({ id: `f${index}`, from, to, ...(condition && { condition }) }));

const amount = { key: 'amount', name: text('Betrag'), type: 'number', atStart: true };

/** Parts are asked for, put together, checked, sent out and looked at again. */
const OFFICE = {
  schemaVersion: 1,
  key: 'office',
  name: text('Bausteine'),
  facts: [amount, { key: 'remark', name: text('Bemerkung'), type: 'text' }],
  nodes: named([
    { id: 'start', type: 'start' },
    { id: 'note', type: 'takeNote', addressees: [unit('HEALTH'), unit('YOUTH')], period: days(4), waits: false },
    {
      id: 'parts',
      type: 'contribution',
      addressees: [unit('SOCIAL_AFFAIRS'), unit('URBAN_DEVELOPMENT')],
      period: days(3),
      reminders: [days(1)],
      onSilence: 'escalate',
      maxEscalations: 1,
      nilAllowed: true,
      combinedBy: lead,
      combinePeriod: days(2),
    },
    {
      id: 'check',
      type: 'task',
      addressee: { kind: 'superiorOfLead' },
      period: days(2),
      onSilence: 'escalate',
      results: [
        { key: 'ok', name: text('gut') },
        { key: 'back', name: text('zurück'), needsWords: true },
      ],
      fields: [{ fact: 'amount', required: true }, { fact: 'remark' }],
    },
    { id: 'which', type: 'exclusiveGateway', defaultFlow: 'f4' },
    { id: 'again', type: 'resubmission', addressee: lead, at: { kind: 'period', period: days(3) }, period: days(1) },
    { id: 'out', type: 'dispatch', addressee: lead, recipients: text('alle'), period: days(1) },
    { id: 'end', type: 'end' },
  ]),
  flows: linked([
    ['start', 'note'],
    ['note', 'parts'],
    ['parts', 'check'],
    ['check', 'which'],
    ['which', 'again'],
    ['which', 'parts', 'steps.check.result = "back" and facts.amount < 8000'],
    ['again', 'out'],
    ['out', 'end'],
  ]),
};

/** A table decides, a number is given, a committee sits, an event is waited for. */
const COMMITTEE = {
  schemaVersion: 1,
  key: 'committee',
  name: text('Gremium'),
  facts: [
    amount,
    { key: 'number', name: text('Nummer'), type: 'text' },
    { key: 'who', name: text('Wer'), type: 'departments' },
  ],
  nodes: named([
    { id: 'start', type: 'start' },
    {
      id: 'table',
      type: 'decision',
      table: {
        hitPolicy: 'collect',
        inputs: ['facts.amount'],
        outputs: ['who'],
        rules: [
          { when: ['-'], then: ['HEALTH'] },
          { when: ['> 4000'], then: ['YOUTH'] },
        ],
      },
    },
    { id: 'notes', type: 'takeNote', addressees: [{ kind: 'fact', fact: 'who' }], period: days(3), waits: true },
    { id: 'number', type: 'automatic', job: { kind: 'number', series: 'v', pattern: '{n}', fact: 'number' } },
    {
      id: 'board',
      type: 'committee',
      office: lead,
      members: [unit('HEALTH'), unit('YOUTH'), unit('SOCIAL_AFFAIRS')],
      session: { weekday: 2, everyWeeks: 2, anchor: '2027-01-05', closing: { weekday: 4, time: '12:00' } },
      quorum: { kind: 'count', n: 2 },
      majority: 'simple',
      mode: 'circulation',
      period: days(3),
      onSilence: 'abstain',
    },
    { id: 'split', type: 'inclusiveGateway', defaultFlow: 'f6' },
    { id: 'out', type: 'dispatch', addressee: lead, recipients: text('alle') },
    {
      id: 'wait',
      type: 'wait',
      until: { kind: 'event', event: text('Eingang'), reportedBy: lead, atMost: days(4) },
    },
    { id: 'join', type: 'inclusiveGateway' },
    { id: 'end', type: 'end' },
  ]),
  flows: linked([
    ['start', 'table'],
    ['table', 'notes'],
    ['notes', 'number'],
    ['number', 'board'],
    ['board', 'split'],
    ['split', 'wait', 'facts.amount > 3000'],
    ['split', 'out'],
    ['wait', 'join'],
    ['out', 'join'],
    ['join', 'end'],
  ]),
};

const CALLED = {
  schemaVersion: 1,
  key: 'round-of-two',
  name: text('Runde'),
  facts: [{ key: 'sum', name: text('Summe'), type: 'number' }],
  nodes: named([
    { id: 'start', type: 'start' },
    {
      id: 'round',
      type: 'coSignatureRound',
      waves: [
        { mode: 'serial', seats: [{ addressee: unit('HEALTH') }, { addressee: unit('YOUTH'), mandatory: false }] },
        { seats: [{ addressee: unit('SOCIAL_AFFAIRS') }] },
      ],
      period: days(3),
      settings: { onSilence: 'deemed', onRefusal: 'return' },
    },
    { id: 'end', type: 'end' },
  ]),
  flows: linked([
    ['start', 'round'],
    ['round', 'end'],
  ]),
};

/** Another procedure runs inside, beside a task. */
const CALLING = {
  schemaVersion: 1,
  key: 'calling',
  name: text('Unterverfahren'),
  facts: [amount],
  nodes: named([
    { id: 'start', type: 'start' },
    { id: 'split', type: 'parallelGateway' },
    { id: 'call', type: 'call', procedure: CALLED.key, inputs: { sum: 'amount' } },
    { id: 'work', type: 'task', addressee: lead, period: days(2), reminders: [days(1)] },
    { id: 'join', type: 'parallelGateway' },
    { id: 'pause', type: 'timer', period: days(1) },
    { id: 'end', type: 'end' },
  ]),
  flows: linked([
    ['start', 'split'],
    ['split', 'call'],
    ['split', 'work'],
    ['call', 'join'],
    ['work', 'join'],
    ['join', 'pause'],
    ['pause', 'end'],
  ]),
};

/** The procedures of which runs are kept. A change here is a new file beside the old one, never another content. */
export const RECORDED_PROCEDURES: Record<string, Bundle> = {
  story: STORY,
  office: Bundle.parse({ semantics: 1, definition: OFFICE }),
  committee: Bundle.parse({ semantics: 1, definition: COMMITTEE }),
  calling: Bundle.parse({ semantics: 1, definition: CALLING, called: { [CALLED.key]: CALLED } }),
};
