import { CONDITION_PATHS, type Definition, type LocalizedText } from '@querraum/workflow';
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
const COMMITTEE: Record<string, LocalizedText> = {
  approved: { de: 'beschlossen', en: 'approved' },
  rejected: { de: 'abgelehnt', en: 'rejected' },
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
      if (node.type !== 'committee') return [];
      return Object.entries(COMMITTEE).map(([key, words]) => resultIs(node.id, node.name, key, words));
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
  ...nodes.flatMap(({ id, type }) => (type === 'task' || type === 'committee' ? [resultPath(id)] : [])),
  ...CONDITION_PATHS,
];
