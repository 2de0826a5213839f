import type { Measure, MeasureState } from '@querraum/contracts';
import { dayInFigures, localDate, type LocalizedText } from '@querraum/workflow';
import { csvTable, type CsvColumn } from '../platform';

type Language = 'de' | 'en';

const STATE_NAMES = {
  planned: { de: 'geplant', en: 'planned' },
  running: { de: 'läuft', en: 'running' },
  done: { de: 'abgeschlossen', en: 'done' },
  abandoned: { de: 'aufgegeben', en: 'abandoned' },
} as const satisfies Record<MeasureState, LocalizedText>;
const YES = { de: 'ja', en: 'yes' } as const satisfies LocalizedText;

const COLUMNS: CsvColumn<Measure>[] = [
  { name: { de: 'Nr.', en: 'No.' }, cell: ({ position }) => String(position) },
  { name: { de: 'Maßnahme', en: 'Measure' }, cell: ({ title }) => title },
  {
    name: { de: 'Schlüsselmaßnahme', en: 'Key measure' },
    cell: ({ isKey }, language) => (isKey ? YES[language] : ''),
  },
  { name: { de: 'Beschreibung', en: 'Description' }, cell: ({ description }) => description },
  { name: { de: 'Zuständig', en: 'Lead unit' }, cell: ({ leadUnit }) => leadUnit.name },
  {
    name: { de: 'Partner', en: 'Partners' },
    cell: ({ partners }) => partners.map(({ name }) => name).join(', '),
  },
  { name: { de: 'Bedarfsgruppe', en: 'Target group' }, cell: ({ targetGroup }) => targetGroup },
  {
    name: { de: 'Räume', en: 'Areas' },
    cell: ({ areas }) => areas.map(({ name, key }) => `${name} (${key})`).join(', '),
  },
  { name: { de: 'Von', en: 'From' }, cell: ({ from }, language) => dayIn(from, language) },
  { name: { de: 'Bis', en: 'To' }, cell: ({ to }, language) => dayIn(to, language) },
  { name: { de: 'Stand', en: 'State' }, cell: ({ state }, language) => STATE_NAMES[state][language] },
  { name: { de: 'Zum Stand', en: 'About the state' }, cell: ({ note }) => note },
  {
    name: { de: 'Stand vom', en: 'State as of' },
    cell: ({ statedAt }, language) => dayIn(localDate(statedAt), language),
  },
];

const dayIn = (day: string | null, language: Language): string => (day === null ? '' : dayInFigures(day, language));

export const measuresCsv = (measures: Measure[], language: Language): string => csvTable(COLUMNS, measures, language);
