import type { OverviewProject, Stage } from '@querraum/contracts';
import { dayInFigures, lastDayBefore, localDate, type LocalizedText } from '@querraum/workflow';
import { csvHead, csvLine, type CsvColumn } from '../platform';

type Language = 'de' | 'en';
type Holder = OverviewProject['holders'][number];

export const STAGE_NAMES = {
  preparing: { de: 'in Vorbereitung', en: 'in preparation' },
  task: { de: 'in Arbeit', en: 'in progress' },
  coSignature: { de: 'Mitzeichnung', en: 'co-signature' },
  lead: { de: 'wartet auf Federführung', en: 'waiting for the lead' },
  dissent: { de: 'Dissens', en: 'dissent' },
  finalSignature: { de: 'Schlusszeichnung', en: 'final signature' },
  date: { de: 'wartet auf einen Termin', en: 'waiting for a date' },
  returned: { de: 'zurückgegeben', en: 'returned' },
  completed: { de: 'abgeschlossen', en: 'completed' },
  rejected: { de: 'abgelehnt', en: 'rejected' },
  cancelled: { de: 'abgebrochen', en: 'cancelled' },
} as const satisfies Record<Stage, LocalizedText>;

const COLUMNS: CsvColumn<OverviewProject>[] = [
  { name: { de: 'Aktenzeichen', en: 'Reference' }, cell: ({ reference }) => reference },
  { name: { de: 'Vorhaben', en: 'Project' }, cell: ({ title }) => title },
  { name: { de: 'Federführung', en: 'Lead' }, cell: ({ leadUnit }) => leadUnit.name },
  {
    name: { de: 'Räume', en: 'Areas' },
    cell: ({ areas }) => areas.map(({ name, key }) => `${name} (${key})`).join(', '),
  },
  {
    name: { de: 'Stand', en: 'State' },
    cell: ({ stages }, language) => stages.map((stage) => STAGE_NAMES[stage][language]).join(', '),
  },
  { name: { de: 'Liegt bei', en: 'Lies with' }, cell: ({ holders }) => holders.map(holderName).join(', ') },
  {
    name: { de: 'Seit', en: 'Since' },
    cell: ({ holders }, language) => day(holders.map(({ since }) => since).sort()[0], language),
  },
  {
    name: { de: 'Frist (letzter Tag)', en: 'Due (last day)' },
    cell: ({ dueEnd }, language) => (dueEnd === null ? '' : dayInFigures(lastDayBefore(dueEnd), language)),
  },
  { name: { de: 'Fristlage', en: 'Time left' }, cell: ({ dueInWords }, language) => dueInWords?.[language] ?? '' },
  {
    name: { de: 'Beendet am', en: 'Ended on' },
    cell: ({ situation }, language) => day(situation?.endedAt ?? undefined, language),
  },
];

const holderName = ({ unit, owner }: Holder): string => {
  if (unit === null) return '–';
  return owner === null ? unit.name : `${unit.name} (${owner})`;
};

const day = (instant: string | undefined, language: Language): string =>
  instant === undefined ? '' : dayInFigures(localDate(instant), language);

export const overviewHead = (language: Language): string => csvHead(COLUMNS, language);
export const overviewLine = (project: OverviewProject, language: Language): string =>
  csvLine(COLUMNS, project, language);
