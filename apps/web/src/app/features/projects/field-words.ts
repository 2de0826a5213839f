import type { FieldValue, ProjectField } from '@querraum/contracts';
import type { LocalizedText } from '@querraum/workflow';
import { formatDate } from '../../core/format';
import { language } from '../../core/language';
import type { Translate } from '../../core/texts';

interface Words {
  say: Translate;
  of(text: LocalizedText): string;
}

/** What a project has in the fields of its kind, as people read it; a field that is no longer asked for says so. */
export const fieldLines = (fields: ProjectField[], words: Words): { key: string; label: string; value: string }[] =>
  fields.map((field) => ({
    key: field.key,
    label: field.isRemoved ? words.say('project.formerField', { field: words.of(field.label) }) : words.of(field.label),
    value: field.value === null ? '–' : valueWords(field, field.value, words),
  }));

function valueWords({ type, choices }: ProjectField, value: FieldValue, { say, of }: Words): string {
  if (typeof value === 'boolean') return say(value ? 'project.yes' : 'project.no');
  if (typeof value === 'number') return new Intl.NumberFormat(language()).format(value);
  if (type === 'date') return formatDate(value);
  const choice = type === 'choice' ? choices.find(({ key }) => key === value) : undefined;
  return choice ? of(choice.label) : value;
}
