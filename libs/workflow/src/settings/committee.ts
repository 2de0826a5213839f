import type { BlockSettings } from './field';
import { addressee, choices, name, quorum, reminders, when } from './parts';

export const committee: BlockSettings = {
  name: { de: 'Gremium', en: 'Committee' },
  about: {
    de: 'Das Papier kommt auf die Tagesordnung der nächsten Sitzung; das Gremium beschließt dort oder im Umlauf.',
    en: 'The paper is put on the agenda of the next session; the committee decides there or by circulation.',
  },
  initial: () => ({
    office: { kind: 'lead' },
    members: [],
    session: {
      weekday: 2,
      everyWeeks: 1,
      anchor: '2026-01-06',
      closing: { weekday: 4, time: '12:00' },
    },
    quorum: { kind: 'percent', p: 50 },
    majority: 'simple',
    mode: 'session',
    reminders: [],
  }),
  fields: [
    name,
    {
      ...addressee,
      path: 'office',
      label: { de: 'Geschäftsstelle', en: 'Office of the committee' },
      help: {
        de: 'Setzt das Papier auf die Tagesordnung, vergibt die Nummer, führt die Niederschrift.',
        en: 'Puts the paper on the agenda, gives the number, keeps the minutes.',
      },
    },
    { path: 'members', kind: 'addressees', label: { de: 'Stimmberechtigt', en: 'Entitled to vote' } },
    {
      path: 'mode',
      kind: 'choice',
      label: { de: 'Wie beschlossen wird', en: 'How it is decided' },
      choices: choices({
        session: { de: 'in der Sitzung', en: 'in the session' },
        circulation: {
          de: 'im Umlauf; ein Widerspruch bringt das Papier in die Sitzung',
          en: 'by circulation; one objection brings the paper to the session',
        },
      }),
    },
    {
      path: 'period',
      kind: 'period',
      optional: true,
      label: { de: 'Frist für die Stimme', en: 'Time limit for the vote' },
      shownWhen: when('mode', 'circulation'),
    },
    reminders,
    {
      path: 'onSilence',
      kind: 'choice',
      optional: true,
      label: { de: 'Wenn ein Mitglied nicht abstimmt', en: 'When a member does not vote' },
      choices: choices({
        remindOnly: { de: 'bleibt offen, es wird nur erinnert', en: 'stays open, with reminders only' },
        abstain: { de: 'gilt als Enthaltung', en: 'counts as an abstention' },
      }),
      shownWhen: when('mode', 'circulation'),
    },
    { path: 'session.weekday', kind: 'weekday', label: { de: 'Sitzungstag', en: 'Day of the session' } },
    {
      path: 'session.everyWeeks',
      kind: 'number',
      min: 1,
      max: 12,
      label: { de: 'Alle wie viel Wochen', en: 'Every how many weeks' },
    },
    {
      path: 'session.anchor',
      kind: 'date',
      label: { de: 'Tag einer Sitzung, von dem gezählt wird', en: 'Day of a session from which is counted' },
    },
    {
      path: 'session.closing.weekday',
      kind: 'weekday',
      label: { de: 'Redaktionsschluss: letzter … vor der Sitzung', en: 'Closing day: the last … before the session' },
    },
    {
      path: 'session.closing.time',
      kind: 'time',
      label: { de: 'Redaktionsschluss: Uhrzeit', en: 'Closing time' },
    },
    ...quorum('quorum', { de: 'Wie viele teilnehmen müssen', en: 'How many must take part' }),
    {
      path: 'majority',
      kind: 'choice',
      label: { de: 'Mehrheit', en: 'Majority' },
      choices: choices({
        simple: { de: 'mehr Ja als Nein', en: 'more yes than no' },
        absolute: { de: 'mehr als die Hälfte aller Mitglieder', en: 'more than half of all members' },
        unanimous: { de: 'einstimmig', en: 'unanimous' },
      }),
    },
    {
      path: 'chair',
      kind: 'addressee',
      optional: true,
      label: { de: 'Wessen Stimme bei Gleichstand entscheidet', en: 'Whose vote decides a tie' },
      help: { de: 'Ohne Angabe ist bei Gleichstand abgelehnt.', en: 'If nobody is named a tie rejects.' },
    },
  ],
};
