import type { LocalizedText, NodeDefinition, RoundSettings } from '../definition';
import { ROUND_SETTING_WORDS, SILENCE_LABELS } from '../words/round-settings';
import type { BlockSettings, SettingField } from './field';
import { choices, days, name, period, quorum, reminders } from './parts';

const settingsOf = (node: NodeDefinition): RoundSettings | undefined =>
  node.type === 'coSignatureRound' ? node.settings : undefined;
const where =
  (fits: (settings: RoundSettings) => boolean) =>
  (node: NodeDefinition): boolean => {
    const settings = settingsOf(node);
    return settings !== undefined && fits(settings);
  };

type Key = keyof RoundSettings;
const base = (key: Key): Pick<SettingField, 'path' | 'label' | 'meaning'> => ({
  path: `settings.${key}`,
  label: ROUND_SETTING_WORDS[key].label,
});
/** Under the choice stands what it means with the numbers of this round. */
const explained = (key: Key): Pick<SettingField, 'path' | 'label' | 'meaning'> => ({
  ...base(key),
  meaning: (node) => {
    const settings = settingsOf(node);
    return settings === undefined ? { de: '', en: '' } : ROUND_SETTING_WORDS[key].words(settings);
  },
});
const choice = (key: Key, words: Record<string, LocalizedText>): SettingField => ({
  ...explained(key),
  kind: 'choice',
  choices: choices(words),
  advanced: true,
});
const yesNo = (key: Key, label: LocalizedText): SettingField => ({
  ...base(key),
  label,
  kind: 'yesNo',
  advanced: true,
});

const escalates = ({ onSilence }: RoundSettings): boolean => !['refuse', 'remindOnly'].includes(onSilence);

export const coSignatureRound: BlockSettings = {
  name: { de: 'Mitzeichnung', en: 'Co-signature' },
  about: {
    de: 'Mehrere Stellen zeichnen dasselbe Papier mit, gleichzeitig oder nacheinander.',
    en: 'Several units co-sign the same paper, at the same time or one after the other.',
  },
  initial: () => ({
    waves: [{ mode: 'parallel', seats: [] }],
    period: days(5),
    reminders: [days(3)],
    settings: {
      quorum: { kind: 'all' },
      waitAll: true,
      onRefusal: 'dissent',
      refusalOf: 'any',
      onSilence: 'escalate',
      onTextChange: 'affected',
      lateAnswers: true,
      fourEyes: true,
      resignPeriod: days(2),
      escalationPeriod: days(2),
      dissentPeriod: days(3),
      maxEscalations: 2,
      onNotReached: 'return',
      deemedMandatory: false,
      signerMayAnswer: false,
    } satisfies RoundSettings,
  }),
  fields: [
    name,
    { path: 'waves', kind: 'waves', label: { de: 'Wer zeichnet mit', en: 'Who co-signs' } },
    period,
    reminders,
    {
      ...explained('onSilence'),
      label: { de: 'Schweigen bis zum Ende der Frist', en: 'Silence until the time limit ends' },
      kind: 'choice',
      choices: choices(SILENCE_LABELS),
    },
    {
      ...base('deemedMandatory'),
      kind: 'yesNo',
      label: {
        de: 'Auch das Schweigen einer Pflichtstelle gilt als Mitzeichnung',
        en: 'Silence of a mandatory unit counts as co-signature, too',
      },
      shownWhen: where(({ onSilence }) => onSilence === 'deemed'),
    },
    {
      ...base('maxEscalations'),
      kind: 'number',
      min: 0,
      max: 10,
      label: { de: 'Wie oft es höchstens nach oben geht', en: 'How often it goes up at most' },
      shownWhen: where(escalates),
    },
    {
      ...base('escalationPeriod'),
      kind: 'period',
      label: { de: 'Neue Frist nach jeder Eskalation', en: 'New time limit after each escalation' },
      shownWhen: where((settings) => escalates(settings) && settings.maxEscalations > 0),
    },
    choice('onRefusal', {
      dissent: { de: 'eröffnet einen Dissens', en: 'opens a dissent' },
      return: { de: 'gibt das Papier zurück', en: 'returns the paper' },
      reject: { de: 'beendet die Runde als abgelehnt', en: 'ends the round as rejected' },
    }),
    {
      ...choice('refusalOf', {
        any: { de: 'die jeder Stelle', en: 'that of every unit' },
        mandatory: { de: 'nur die einer Pflichtstelle', en: 'only that of a mandatory unit' },
      }),
      shownWhen: where(({ onRefusal }) => onRefusal !== 'dissent'),
    },
    {
      ...base('dissentPeriod'),
      kind: 'period',
      advanced: true,
      shownWhen: where(({ onRefusal }) => onRefusal === 'dissent'),
    },
    ...quorum('settings.quorum', {
      de: 'Nötige Zustimmung der freiwilligen Stellen',
      en: 'Consent needed of optional units',
    }).map((field): SettingField => ({ ...field, advanced: true })),
    yesNo('waitAll', { de: 'Die Runde wartet auf alle Antworten', en: 'The round waits for all answers' }),
    choice('onNotReached', {
      return: { de: 'zurück an die Federführung', en: 'back to the lead unit' },
      reject: { de: 'abgelehnt', en: 'rejected' },
    }),
    choice('onTextChange', {
      affected: { de: 'die betroffenen Stellen antworten neu', en: 'the affected units answer anew' },
      all: { de: 'alle antworten neu', en: 'everybody answers anew' },
      none: { de: 'nur nach einer inhaltlichen Änderung neu', en: 'anew only after a change of substance' },
    }),
    { ...base('resignPeriod'), kind: 'period', advanced: true },
    yesNo('lateAnswers', {
      de: 'Verspätete Antworten zählen, solange die Runde läuft',
      en: 'Late answers count while the round runs',
    }),
    yesNo('fourEyes', { de: 'Niemand zeichnet den eigenen Text mit', en: 'Nobody co-signs their own text' }),
    yesNo('signerMayAnswer', {
      de: 'Wer schlusszeichnet, darf auch mitzeichnen',
      en: 'Whoever signs finally may also co-sign',
    }),
  ],
};

export const finalSignature: BlockSettings = {
  name: { de: 'Schlusszeichnung', en: 'Final signature' },
  about: {
    de: 'Die Leitung zeichnet das Ergebnis einer Mitzeichnung; ohne sie ist nichts abgeschlossen.',
    en: 'The head signs the result of a co-signature; nothing is completed without it.',
  },
  initial: ({ nodes }) => ({
    roundNodeId: nodes.find(({ type }) => type === 'coSignatureRound')?.id ?? '',
    signers: [{ kind: 'boardMemberOfLead' }],
    period: days(2),
    reminders: [],
    fourEyes: true,
    signerMayAnswer: false,
  }),
  fields: [
    name,
    {
      path: 'signers',
      kind: 'addressees',
      label: { de: 'Es zeichnen, in dieser Reihenfolge', en: 'Signed by, in this order' },
    },
    period,
    reminders,
    {
      path: 'roundNodeId',
      kind: 'round',
      label: { de: 'Zeichnet das Ergebnis von', en: 'Signs the result of' },
      advanced: true,
    },
    {
      path: 'fourEyes',
      kind: 'yesNo',
      label: { de: 'Niemand zeichnet den eigenen Text', en: 'Nobody signs their own text' },
      advanced: true,
    },
    {
      path: 'signerMayAnswer',
      kind: 'yesNo',
      label: { de: 'Wer mitgezeichnet hat, darf auch schlusszeichnen', en: 'Whoever co-signed may also sign finally' },
      advanced: true,
    },
  ],
};
