import type { Addressee, LocalizedText, NodeDefinition, Period, ResultDefinition, TaskNode } from '../definition';
import { valueAt, type SettingField } from '../settings';
import { joined, listed, quoted } from './localized';
import { participantsInWords } from './seats';
import { addresseeInWords, periodInWords, remindersInWords, type UnitNames } from './vocabulary';

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
const LISTS: Record<ListKind, (value: never, names: UnitNames) => LocalizedText> = {
  periods: (periods: Period[]) => remindersInWords(periods),
  addressees: (addressees: Addressee[], names) =>
    addressees.length === 0 ? NONE : listed(addressees.map((addressee) => addresseeInWords(addressee, names))),
  results: (results: ResultDefinition[]) => joined(results.map(resultInWords), ' · '),
  fields: (fields: NonNullable<TaskNode['fields']>) =>
    joined(
      fields.map(({ fact, required }) =>
        required === true ? { de: `${fact} (Pflicht)`, en: `${fact} (mandatory)` } : same(fact),
      ),
      ', ',
    ),
  waves: (waves: Parameters<typeof participantsInWords>[0], names) => participantsInWords(waves, names),
};

/** What a setting says now; „keine“ where it is left out. */
export function settingInWords(field: SettingField, node: NodeDefinition, names: UnitNames): LocalizedText {
  const value = valueAt(node, field.path);
  if (field.kind === 'yesNo') return YES_NO(value === true);
  if (value === undefined || value === '') return NONE;
  switch (field.kind) {
    case 'text':
      return quoted(value as LocalizedText);
    case 'period':
      return periodInWords(value as Period);
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
      return same(
        Object.entries(value as Record<string, string>)
          .map(([there, here]) => `${here} → ${there}`)
          .join(', '),
      );
    default:
      return same(String(value as string | number));
  }
}
