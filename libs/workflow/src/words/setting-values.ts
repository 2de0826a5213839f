import type {
  Addressee,
  LocalizedText,
  NodeDefinition,
  Period,
  ResultDefinition,
  TaskNode,
  TimeLimit,
} from '../definition';
import { valueAt, type SettingField } from '../settings';
import { joined, listed, quoted } from './localized';
import { participantsInWords } from './seats';
import { addresseeInWords, factName, periodInWords, remindersInWords, type Names } from './vocabulary';

const NONE: LocalizedText = { de: 'keine', en: 'none' };
const same = (text: string): LocalizedText => ({ de: text, en: text });
const YES_NO = (yes: boolean): LocalizedText => (yes ? { de: 'ja', en: 'yes' } : { de: 'nein', en: 'no' });

export const WEEKDAYS: readonly LocalizedText[] = [
  { de: 'Montag', en: 'Monday' },
  { de: 'Dienstag', en: 'Tuesday' },
  { de: 'Mittwoch', en: 'Wednesday' },
  { de: 'Donnerstag', en: 'Thursday' },
  { de: 'Freitag', en: 'Friday' },
  { de: 'Samstag', en: 'Saturday' },
  { de: 'Sonntag', en: 'Sunday' },
];

const resultInWords = ({ name, needsWords }: ResultDefinition): LocalizedText =>
  needsWords === true ? { de: `${name.de} (mit Begründung)`, en: `${name.en} (with reasons)` } : name;

type ListKind = 'periods' | 'addressees' | 'results' | 'fields' | 'waves';
const LISTS: Record<ListKind, (value: never, names: Names) => LocalizedText> = {
  periods: (periods: Period[]) => remindersInWords(periods),
  addressees: (addressees: Addressee[], names) =>
    addressees.length === 0 ? NONE : listed(addressees.map((addressee) => addresseeInWords(addressee, names))),
  results: (results: ResultDefinition[]) => joined(results.map(resultInWords), ' · '),
  fields: (fields: NonNullable<TaskNode['fields']>, names) =>
    joined(
      fields.map(({ fact, required }) => {
        const name = factName(fact, names);
        return required === true ? { de: `${name.de} (Pflicht)`, en: `${name.en} (mandatory)` } : name;
      }),
      ', ',
    ),
  waves: (waves: Parameters<typeof participantsInWords>[0], names) => participantsInWords(waves, names),
};

/** What a setting says now; „keine“ where it is left out. */
export function settingInWords(field: SettingField, node: NodeDefinition, names: Names): LocalizedText {
  const value = valueAt(node, field.path);
  if (field.kind === 'yesNo') return YES_NO(value === true);
  if (value === undefined || value === '') return NONE;
  switch (field.kind) {
    case 'text':
      return quoted(value as LocalizedText);
    case 'period':
      return periodInWords(value as TimeLimit, names);
    case 'addressee':
      return addresseeInWords(value as Addressee, names);
    case 'weekday':
      return WEEKDAYS[Number(value) - 1] ?? NONE;
    case 'choice':
      return field.choices.find((choice) => choice.value === value)?.label ?? NONE;
    case 'variant': {
      const { kind } = value as { kind: string };
      return field.variants.find((variant) => variant.value === kind)?.label ?? NONE;
    }
    case 'periods':
    case 'addressees':
    case 'results':
    case 'fields':
    case 'waves':
      return LISTS[field.kind](value as never, names);
    case 'table': {
      const { rules } = value as { rules: unknown[] };
      return { de: `${rules.length} Regeln`, en: `${rules.length} rules` };
    }
    case 'factPairs':
      return joined(
        Object.entries(value as Record<string, string>).map(([there, here]) => {
          const name = factName(here, names);
          return { de: `${name.de} → ${there}`, en: `${name.en} → ${there}` };
        }),
        ', ',
      );
    case 'fact':
      return quoted(factName(String(value as string), names));
    default:
      return same(String(value as string | number));
  }
}
