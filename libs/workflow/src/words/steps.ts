import type { Definition, LocalizedText, NodeDefinition } from '../definition';
import { nodesInOrder } from '../diagram/order';
import { blockOf, shownFields, valueAt } from '../settings';
import { facetsOf } from './facets';
import { both, capital } from './localized';
import { importedRules, isImported } from './imported';
import { afterwards } from './path';
import { participantsInWords } from './seats';
import { settingInWords } from './setting-values';
import { addresseeInWords, periodInWords, namesIn, remindersInWords, type Names, type UnitNames } from './vocabulary';

/** Nodes that only lead on: what they do is told with the step before them. */
type Leading = 'start' | 'end' | 'exclusiveGateway' | 'parallelGateway' | 'inclusiveGateway';
const LEADING: ReadonlySet<string> = new Set<Leading>([
  'start',
  'end',
  'exclusiveGateway',
  'parallelGateway',
  'inclusiveGateway',
]);
type Acting = Exclude<NodeDefinition, { type: Leading }>;

/** A step as people read it: one sentence, what each setting means, and what comes after. */
export interface StepWords {
  nodeId: string;
  type: Acting['type'];
  name: LocalizedText;
  summary: LocalizedText;
  rules: { label: LocalizedText; words: LocalizedText }[];
  afterwards: LocalizedText;
}

/** A start or an end without an event says nothing either. */
const isActing = (node: NodeDefinition): node is Acting =>
  !LEADING.has(node.type) && ((node.type !== 'startEvent' && node.type !== 'endEvent') || node.event !== undefined);

const inOrder = (definition: Definition): Acting[] => nodesInOrder(definition).filter(isActing);

function deadline(
  period: LocalizedText,
  reminders: readonly Parameters<typeof remindersInWords>[0][number][],
): LocalizedText {
  const reminder = remindersInWords(reminders);
  return reminders.length === 0
    ? { de: `Frist ${period.de}, ohne Erinnerung`, en: `time limit ${period.en}, no reminder` }
    : { de: `Frist ${period.de}, Erinnerung ${reminder.de}`, en: `time limit ${period.en}, reminder ${reminder.en}` };
}

/** What a block is for, for whom, and until when. */
function ofBlock(node: Acting, names: Names): LocalizedText {
  const who = blockOf(node).fields.filter(
    ({ kind, path }) => (kind === 'addressee' || kind === 'addressees') && valueAt(node, path) !== undefined,
  );
  const people = who.slice(0, 1).map((field) => settingInWords(field, node, names));
  const period = 'period' in node && node.period !== undefined ? periodInWords(node.period, names) : undefined;
  const until = period && 'reminders' in node ? [deadline(period, node.reminders)] : [];
  const { name, about } = blockOf(node);
  if (people.length === 0) return about;
  return capital(both((language) => `${[name, ...people, ...until].map((text) => text[language]).join('; ')}.`));
}

function summary(node: Acting, names: Names): LocalizedText {
  switch (node.type) {
    case 'timer': {
      const { de, en } = periodInWords(node.period, names);
      return { de: `Wartet ${de}.`, en: `Waits ${en}.` };
    }
    case 'task': {
      const who = addresseeInWords(node.addressee, names);
      const until = node.period === undefined ? undefined : deadline(periodInWords(node.period, names), node.reminders);
      return capital(both((language) => `${[who[language], ...(until ? [until[language]] : [])].join('; ')}.`));
    }
    case 'coSignatureRound': {
      const who = participantsInWords(node.waves, names);
      const until = deadline(periodInWords(node.period, names), node.reminders);
      return capital(both((language) => `${who[language]}; ${until[language]}.`));
    }
    case 'finalSignature': {
      const who = node.signers.map((signer) => addresseeInWords(signer, names));
      const until = deadline(periodInWords(node.period, names), node.reminders);
      return capital(
        both((language) => {
          const signers = who.map((signer) => signer[language]).join(language === 'de' ? ', danach ' : ', then ');
          return `${signers}; ${until[language]}.`;
        }),
      );
    }
    default:
      return ofBlock(node, names);
  }
}

/** Already in the summary, or only of use to a machine. */
const NOT_A_RULE = new Set(['participants', 'period', 'reminders', 'signers', 'addressee', 'addressees', 'round']);
/** Part of what is said about silence. */
const SAID_WITH_SILENCE = new Set(['settings.escalationPeriod', 'settings.maxEscalations', 'settings.deemedMandatory']);

/** Settings of a block that are not made, or do not matter. */
function isLeftOut(node: Acting, key: string): boolean {
  const described = blockOf(node).fields.some(({ path }) => path === key);
  if (!described) return false;
  const value = valueAt(node, key);
  const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0);
  return isEmpty || !shownFields(node).some(({ path }) => path === key);
}

/** Settings that change nothing as the others stand. */
function isIdle(node: Acting, key: string): boolean {
  if (node.type !== 'coSignatureRound') return isLeftOut(node, key);
  if (key === 'settings.refusalOf') return node.settings.onRefusal === 'dissent';
  if (key === 'settings.dissentPeriod') return node.settings.onRefusal !== 'dissent';
  return key === 'settings.quorum' && node.waves.every(({ seats }) => seats.every(({ mandatory }) => mandatory));
}

const rulesOf = (node: Acting, names: Names): StepWords['rules'] =>
  facetsOf(node, names)
    .filter(({ key }) => !NOT_A_RULE.has(key) && !SAID_WITH_SILENCE.has(key) && !isIdle(node, key))
    .map(({ label, words }) => ({ label, words }));

/** The whole procedure as a list in words, in both languages. */
export function procedureSteps(definition: Definition, units: UnitNames): StepWords[] {
  const names = namesIn(definition, units);
  return inOrder(definition).map((node) => ({
    nodeId: node.id,
    type: node.type,
    name: node.name,
    summary: summary(node, names),
    rules: isImported(node) ? importedRules(node) : rulesOf(node, names),
    afterwards: afterwards(definition, node.id),
  }));
}
