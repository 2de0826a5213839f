import type { BlockSettings } from './field';
import { choices, days, name, when } from './parts';

export const start: BlockSettings = {
  name: { de: 'Beginn', en: 'Start' },
  about: { de: 'Hier beginnt das Verfahren.', en: 'Here the procedure begins.' },
  fields: [name],
};

export const end: BlockSettings = {
  name: { de: 'Ende', en: 'End' },
  about: { de: 'Hier endet das Verfahren.', en: 'Here the procedure ends.' },
  fields: [
    name,
    {
      path: 'outcome',
      kind: 'choice',
      label: { de: 'Ergebnis', en: 'Outcome' },
      choices: choices({
        completed: { de: 'abgeschlossen', en: 'completed' },
        returned: { de: 'zurück an die Federführung', en: 'returned to the lead unit' },
        rejected: { de: 'abgelehnt', en: 'rejected' },
      }),
    },
  ],
};

export const parallelGateway: BlockSettings = {
  name: { de: 'Parallelblock', en: 'Parallel block' },
  about: { de: 'Mehrere Zweige laufen zugleich.', en: 'Several branches run at the same time.' },
  fields: [name],
};

export const exclusiveGateway: BlockSettings = {
  name: { de: 'Entscheidung nach Bedingung', en: 'Decision by condition' },
  about: {
    de: 'Das Verfahren nimmt den ersten Weg, dessen Bedingung zutrifft, sonst den Standardweg.',
    en: 'The procedure takes the first path whose condition holds, otherwise the default path.',
  },
  initial: () => ({}),
  fields: [
    name,
    {
      path: 'defaultFlow',
      kind: 'way',
      optional: true,
      label: { de: 'Weg, wenn keine Bedingung zutrifft', en: 'Path when no condition holds' },
    },
  ],
};

export const inclusiveGateway: BlockSettings = {
  name: { de: 'Parallelblock mit Bedingungen', en: 'Parallel block with conditions' },
  about: {
    de: 'Alle Zweige, deren Bedingung zutrifft, laufen zugleich.',
    en: 'Every branch whose condition holds runs at the same time.',
  },
  fields: exclusiveGateway.fields,
};

export const timer: BlockSettings = {
  name: { de: 'Frist abwarten', en: 'Let a period pass' },
  about: { de: 'Das Verfahren ruht so lange.', en: 'The procedure rests for so long.' },
  initial: () => ({ period: days(5) }),
  fields: [name, { path: 'period', kind: 'period', startable: true, label: { de: 'Wartet', en: 'Waits' } }],
};

export const wait: BlockSettings = {
  name: { de: 'Warten', en: 'Wait' },
  about: {
    de: 'Wartet auf einen Tag oder darauf, dass eine Stelle ein Ereignis meldet.',
    en: 'Waits for a day, or for an event that a unit reports.',
  },
  initial: () => ({
    until: { kind: 'event', event: { de: 'Ereignis', en: 'Event' }, reportedBy: { kind: 'lead' } },
  }),
  fields: [
    name,
    {
      path: 'until',
      kind: 'variant',
      label: { de: 'Worauf gewartet wird', en: 'What is waited for' },
      variants: [
        {
          value: 'date',
          label: { de: 'auf einen angegebenen Tag', en: 'for a day that is given' },
          initial: { fact: '' },
        },
        {
          value: 'event',
          label: { de: 'auf ein Ereignis', en: 'for an event' },
          initial: { event: { de: 'Ereignis', en: 'Event' }, reportedBy: { kind: 'lead' } },
        },
      ],
    },
    {
      path: 'until.fact',
      kind: 'fact',
      label: { de: 'Angabe mit dem Tag', en: 'Entry that gives the day' },
      shownWhen: when('until.kind', 'date'),
    },
    {
      path: 'until.event',
      kind: 'text',
      label: { de: 'Ereignis', en: 'Event' },
      shownWhen: when('until.kind', 'event'),
    },
    {
      path: 'until.reportedBy',
      kind: 'addressee',
      label: { de: 'Wer es meldet', en: 'Who reports it' },
      shownWhen: when('until.kind', 'event'),
    },
    {
      path: 'until.atMost',
      kind: 'period',
      optional: true,
      label: { de: 'Wartet höchstens', en: 'Waits at most' },
      shownWhen: when('until.kind', 'event'),
    },
  ],
};

export const automatic: BlockSettings = {
  name: { de: 'Automatischer Schritt', en: 'Automatic step' },
  about: { de: 'Das System erledigt etwas von selbst.', en: 'The system does something by itself.' },
  initial: () => ({
    job: { kind: 'notify', addressees: [] },
  }),
  fields: [
    name,
    {
      path: 'job',
      kind: 'variant',
      label: { de: 'Was geschieht', en: 'What happens' },
      variants: [
        {
          value: 'notify',
          label: { de: 'Stellen benachrichtigen', en: 'notify units' },
          initial: { addressees: [] },
        },
        {
          value: 'setDate',
          label: { de: 'einen Tag ausrechnen', en: 'work out a day' },
          initial: { fact: '', period: days(5) },
        },
        {
          value: 'number',
          label: { de: 'eine Nummer vergeben', en: 'give a number' },
          initial: { series: '', pattern: '{n}', fact: '' },
        },
      ],
    },
    {
      path: 'job.addressees',
      kind: 'addressees',
      label: { de: 'Stellen', en: 'Units' },
      shownWhen: when('job.kind', 'notify'),
    },
    {
      path: 'job.period',
      kind: 'period',
      startable: true,
      label: { de: 'Zeit bis zu diesem Tag', en: 'Time until that day' },
      shownWhen: when('job.kind', 'setDate'),
    },
    {
      path: 'job.series',
      kind: 'word',
      label: { de: 'Nummernkreis', en: 'Series of numbers' },
      help: {
        de: 'Kleinbuchstaben, Ziffern und Bindestriche, etwa „vorlagen“.',
        en: 'Small letters, digits and hyphens, such as “papers”.',
      },
      shownWhen: when('job.kind', 'number'),
    },
    {
      path: 'job.pattern',
      kind: 'word',
      label: { de: 'Aussehen der Nummer', en: 'Look of the number' },
      help: { de: 'An der Stelle von {n} steht die Zahl.', en: 'The figure takes the place of {n}.' },
      shownWhen: when('job.kind', 'number'),
    },
    {
      path: 'job.fact',
      kind: 'fact',
      label: { de: 'Angabe, die gesetzt wird', en: 'Entry that is set' },
      shownWhen: when('job.kind', 'setDate', 'number'),
    },
  ],
};

export const call: BlockSettings = {
  name: { de: 'Unterverfahren', en: 'Called procedure' },
  about: {
    de: 'Ein anderes Verfahren des Hauses läuft innerhalb von diesem.',
    en: 'Another procedure of the house runs within this one.',
  },
  initial: () => ({ procedure: '' }),
  fields: [
    name,
    { path: 'procedure', kind: 'procedure', label: { de: 'Welches Verfahren', en: 'Which procedure' } },
    {
      path: 'inputs',
      kind: 'factPairs',
      optional: true,
      label: { de: 'Angaben, die es mitbekommt', en: 'Entries that it is given' },
      advanced: true,
    },
    {
      path: 'outputs',
      kind: 'factPairs',
      optional: true,
      label: { de: 'Angaben, die es zurückgibt', en: 'Entries that it gives back' },
      advanced: true,
    },
  ],
};

export const decision: BlockSettings = {
  name: { de: 'Entscheidungstabelle', en: 'Decision table' },
  about: {
    de: 'Setzt Angaben nach einer Tabelle: welche Stellen, welche Frist, welche Befugnis.',
    en: 'Sets entries by a table: which units, which time limit, which authority.',
  },
  initial: () => ({ table: { hitPolicy: 'first', inputs: [], outputs: [], rules: [] } }),
  fields: [name, { path: 'table', kind: 'table', label: { de: 'Tabelle', en: 'Table' } }],
};
