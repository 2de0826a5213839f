import type {
  Addressee,
  Definition,
  Department,
  FactDefinition,
  Involvement,
  LocalizedText,
  NodeDefinition,
  SeatKind,
  Period,
  TimeLimit,
} from '../definition';
import { both, joined, listed, quoted } from './localized';

/** Names of units by id; what is missing is said to be unknown. */
export type UnitNames = Record<string, string>;

/** How what a step names is called: units, and what its procedure declares. Without it a fact is said by its key. */
export interface Names {
  units: UnitNames;
  facts?: readonly Pick<FactDefinition, 'key' | 'name'>[] | undefined;
  steps?: readonly Pick<NodeDefinition, 'id' | 'name'>[];
}

export const namesIn = ({ facts, nodes }: Definition, units: UnitNames): Names => ({ units, facts, steps: nodes });

const itself = (text: string): LocalizedText => ({ de: text, en: text });
export const factName = (fact: string, { facts = [] }: Names): LocalizedText =>
  facts.find(({ key }) => key === fact)?.name ?? itself(fact);
export const stepName = (nodeId: string, { steps = [] }: Names): LocalizedText =>
  steps.find(({ id }) => id === nodeId)?.name ?? itself(nodeId);

export const DEPARTMENT_WORDS = {
  HEALTH: { de: 'Gesundheit', en: 'health' },
  YOUTH: { de: 'Jugend', en: 'youth' },
  SOCIAL_AFFAIRS: { de: 'Soziales', en: 'social affairs' },
  URBAN_DEVELOPMENT: { de: 'Stadtentwicklung', en: 'urban development' },
  AREA_COORDINATION: { de: 'Sozialraumorientierte Planungskoordination', en: 'area coordination' },
  LEGAL: { de: 'Recht', en: 'legal affairs' },
  FINANCE: { de: 'Finanzen', en: 'finance' },
  EDUCATION: { de: 'Bildung', en: 'education' },
  SPORT: { de: 'Sport', en: 'sport' },
  ENVIRONMENT: { de: 'Umwelt', en: 'environment' },
  BOARD: { de: 'Bezirksamtsmitglied', en: 'board member' },
} as const satisfies Record<Department, LocalizedText>;

export const INVOLVEMENT_WORDS = {
  CO_SIGNATURE: { de: 'Mitzeichnung', en: 'co-signature' },
  CO_EXAMINATION: { de: 'Mitprüfung', en: 'co-examination' },
  STATEMENT: { de: 'Stellungnahme', en: 'statement' },
  CONTRIBUTION: { de: 'Zulieferung', en: 'contribution' },
  TAKE_NOTE: { de: 'Kenntnisnahme', en: 'taking note' },
} as const satisfies Record<Involvement, LocalizedText>;

export const SEAT_KIND_WORDS = {
  technical: { de: 'fachlich', en: 'technical' },
  law: { de: 'rechtlich', en: 'legal' },
  money: { de: 'haushaltlich', en: 'budgetary' },
  dataProtection: { de: 'Datenschutz', en: 'data protection' },
} as const satisfies Record<SeatKind, LocalizedText>;

type AddresseeWords = {
  [Kind in Addressee['kind']]: (addressee: Extract<Addressee, { kind: Kind }>, names: Names) => LocalizedText;
};
const ADDRESSEE_WORDS: AddresseeWords = {
  unit: ({ unitId }, names) =>
    both((language) => names.units[unitId] ?? (language === 'de' ? 'eine unbekannte Stelle' : 'an unknown unit')),
  lead: () => ({ de: 'die federführende Stelle', en: 'the lead unit' }),
  department: ({ department }) => DEPARTMENT_WORDS[department],
  participants: ({ involvement }) => {
    const kind = quoted(INVOLVEMENT_WORDS[involvement]);
    return { de: `alle zur ${kind.de} beteiligten Stellen`, en: `all units taking part for ${kind.en}` };
  },
  boardMemberOfLead: () => ({
    de: 'das Mitglied des Bezirksamts, dem die Federführung untersteht',
    en: 'the member of the board above the lead unit',
  }),
  superiorOfLead: () => ({ de: 'die der Federführung übergeordnete Stelle', en: 'the unit above the lead unit' }),
  fact: ({ fact }, names) => {
    const { de, en } = quoted(factName(fact, names));
    return { de: `die Stellen aus ${de}`, en: `the units in ${en}` };
  },
};

export function addresseeInWords(addressee: Addressee, names: Names): LocalizedText {
  const words = ADDRESSEE_WORDS[addressee.kind] as (one: Addressee, names: Names) => LocalizedText;
  return words(addressee, names);
}

/** One, several, and after „nach“ or „in“ several. */
const SPANS = {
  workingDay: { de: ['Arbeitstag', 'Arbeitstage', 'Arbeitstagen'], en: ['working day', 'working days'] },
  calendarDay: { de: ['Kalendertag', 'Kalendertage', 'Kalendertagen'], en: ['calendar day', 'calendar days'] },
  week: { de: ['Woche', 'Wochen', 'Wochen'], en: ['week', 'weeks'] },
  month: { de: ['Monat', 'Monate', 'Monaten'], en: ['month', 'months'] },
} as const satisfies Record<Period['unit'], { de: readonly [string, string, string]; en: readonly [string, string] }>;

const span = ({ length, unit }: Period, german: 1 | 2): LocalizedText => {
  const { de, en } = SPANS[unit];
  return { de: `${length} ${de[length === 1 ? 0 : german]}`, en: `${length} ${en[length === 1 ? 0 : 1]}` };
};

/** „ab dem Ende von „Entwurf““ */
function startInWords({ from }: TimeLimit, names: Names): LocalizedText[] {
  if (from === undefined) return [];
  if (from.kind === 'fact') {
    const { de, en } = quoted(factName(from.fact, names));
    return [{ de: `gezählt ab ${de}`, en: `counted from ${en}` }];
  }
  const { de, en } = quoted(stepName(from.nodeId, names));
  return [{ de: `gezählt ab dem Ende von ${de}`, en: `counted from the end of ${en}` }];
}

/** „5 Arbeitstage“, with what is out of the ordinary about them. */
export function periodInWords(period: TimeLimit, names: Names = { units: {} }): LocalizedText {
  const { latestTime, roll, lengthFact } = period;
  const fact = lengthFact === undefined ? undefined : quoted(factName(lengthFact, names));
  return joined(
    [
      span(period, 1),
      ...(fact === undefined
        ? []
        : [{ de: `wenn ${fact.de} nichts anderes sagt`, en: `unless ${fact.en} says otherwise` }]),
      ...startInWords(period, names),
      ...(latestTime === undefined
        ? []
        : [{ de: `am letzten Tag bis ${latestTime} Uhr`, en: `on the last day until ${latestTime}` }]),
      ...(roll
        ? []
        : [{ de: 'auch wenn der letzte Tag kein Arbeitstag ist', en: 'even if the last day is no working day' }]),
    ],
    ', ',
  );
}

const withPreposition = (preposition: LocalizedText, period: Period): LocalizedText => {
  const { de, en } = span(period, 2);
  return { de: `${preposition.de} ${de}`, en: `${preposition.en} ${en}` };
};
/** „nach 3 Arbeitstagen“ */
export const afterPeriod = (period: Period): LocalizedText => withPreposition({ de: 'nach', en: 'after' }, period);
/** „von 3 Arbeitstagen“ */
export const ofPeriod = (period: Period): LocalizedText => withPreposition({ de: 'von', en: 'of' }, period);

export const remindersInWords = (reminders: readonly Period[]): LocalizedText =>
  reminders.length === 0 ? { de: 'keine', en: 'none' } : listed(reminders.map(afterPeriod));
