import { DEMO_UNITS } from '@querraum/server/testing';

const name = (de: string, en: string) => ({ de, en });
const department = (department: string) => ({ kind: 'department', department });
const lead = { kind: 'lead' };
const workingDays = (length: number) => ({ length, unit: 'workingDay' });

export const UNIT_OF_LAW = DEMO_UNITS['BA-MITTE/RECHT'];

/** Every block that is made of places, one after the other. */
export const ALL_BLOCKS = {
  key: 'all-blocks',
  name: name('Alle Bausteine', 'All blocks'),
  facts: [
    { key: 'amount', name: name('Betrag', 'Amount'), type: 'number' },
    { key: 'session', name: name('Tag der Sitzung', 'Day of the session'), type: 'date' },
  ],
  nodes: [
    { id: 'start', type: 'start', name: name('Beginn', 'Start') },
    {
      id: 'note',
      type: 'takeNote',
      name: name('Kenntnisnahme', 'Taking note'),
      addressees: [department('HEALTH'), department('YOUTH')],
      period: workingDays(3),
      waits: false,
    },
    {
      id: 'parts',
      type: 'contribution',
      name: name('Beiträge', 'Contributions'),
      addressees: [department('SOCIAL_AFFAIRS'), department('URBAN_DEVELOPMENT')],
      request: name('Zahlen für 2026', 'Figures for 2026'),
      period: workingDays(3),
      onSilence: 'without',
      nilAllowed: true,
      combinedBy: lead,
    },
    {
      id: 'check',
      type: 'task',
      name: name('Prüfung', 'Check'),
      addressee: lead,
      results: [
        { key: 'ok', name: name('in Ordnung', 'in order') },
        { key: 'back', name: name('zurück', 'back'), needsWords: true },
      ],
      fields: [{ fact: 'amount', required: true }, { fact: 'session' }],
    },
    { id: 'which', type: 'exclusiveGateway', name: name('Weg', 'Path'), defaultFlow: 'onward' },
    {
      id: 'again',
      type: 'resubmission',
      name: name('Wiedervorlage', 'Resubmission'),
      addressee: lead,
      at: { kind: 'period', period: workingDays(2) },
    },
    {
      id: 'out',
      type: 'dispatch',
      name: name('Versand', 'Dispatch'),
      addressee: lead,
      recipients: name('Senatskanzlei', 'Senate Chancellery'),
    },
    { id: 'end', type: 'end', name: name('Erledigt', 'Done') },
  ],
  flows: [
    { id: 'f1', from: 'start', to: 'note' },
    { id: 'f2', from: 'note', to: 'parts' },
    { id: 'f3', from: 'parts', to: 'check' },
    { id: 'f4', from: 'check', to: 'which' },
    { id: 'repeated', from: 'which', to: 'parts', condition: 'steps.check.result = "back" and facts.amount > 0' },
    { id: 'onward', from: 'which', to: 'again' },
    { id: 'f5', from: 'again', to: 'out' },
    { id: 'f6', from: 'out', to: 'end' },
  ],
};
