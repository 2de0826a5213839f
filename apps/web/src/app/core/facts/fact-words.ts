import { DEPARTMENT_WORDS, type Department, type FactDefinition, type FactValue } from '@querraum/workflow';
import { formatDate, formatList, formatNumber } from '../format';
import { inLanguage } from '../language';

/** What a declared entry says, as people read it. */
export function factInWords(
  { type, choices }: FactDefinition,
  value: FactValue,
  units: Record<string, string> = {},
): string {
  if (value === null) return '–';
  if (typeof value === 'boolean') return inLanguage(value ? { de: 'ja', en: 'yes' } : { de: 'nein', en: 'no' });
  if (typeof value === 'number') return formatNumber(value);
  const nameOf = (one: string): string => {
    if (type === 'departments') return one in DEPARTMENT_WORDS ? inLanguage(DEPARTMENT_WORDS[one as Department]) : one;
    return units[one] ?? one;
  };
  if (Array.isArray(value)) return formatList(value.map(nameOf));
  if (type === 'date') return formatDate(value);
  const choice = choices?.find(({ key }) => key === value);
  return choice === undefined ? value : inLanguage(choice.name);
}
