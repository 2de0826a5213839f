import type { LocalizedText, NodeDefinition, RoundNode } from '../definition';
import { blockOf, valueAt } from '../settings';
import { listed } from './localized';
import { ROUND_SETTING_WORDS, SILENCE_LABELS } from './round-settings';
import { participantsInWords } from './seats';
import { settingInWords } from './setting-values';
import { addresseeInWords, periodInWords, remindersInWords, stepName, type Names } from './vocabulary';

/** One setting of a step: its name, what it says now, and the value behind it. */
export interface Facet {
  key: string;
  label: LocalizedText;
  words: LocalizedText;
  /** For a comparison, where the words are many. */
  short?: LocalizedText;
  value: unknown;
}

const LABELS = {
  participants: { de: 'Beteiligte', en: 'Participants' },
  period: { de: 'Frist', en: 'Time limit' },
  reminders: { de: 'Erinnerung', en: 'Reminder' },
  signers: { de: 'Es zeichnet', en: 'Signed by' },
  addressee: { de: 'Zuständig', en: 'Responsible' },
  round: { de: 'Zeichnet das Ergebnis von', en: 'Signs the result of' },
  outcome: { de: 'Ergebnis', en: 'Outcome' },
  fourEyes: { de: 'Vier Augen', en: 'Four eyes' },
  defaultFlow: { de: 'Weg, wenn keine Bedingung zutrifft', en: 'Path when no condition holds' },
} as const satisfies Record<string, LocalizedText>;

const OUTCOMES = {
  completed: { de: 'abgeschlossen', en: 'completed' },
  returned: { de: 'zurück an die Federführung', en: 'returned to the lead unit' },
  rejected: { de: 'abgelehnt', en: 'rejected' },
} as const satisfies Record<'completed' | 'returned' | 'rejected', LocalizedText>;

const facet = (key: keyof typeof LABELS, value: unknown, words: LocalizedText): Facet => ({
  key,
  label: LABELS[key],
  words,
  value,
});
const named = (id: string): LocalizedText => ({ de: id, en: id });

function roundFacets({ waves, period, reminders, settings }: RoundNode, names: Names): Facet[] {
  return [
    facet('participants', waves, participantsInWords(waves, names)),
    facet('period', period, periodInWords(period, names)),
    facet('reminders', reminders, remindersInWords(reminders)),
    ...Object.entries(ROUND_SETTING_WORDS).map(([key, { label, words }]) => ({
      key: `settings.${key}`,
      label,
      words: words(settings),
      ...(key === 'onSilence' && { short: SILENCE_LABELS[settings.onSilence] }),
      value: settings[key as keyof typeof settings],
    })),
  ];
}

/** Settings as their description has them, whether they matter now or not. */
const describedFacets = (node: NodeDefinition, names: Names, ...said: string[]): Facet[] =>
  blockOf(node)
    .fields.filter(({ path }) => path !== 'name' && !said.includes(path))
    .map((field) => {
      const value = valueAt(node, field.path) ?? null;
      const { kind } = field;
      return {
        key: field.path,
        label: field.label,
        words: settingInWords(field, node, names),
        // What stands in one of several shapes is told with its own settings.
        value: kind === 'variant' ? (value as { kind?: string } | null)?.kind : value,
      };
    });

/** Everything that can be set at a step, each once. */
export function facetsOf(node: NodeDefinition, names: Names): Facet[] {
  switch (node.type) {
    case 'coSignatureRound':
      return roundFacets(node, names);
    case 'finalSignature':
      return [
        facet('signers', node.signers, listed(node.signers.map((signer) => addresseeInWords(signer, names)))),
        facet('period', node.period, periodInWords(node.period, names)),
        facet('reminders', node.reminders, remindersInWords(node.reminders)),
        facet(
          'fourEyes',
          node.fourEyes,
          node.fourEyes
            ? { de: 'Niemand zeichnet den eigenen Text.', en: 'Nobody signs their own text.' }
            : { de: 'Wer den Text geschrieben hat, darf ihn zeichnen.', en: 'Whoever wrote the text may sign it.' },
        ),
        {
          key: 'signerMayAnswer',
          label: ROUND_SETTING_WORDS.signerMayAnswer.label,
          words: node.signerMayAnswer
            ? { de: 'darf dieselbe Person', en: 'may be done by the same person' }
            : { de: 'darf nicht dieselbe Person', en: 'must not be done by the same person' },
          value: node.signerMayAnswer,
        },
        facet('round', node.roundNodeId, stepName(node.roundNodeId, names)),
      ];
    case 'task':
      return [
        facet('addressee', node.addressee, addresseeInWords(node.addressee, names)),
        facet(
          'period',
          node.period ?? null,
          node.period ? periodInWords(node.period, names) : { de: 'keine', en: 'none' },
        ),
        facet('reminders', node.reminders, remindersInWords(node.reminders)),
        ...describedFacets(node, names, 'addressee', 'period', 'reminders'),
      ];
    case 'end':
      return [facet('outcome', node.outcome, OUTCOMES[node.outcome])];
    case 'exclusiveGateway':
      return [facet('defaultFlow', node.defaultFlow ?? null, named(node.defaultFlow ?? '–'))];
    default:
      return describedFacets(node, names);
  }
}
