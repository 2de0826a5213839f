import type { BlockSettings, SettingField } from './field';
import {
  addressee,
  addressees,
  days,
  escalation,
  name,
  optionalPeriod,
  period,
  reminders,
  silence,
  when,
} from './parts';

const answerPeriod: SettingField = {
  path: 'period',
  kind: 'period',
  optional: true,
  label: { de: 'Frist für die Antwort', en: 'Time limit for the answer' },
};

export const task: BlockSettings = {
  name: { de: 'Aufgabe', en: 'Task' },
  about: {
    de: 'Eine Stelle erledigt etwas, mit Ergebnissen zur Wahl und Angaben, die sie einträgt.',
    en: 'One unit does something, with results to choose from and entries that it fills in.',
  },
  initial: () => ({ addressee: { kind: 'lead' }, period: days(5), reminders: [] }),
  fields: [
    name,
    addressee,
    optionalPeriod,
    reminders,
    {
      path: 'results',
      kind: 'results',
      optional: true,
      label: { de: 'Ergebnisse zur Wahl', en: 'Results to choose from' },
      help: {
        de: 'Ohne Ergebnisse wird die Aufgabe schlicht erledigt. Danach kann eine Verzweigung nach dem Ergebnis fragen.',
        en: 'Without results the task is simply done. A later decision can ask for the result.',
      },
    },
    {
      path: 'fields',
      kind: 'fields',
      optional: true,
      label: { de: 'Angaben, die hier eingetragen werden', en: 'Entries that are filled in here' },
    },
    { ...silence('remindOnly', 'escalate'), optional: true },
    ...escalation,
  ],
};

export const takeNote: BlockSettings = {
  name: { de: 'Kenntnisnahme', en: 'Taking note' },
  about: {
    de: 'Alle Genannten bekommen das Papier zur Kenntnis; niemand kann widersprechen.',
    en: 'Everybody named is shown the paper; nobody can object.',
  },
  initial: () => ({ addressees: [], period: days(5), reminders: [], waits: true }),
  fields: [
    name,
    addressees,
    {
      path: 'waits',
      kind: 'yesNo',
      label: { de: 'Das Verfahren wartet auf die Kenntnisnahme', en: 'The procedure waits until notice is taken' },
      help: {
        de: 'Sonst geht es sofort weiter und wartet erst ganz am Ende; dann braucht es eine Frist.',
        en: 'Otherwise it goes on at once and waits only at its very end; then there must be a time limit.',
      },
    },
    optionalPeriod,
    reminders,
  ],
};

export const contribution: BlockSettings = {
  name: { de: 'Beitrag', en: 'Contribution' },
  about: {
    de: 'Jede Stelle liefert ihren Teil; jemand führt die Teile zusammen.',
    en: 'Each unit delivers its part; somebody puts the parts together.',
  },
  initial: () => ({
    addressees: [],
    period: days(10),
    reminders: [days(7)],
    onSilence: 'without',
    combinedBy: { kind: 'lead' },
  }),
  fields: [
    name,
    addressees,
    {
      path: 'request',
      kind: 'text',
      optional: true,
      label: { de: 'Worum gebeten wird', en: 'What is asked for' },
    },
    period,
    reminders,
    silence('without', 'escalate', 'remindOnly'),
    ...escalation,
    {
      path: 'nilAllowed',
      kind: 'yesNo',
      optional: true,
      label: { de: 'Fehlanzeige ist möglich', en: 'A nil return is possible' },
    },
    {
      path: 'combinedBy',
      kind: 'addressee',
      optional: true,
      label: { de: 'Wer die Beiträge zusammenführt', en: 'Who puts the contributions together' },
      help: {
        de: 'Ohne Angabe endet der Schritt mit dem letzten Beitrag.',
        en: 'If nobody is named the step ends with the last contribution.',
      },
    },
    {
      path: 'combinePeriod',
      kind: 'period',
      optional: true,
      label: { de: 'Frist für die Zusammenführung', en: 'Time limit for putting together' },
      shownWhen: (node) => node.type === 'contribution' && node.combinedBy !== undefined,
    },
  ],
};

export const dispatch: BlockSettings = {
  name: { de: 'Versand', en: 'Dispatch' },
  about: {
    de: 'Eine Stelle verschickt das Papier und vermerkt, wann und wie.',
    en: 'One unit sends the paper out and notes when and how.',
  },
  initial: () => ({
    addressee: { kind: 'lead' },
    recipients: { de: 'Empfänger', en: 'Recipients' },
    period: days(3),
    reminders: [],
  }),
  fields: [
    name,
    addressee,
    { path: 'recipients', kind: 'text', label: { de: 'Empfänger', en: 'Recipients' } },
    optionalPeriod,
    reminders,
  ],
};

export const resubmission: BlockSettings = {
  name: { de: 'Wiedervorlage', en: 'Resubmission' },
  about: {
    de: 'Kommt an ihrem Tag wieder und ist dann erledigt oder wird neu gelegt.',
    en: 'Comes back on its day and is then done with or put off again.',
  },
  initial: () => ({ addressee: { kind: 'lead' }, at: { kind: 'period', period: days(20) }, reminders: [] }),
  fields: [
    name,
    addressee,
    {
      path: 'at',
      kind: 'variant',
      label: { de: 'Wann sie wiederkommt', en: 'When it comes back' },
      variants: [
        {
          value: 'period',
          label: { de: 'nach einer Frist', en: 'after a period' },
          initial: { period: days(20) },
        },
        {
          value: 'date',
          label: { de: 'an einem angegebenen Tag', en: 'on a day that is given' },
          initial: { fact: '' },
        },
      ],
    },
    {
      path: 'at.period',
      kind: 'period',
      label: { de: 'Kommt wieder nach', en: 'Comes back after' },
      shownWhen: when('at.kind', 'period'),
    },
    {
      path: 'at.fact',
      kind: 'fact',
      label: { de: 'Angabe mit dem Tag', en: 'Entry that gives the day' },
      shownWhen: when('at.kind', 'date'),
    },
    answerPeriod,
    reminders,
  ],
};
