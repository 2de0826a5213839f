import {
  BPMN_NODES,
  type BpmnNode,
  type EventDefinition,
  type LocalizedText,
  type NodeDefinition,
} from '../definition';
import { both } from './localized';

interface Rule {
  label: LocalizedText;
  words: LocalizedText;
}

const same = (text: string): LocalizedText => ({ de: text, en: text });
const TYPES: ReadonlySet<string> = new Set(BPMN_NODES.map(({ shape }) => shape.type.value));

/** Comes from a BPMN file: what is set for it is shown as it stands there, and changed there. */
export const isImported = (node: NodeDefinition): node is BpmnNode => TYPES.has(node.type);

const EVENTS: Record<EventDefinition['kind'], LocalizedText> = {
  timer: { de: 'Zeit', en: 'Timer' },
  message: { de: 'Nachricht', en: 'Message' },
  signal: { de: 'Signal', en: 'Signal' },
  error: { de: 'Fehler', en: 'Error' },
  escalation: { de: 'Eskalation', en: 'Escalation' },
  conditional: { de: 'Bedingung', en: 'Condition' },
  compensation: { de: 'Ausgleich', en: 'Compensation' },
  link: { de: 'Verbinder', en: 'Link' },
  terminate: { de: 'Beendet alles', en: 'Terminate' },
  cancel: { de: 'Abbruch', en: 'Cancel' },
};

const ANY: LocalizedText = { de: 'jeder', en: 'any' };
const YES: LocalizedText = { de: 'ja', en: 'yes' };

function eventRule(event: EventDefinition): Rule {
  const label = EVENTS[event.kind];
  switch (event.kind) {
    case 'timer':
      return { label, words: same(event.text) };
    case 'conditional':
      return { label, words: same(event.condition) };
    case 'signal':
    case 'link':
      return { label, words: same(event.name) };
    case 'message':
      return { label, words: event.name === undefined ? YES : same(event.name) };
    case 'error':
    case 'escalation':
      return { label, words: event.code === undefined ? ANY : same(event.code) };
    case 'compensation':
      return { label, words: event.activity === undefined ? YES : same(event.activity) };
    default:
      return { label, words: YES };
  }
}

/** Settings of single kinds of nodes, by their name in the definition. */
const SETTINGS: Record<string, LocalizedText> = {
  assignee: { de: 'Zuständig', en: 'Assignee' },
  candidateUsers: { de: 'Mögliche Personen', en: 'Candidate users' },
  candidateGroups: { de: 'Mögliche Gruppen', en: 'Candidate groups' },
  dueDate: { de: 'Fällig', en: 'Due date' },
  followUpDate: { de: 'Wiedervorlage', en: 'Follow-up date' },
  priority: { de: 'Dringlichkeit', en: 'Priority' },
  formKey: { de: 'Formular', en: 'Form' },
  message: { de: 'Nachricht', en: 'Message' },
  topic: { de: 'Thema', en: 'Topic' },
  process: { de: 'Prozess', en: 'Process' },
  initiator: { de: 'Wer beginnt, steht in', en: 'Variable of the initiator' },
};

function loopRule({ sequential, cardinality, collection, completionCondition }: NonNullable<ActivityLoop>): Rule {
  const parts = [
    sequential
      ? { de: 'eine nach der anderen', en: 'one after the other' }
      : { de: 'alle zugleich', en: 'all at once' },
    ...(cardinality === undefined ? [] : [{ de: `Anzahl ${cardinality}`, en: `number ${cardinality}` }]),
    ...(collection === undefined ? [] : [{ de: `für jedes aus ${collection}`, en: `for each of ${collection}` }]),
    ...(completionCondition === undefined
      ? []
      : [{ de: `bis ${completionCondition}`, en: `until ${completionCondition}` }]),
  ];
  return {
    label: { de: 'Mehrfach', en: 'Multi-instance' },
    words: both((language) => parts.map((part) => part[language]).join(', ')),
  };
}
type ActivityLoop = Extract<BpmnNode, { loop?: unknown }>['loop'];

/** What is set for a node of an imported model, each with its label. */
export function importedRules(node: BpmnNode): Rule[] {
  const settings = Object.entries(node).flatMap(([key, value]): Rule[] => {
    const label = SETTINGS[key];
    return label !== undefined && typeof value === 'string' ? [{ label, words: same(value) }] : [];
  });
  return [
    ...('event' in node && node.event !== undefined ? [eventRule(node.event)] : []),
    ...('interrupting' in node && node.interrupting === false
      ? [{ label: { de: 'Läuft daneben weiter', en: 'Non-interrupting' }, words: YES }]
      : []),
    ...settings,
    ...('loop' in node && node.loop !== undefined ? [loopRule(node.loop)] : []),
  ];
}
