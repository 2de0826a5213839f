import type { LocalizedText, NodeDefinition } from '../definition';
import { valueAt, type Choosable, type SettingField } from './field';

export const choices = (words: Record<string, LocalizedText>): Choosable[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** Shown while another setting has one of these values. */
export const when =
  (path: string, ...values: unknown[]) =>
  (node: NodeDefinition): boolean =>
    values.includes(valueAt(node, path));

export const days = (length: number) => ({ length, unit: 'workingDay' as const, roll: true });

export const name: SettingField = {
  path: 'name',
  kind: 'text',
  label: { de: 'Name des Schritts', en: 'Name of the step' },
};
export const period: SettingField = {
  path: 'period',
  kind: 'period',
  startable: true,
  label: { de: 'Frist', en: 'Time limit' },
};
export const optionalPeriod: SettingField = { ...period, optional: true };
export const reminders: SettingField = {
  path: 'reminders',
  kind: 'periods',
  label: { de: 'Erinnerungen', en: 'Reminders' },
};
export const addressee: SettingField = {
  path: 'addressee',
  kind: 'addressee',
  label: { de: 'Zuständig', en: 'Responsible' },
};
export const addressees: SettingField = {
  path: 'addressees',
  kind: 'addressees',
  label: { de: 'Stellen', en: 'Units' },
};

export const SILENCE: Record<string, LocalizedText> = {
  remindOnly: { de: 'bleibt offen, es wird nur erinnert', en: 'stays open, with reminders only' },
  escalate: { de: 'geht an die nächsthöhere Stelle', en: 'goes to the next superior unit' },
  without: { de: 'geht ohne Beitrag weiter', en: 'goes on without the contribution' },
};

/** How far it goes up, where silence escalates. */
export const escalation: readonly SettingField[] = [
  {
    path: 'maxEscalations',
    kind: 'number',
    min: 0,
    max: 10,
    optional: true,
    label: { de: 'Wie oft es höchstens nach oben geht', en: 'How often it goes up at most' },
    shownWhen: when('onSilence', 'escalate'),
  },
  {
    path: 'escalationPeriod',
    kind: 'period',
    optional: true,
    label: { de: 'Neue Frist nach jeder Eskalation', en: 'New time limit after each escalation' },
    shownWhen: when('onSilence', 'escalate'),
  },
];

export const silence = (...values: string[]): SettingField => ({
  path: 'onSilence',
  kind: 'choice',
  label: { de: 'Wenn die Frist verstreicht', en: 'When the time limit runs out' },
  choices: values.map((value) => ({ value, label: SILENCE[value] ?? { de: value, en: value } })),
});

/** Full quorum settings at a path: all, a number, a share. */
export const quorum = (path: string, label: LocalizedText): SettingField[] => [
  {
    path,
    kind: 'variant',
    label,
    variants: [
      { value: 'all', label: { de: 'alle', en: 'all' }, initial: {} },
      { value: 'count', label: { de: 'eine Mindestzahl', en: 'a minimum number' }, initial: { n: 1 } },
      { value: 'percent', label: { de: 'ein Mindestanteil', en: 'a minimum share' }, initial: { p: 50 } },
    ],
  },
  {
    path: `${path}.n`,
    kind: 'number',
    min: 0,
    max: 1000,
    label: { de: 'Mindestens so viele', en: 'At least this many' },
    shownWhen: when(`${path}.kind`, 'count'),
  },
  {
    path: `${path}.p`,
    kind: 'number',
    min: 0,
    max: 100,
    label: { de: 'Mindestens so viel Prozent', en: 'At least this share in percent' },
    shownWhen: when(`${path}.kind`, 'percent'),
  },
];
