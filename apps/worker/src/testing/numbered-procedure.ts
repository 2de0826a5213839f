import type { TestDatabase } from '@querraum/server/testing';
import { publish } from './published-procedure';

/** start → the number → a task of the lead → end */
export const NUMBERED = {
  key: 'numbered',
  name: { de: 'Nummeriert', en: 'Numbered' },
  facts: [{ key: 'number', name: { de: 'Nummer', en: 'Number' }, type: 'text' }],
  nodes: [
    { id: 'start', type: 'start', name: { de: 'Beginn', en: 'Start' } },
    {
      id: 'numbering',
      type: 'automatic',
      name: { de: 'Nummer', en: 'Number' },
      job: { kind: 'number', series: 'papers', pattern: '{n}/V', fact: 'number' },
    },
    { id: 'work', type: 'task', name: { de: 'Weiter', en: 'On' }, addressee: { kind: 'lead' } },
    { id: 'end', type: 'end', name: { de: 'Ende', en: 'End' } },
  ],
  flows: [
    { id: 'a', from: 'start', to: 'numbering' },
    { id: 'b', from: 'numbering', to: 'work' },
    { id: 'c', from: 'work', to: 'end' },
  ],
};

/** start → a task of the lead → the number → end */
export const NUMBERED_AT_LAST = {
  ...NUMBERED,
  key: 'numbered-at-last',
  flows: [
    { id: 'a', from: 'start', to: 'work' },
    { id: 'b', from: 'work', to: 'numbering' },
    { id: 'c', from: 'numbering', to: 'end' },
  ],
};

/** The procedure `numbered` of the house, valid at once. */
export const publishNumbered = (database: TestDatabase): Promise<void> => publish(database, NUMBERED);
