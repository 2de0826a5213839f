import { CONDITION_PATHS, type Definition, type LocalizedText, type NodeDefinition } from '@querraum/workflow';
import { inLanguage } from '../../core/language';

export interface Suggestion {
  condition: string;
  words: string;
}

const ROUND: Record<string, LocalizedText> = {
  'round.outcome = "agreed"': { de: 'Die Mitzeichnung ist einvernehmlich', en: 'The co-signature is agreed' },
  'round.outcome = "returned"': { de: 'Die Mitzeichnung gibt zurück', en: 'The co-signature returns it' },
  'round.outcome = "rejected"': { de: 'Die Mitzeichnung lehnt ab', en: 'The co-signature rejects it' },
};
const SIGNATURE: Record<string, LocalizedText> = {
  'finalSignature.result = "signed"': { de: 'Es ist schlussgezeichnet', en: 'It is signed finally' },
  'finalSignature.result = "returned"': {
    de: 'Die Schlusszeichnung gibt zurück',
    en: 'The final signature returns it',
  },
  'finalSignature.result = "rejected"': { de: 'Die Schlusszeichnung lehnt ab', en: 'The final signature rejects it' },
};
/** How blocks end that know several ways by themselves. */
const ENDINGS: Partial<Record<NodeDefinition['type'], Record<string, LocalizedText>>> = {
  committee: {
    asDrafted: { de: 'wie vorgelegt beschlossen', en: 'decided as drafted' },
    changed: { de: 'mit Änderungen beschlossen', en: 'decided with changes' },
    referredBack: { de: 'zurückverwiesen', en: 'referred back' },
    rejected: { de: 'abgelehnt', en: 'rejected' },
    fault: { de: 'mit Formfehler zurück', en: 'back for a formal fault' },
  },
  takeNote: {
    complete: { de: 'alle haben Kenntnis genommen', en: 'everybody has taken note' },
    incomplete: { de: 'nicht alle haben Kenntnis genommen', en: 'not everybody has taken note' },
  },
  contribution: {
    complete: { de: 'alle Beiträge liegen vor', en: 'all contributions are there' },
    incomplete: { de: 'es fehlen Beiträge', en: 'contributions are missing' },
  },
  wait: {
    reported: { de: 'das Ereignis ist eingetreten', en: 'the event has happened' },
    timeout: { de: 'das Ereignis blieb aus', en: 'the event did not happen' },
  },
};

const factPath = (key: string): string => ['facts', key].join('.');
const resultPath = (nodeId: string): string => ['steps', nodeId, 'result'].join('.');
const said = (words: Record<string, LocalizedText>): Suggestion[] =>
  Object.entries(words).map(([condition, text]) => ({ condition, words: inLanguage(text) }));
const resultIs = (nodeId: string, name: LocalizedText, key: string, result: LocalizedText): Suggestion => ({
  condition: `${resultPath(nodeId)} = "${key}"`,
  words: `${inLanguage(name)}: ${inLanguage(result)}`,
});

/** Conditions that can be asked with what the procedure knows, to choose from instead of writing them. */
export function suggestedConditions({ nodes, facts }: Definition): Suggestion[] {
  const has = (type: string) => nodes.some((node) => node.type === type);
  return [
    ...(has('coSignatureRound') ? said(ROUND) : []),
    ...(has('finalSignature') ? said(SIGNATURE) : []),
    ...nodes.flatMap((node): Suggestion[] => {
      if (node.type === 'task')
        return (node.results ?? []).map(({ key, name }) => resultIs(node.id, node.name, key, name));
      return Object.entries(ENDINGS[node.type] ?? {}).map(([key, words]) => resultIs(node.id, node.name, key, words));
    }),
    ...(facts ?? []).flatMap(({ key, name, type, choices }): Suggestion[] => {
      const what = inLanguage(name);
      if (type === 'boolean') return [{ condition: `${factPath(key)} = true`, words: what }];
      if (type === 'number') return [{ condition: `${factPath(key)} >= 0`, words: `${what} ≥ 0` }];
      return (choices ?? []).map((choice) => ({
        condition: `${factPath(key)} = "${choice.key}"`,
        words: `${what}: ${inLanguage(choice.name)}`,
      }));
    }),
  ];
}

/** Everything that a condition or a table may read. */
export const readablePaths = ({ nodes, facts }: Definition): string[] => [
  ...(facts ?? []).map(({ key }) => factPath(key)),
  ...nodes.flatMap(({ id, type }) => (type === 'task' || type in ENDINGS ? [resultPath(id)] : [])),
  ...CONDITION_PATHS,
];
