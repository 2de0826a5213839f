import type { NodeDefinition } from '@querraum/workflow';

/** What stands inside of the shape, as strokes on a 24 × 24 grid, after the marks of BPMN. */
const PICTURES = {
  none: '',
  person: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 9c0-4 3.5-6 8-6s8 2 8 6',
  sign: 'm4 20 1-5L16 4l4 4L9 19l-5 1Z',
  seal: 'M12 3a6 6 0 1 0 0 12 6 6 0 0 0 0-12Zm-3 11-1 7 4-2 4 2-1-7',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-7 9c0-3.5 3-5 7-5s7 1.5 7 5M16 4.5a3.5 3.5 0 0 1 0 6.5m2 4c2.5.5 4 2 4 5',
  read: 'M2 12s4-6 10-6 10 6 10 6-4 6-10 6S2 12 2 12Zm10 2.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  part: 'M6 3h8l5 5v13H6V3Zm8 0v5h5M9 13h7m-7 4h7',
  send: 'M3 6h18v12H3V6Zm0 0 9 7 9-7',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 4v5l4 2',
  again: 'M20 11a8 8 0 1 0-2 6m2-12v6h-6',
  gear: 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Zm0-6v3m0 12v3M3 12h3m12 0h3M5.6 5.6l2.2 2.2m8.4 8.4 2.2 2.2m0-12.8-2.2 2.2m-8.4 8.4-2.2 2.2',
  table: 'M3 5h18v14H3V5Zm0 5h18M9 5v14',
  call: 'M4 4h16v16H4V4Zm4 4h8v8H8V8Z',
  hand: 'M7 12V6a1.5 1.5 0 0 1 3 0v5-7a1.5 1.5 0 0 1 3 0v7-6a1.5 1.5 0 0 1 3 0v8-4a1.5 1.5 0 0 1 3 0v6c0 4-2 6-6 6-5 0-6-3-9-7l1.5-1.5L7 14Z',
  cross: 'M5 5l14 14M19 5 5 19',
  plus: 'M12 3v18M3 12h18',
  circle: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z',
  pentagon: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 4 5 3.6-1.9 5.9H8.9L7 10.6 12 7Z',
  signal: 'M12 4 21 19H3L12 4Z',
  error: 'M4 20 9 6l6 9 5-11-5 16-6-9-5 9Z',
  escalation: 'm12 3 7 18-7-7-7 7 7-18Z',
  condition: 'M5 3h14v18H5V3Zm3 5h8m-8 4h8m-8 4h8',
  compensation: 'M12 5v14l-8-7 8-7Zm9 0v14l-8-7 8-7Z',
  link: 'M3 9h10V5l8 7-8 7v-4H3V9Z',
  full: 'M12 6a6 6 0 1 0 0 12 6 6 0 0 0 0-12Z',
} as const;
export type Picture = keyof typeof PICTURES;

const OF_EVENT = {
  timer: 'clock',
  message: 'send',
  signal: 'signal',
  error: 'error',
  escalation: 'escalation',
  conditional: 'condition',
  compensation: 'compensation',
  link: 'link',
  terminate: 'full',
  cancel: 'cross',
} as const satisfies Record<NonNullable<Extract<NodeDefinition, { type: 'endEvent' }>['event']>['kind'], Picture>;

const OF_NODE = {
  start: 'none',
  end: 'none',
  task: 'person',
  coSignatureRound: 'sign',
  finalSignature: 'seal',
  takeNote: 'read',
  contribution: 'part',
  dispatch: 'send',
  resubmission: 'again',
  committee: 'people',
  automatic: 'gear',
  call: 'call',
  decision: 'table',
  wait: 'clock',
  timer: 'clock',
  exclusiveGateway: 'cross',
  parallelGateway: 'plus',
  inclusiveGateway: 'circle',
  eventBasedGateway: 'pentagon',
  startEvent: 'none',
  endEvent: 'none',
  catchEvent: 'none',
  throwEvent: 'none',
  boundaryEvent: 'none',
  userTask: 'person',
  receiveTask: 'send',
  externalTask: 'gear',
  manualTask: 'hand',
  abstractTask: 'none',
  subProcess: 'none',
  callActivity: 'call',
} as const satisfies Record<NodeDefinition['type'], Picture>;

const eventOf = (node: NodeDefinition): Picture =>
  'event' in node && node.event !== undefined ? OF_EVENT[node.event.kind] : 'none';

export const pictureOf = (node: NodeDefinition): string =>
  PICTURES[OF_NODE[node.type] === 'none' ? eventOf(node) : OF_NODE[node.type]];

const THROWS: ReadonlySet<string> = new Set<NodeDefinition['type']>(['endEvent', 'throwEvent']);
const TWICE: ReadonlySet<string> = new Set<NodeDefinition['type']>([
  'catchEvent',
  'throwEvent',
  'boundaryEvent',
  'timer',
]);

/** Thin at the start, twice in between, thick at the end; dashed where the activity goes on; filled where it brings about. */
export function lookOf(node: NodeDefinition): string[] {
  return [
    ...(node.type === 'end' || node.type === 'endEvent' ? ['is-end'] : []),
    ...(TWICE.has(node.type) ? ['is-between'] : []),
    ...('interrupting' in node && node.interrupting === false ? ['is-beside'] : []),
    ...(THROWS.has(node.type) ? ['is-filled'] : []),
    ...(node.type === 'call' || node.type === 'callActivity' ? ['is-call'] : []),
    ...(node.type === 'subProcess' && node.byEvent === true ? ['is-by-event'] : []),
    ...('loop' in node && node.loop !== undefined ? [node.loop.sequential ? 'is-in-turn' : 'is-multiple'] : []),
  ];
}
