import { Definition } from '../definition';
import type { Department } from '../definition';

export type Part = Record<string, unknown>;
export interface Draft {
  key: string;
  nodes: Part[];
  flows: { id: string; from: string; to: string; condition?: string }[];
  facts: Part[];
  mustEndWithin?: Part;
}

export const text = (de: string) => ({ de, en: de });
export const lead = { kind: 'lead' };
export const days = (length: number) => ({ length, unit: 'workingDay' });
const department = (name: Department) => ({ kind: 'department', department: name });
export const seat = (name: Department, mandatory = true) => ({ addressee: department(name), mandatory });
export const everybody = { kind: 'participants', involvement: 'TAKE_NOTE' };

/** A sound procedure with a block of each kind, from which every bad one is made by one change. */
export const sound = (): Draft => ({
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

export const parse = ({ key, nodes, flows, facts, mustEndWithin }: Draft): Definition =>
  Definition.parse({
    schemaVersion: 1,
    key,
    name: text('Verfahren'),
    facts,
    ...(mustEndWithin && { mustEndWithin }),
    nodes: nodes.map((node) => ({ name: text(String(node['id'])), ...node })),
    flows,
  });

export const node = (draft: Draft, id: string): Part => {
  const found = draft.nodes.find((one) => one['id'] === id);
  if (found === undefined) throw new Error(`no node ${id}`);
  return found;
};
export const set =
  (id: string, change: Part) =>
  (draft: Draft): void => {
    Object.assign(node(draft, id), change);
  };
export const flow = (draft: Draft, id: string) => {
  const found = draft.flows.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no flow ${id}`);
  return found;
};
export const leadTo =
  (id: string, to: string) =>
  (draft: Draft): void => {
    flow(draft, id).to = to;
  };
export const asks =
  (id: string, condition: string) =>
  (draft: Draft): void => {
    flow(draft, id).condition = condition;
  };
export const cut =
  (...ids: string[]) =>
  (draft: Draft): void => {
    draft.flows = draft.flows.filter(({ id }) => !ids.includes(id));
  };
export const add =
  (part: Part, ...flows: [from: string, to: string, condition?: string][]) =>
  (draft: Draft): void => {
    draft.nodes.push(part);
    draft.flows.push(
      ...flows.map(([from, to, condition], index) => ({ id: `x${index}`, from, to, ...(condition && { condition }) })),
    );
  };
export const all =
  (...changes: ((draft: Draft) => void)[]) =>
  (draft: Draft): void =>
    changes.forEach((change) => change(draft));
export const table = (change: Part) => (draft: Draft) => {
  const decision = node(draft, 'table');
  decision['table'] = { ...(decision['table'] as Part), ...change };
};
export const round = (settings: Part, seats?: unknown[]) =>
  set('round', { settings, ...(seats && { waves: [{ mode: 'parallel', seats }] }) });
