import type { Definition, FactDefinition, Flow, LocalizedText, NodeDefinition } from '../definition';
import { AGENDA_RESULTS } from '../nodes/committee/agenda';
import { MINUTES_RESULTS } from '../nodes/committee/minutes';
import { both, joined, quoted } from './localized';

const CONDITIONS: Record<string, LocalizedText> = {
  'round.outcome = "agreed"': { de: 'bei Einvernehmen', en: 'if agreed,' },
  'round.outcome = "returned"': { de: 'wenn die Runde zurückgibt,', en: 'if the round returns it,' },
  'round.outcome = "rejected"': { de: 'wenn die Runde ablehnt,', en: 'if the round rejects it,' },
  'finalSignature.result = "signed"': { de: 'wenn gezeichnet wird,', en: 'if it is signed,' },
  'finalSignature.result = "returned"': { de: 'bei Rückgabe', en: 'if it is returned,' },
  'finalSignature.result = "rejected"': { de: 'bei Ablehnung', en: 'if it is rejected,' },
};

/** Results that a block has by itself. */
const RESULTS: Record<string, LocalizedText> = {
  complete: { de: 'vollständig', en: 'complete' },
  incomplete: { de: 'unvollständig', en: 'incomplete' },
  sent: { de: 'versandt', en: 'sent' },
  done: { de: 'erledigt', en: 'done with' },
  reported: { de: 'eingetreten', en: 'has happened' },
  timeout: { de: 'Zeit abgelaufen', en: 'time has run out' },
  skipped: { de: 'übersprungen', en: 'skipped' },
  agreed: { de: 'Einvernehmen', en: 'agreed' },
  signed: { de: 'gezeichnet', en: 'signed' },
  completed: { de: 'abgeschlossen', en: 'completed' },
  returned: { de: 'zurückgegeben', en: 'returned' },
  rejected: { de: 'abgelehnt', en: 'rejected' },
  cancelled: { de: 'abgebrochen', en: 'cancelled' },
};

function resultInWords(node: NodeDefinition, key: string): LocalizedText {
  const offered = node.type === 'task' ? (node.results ?? []) : [];
  const own = node.type === 'committee' ? [...AGENDA_RESULTS, ...MINUTES_RESULTS] : offered;
  return own.find((result) => result.key === key)?.name ?? RESULTS[key] ?? { de: key, en: key };
}

const COMPARED: Record<string, LocalizedText> = {
  '=': { de: '', en: '' },
  '!=': { de: 'nicht ', en: 'not ' },
  '<': { de: 'kleiner als ', en: 'less than ' },
  '<=': { de: 'höchstens ', en: 'at most ' },
  '>': { de: 'größer als ', en: 'greater than ' },
  '>=': { de: 'mindestens ', en: 'at least ' },
};

function valueInWords(fact: FactDefinition, value: string): LocalizedText {
  if (value === 'true') return { de: 'ja', en: 'yes' };
  if (value === 'false') return { de: 'nein', en: 'no' };
  if (value === 'null') return { de: 'leer', en: 'empty' };
  const text = /^"(.*)"$/.exec(value)?.[1];
  if (text === undefined) return { de: value, en: value };
  return quoted(fact.choices?.find(({ key }) => key === text)?.name ?? { de: text, en: text });
}

const RESULT = /^steps\.([\w-]+)\.result (=|!=) "([^"]*)"$/;
const FACT = /^facts\.(\w+) (=|!=|<=|>=|<|>) ("[^"]*"|-?[\d.]+|true|false|null)$/;

/** One comparison, or `null` where it says more than these words can. */
function clause({ nodes, facts = [] }: Definition, condition: string): LocalizedText | null {
  const [, nodeId, sign, key = ''] = RESULT.exec(condition) ?? [];
  const node = nodes.find(({ id }) => id === nodeId);
  if (node !== undefined) {
    const [name, result] = [quoted(node.name), quoted(resultInWords(node, key))];
    return sign === '='
      ? { de: `${name.de} mit ${result.de} endet`, en: `${name.en} ends with ${result.en}` }
      : { de: `${name.de} nicht mit ${result.de} endet`, en: `${name.en} does not end with ${result.en}` };
  }
  const [, factKey, comparison = '', value = ''] = FACT.exec(condition) ?? [];
  const fact = facts.find((known) => known.key === factKey);
  const compared = COMPARED[comparison];
  if (fact === undefined || compared === undefined) return null;
  const [name, said] = [quoted(fact.name), valueInWords(fact, value)];
  return { de: `${name.de} ${compared.de}${said.de} ist`, en: `${name.en} is ${compared.en}${said.en}` };
}

/** Not within a text. */
const AND = /\sand\s(?=(?:[^"]*"[^"]*")*[^"]*$)/;
const UND: LocalizedText = { de: ' und ', en: ' and ' };

/** „wenn „Prüfung“ mit „zurück“ endet,“ as the beginning of a sentence; what has no words of its own is shown as it is. */
export function conditionInWords(definition: Definition, { condition = '' }: Flow): LocalizedText {
  const plain = condition
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/ ?(<=|>=|!=|=|<|>) ?/g, ' $1 ');
  if (plain === '') return { de: 'wenn (noch ohne Bedingung)', en: 'if (no condition yet)' };
  const known = CONDITIONS[plain];
  if (known !== undefined) return known;
  const clauses = plain.split(AND).map((one) => clause(definition, one.trim()));
  const all = clauses.filter((one) => one !== null);
  if (all.length < clauses.length) return { de: `wenn ${condition},`, en: `if ${condition},` };
  return both((language) => `${language === 'de' ? 'wenn' : 'if'} ${joined(all, UND[language])[language]},`);
}
