const TWO_WEEKS = { length: 2, unit: 'week', roll: false, from: { kind: 'fact', fact: 'received' } };

/** The paper is received on the day after. */
const FACTS = [
  { key: 'received', name: { de: 'Eingang', en: 'Receipt' }, type: 'date' },
  { key: 'ready', name: { de: 'Reif', en: 'Ready' }, type: 'boolean' },
];
const BEGIN = [
  { id: 'start', type: 'start', name: { de: 'Beginn', en: 'Start' } },
  {
    id: 'receipt',
    type: 'automatic',
    name: { de: 'Eingang', en: 'Receipt' },
    job: { kind: 'setDate', fact: 'received', period: { length: 1, unit: 'calendarDay', roll: false } },
  },
];
const PASS = { id: 'pass', type: 'timer', name: { de: 'Frist abwarten', en: 'Let it pass' }, period: TWO_WEEKS };
const WORK = { id: 'work', type: 'task', name: { de: 'Weiter', en: 'On' }, addressee: { kind: 'lead' } };
const END = { id: 'end', type: 'end', name: { de: 'Ende', en: 'End' } };

/** start → Kenntnisnahme, two weeks from the receipt → let the same two weeks pass → a task of the lead → end */
export const RECEIVED = {
  key: 'received',
  name: { de: 'Gezählt ab Eingang', en: 'Counted from the receipt' },
  facts: FACTS,
  nodes: [
    ...BEGIN,
    {
      id: 'note',
      type: 'takeNote',
      name: { de: 'Kenntnisnahme', en: 'Note' },
      addressees: [{ kind: 'lead' }],
      period: TWO_WEEKS,
      waits: true,
    },
    ...[PASS, WORK, END],
  ],
  flows: [
    { id: 'a', from: 'start', to: 'receipt' },
    { id: 'b', from: 'receipt', to: 'note' },
    { id: 'c', from: 'note', to: 'pass' },
    { id: 'd', from: 'pass', to: 'work' },
    { id: 'e', from: 'work', to: 'end' },
  ],
};

/** start → let two weeks from the receipt pass → once more, as long as it is not ready → a task of the lead → end */
export const ROUND_AND_ROUND = {
  key: 'round-and-round',
  name: { de: 'Im Kreis', en: 'Round and round' },
  facts: FACTS,
  nodes: [
    ...[...BEGIN, PASS],
    { id: 'which', type: 'exclusiveGateway', name: { de: 'Reif?', en: 'Ready?' }, defaultFlow: 'd' },
    ...[WORK, END],
  ],
  flows: [
    { id: 'a', from: 'start', to: 'receipt' },
    { id: 'b', from: 'receipt', to: 'pass' },
    { id: 'c', from: 'pass', to: 'which' },
    { id: 'd', from: 'which', to: 'pass' },
    { id: 'e', from: 'which', to: 'work', condition: 'facts.ready = true' },
    { id: 'f', from: 'work', to: 'end' },
  ],
};
