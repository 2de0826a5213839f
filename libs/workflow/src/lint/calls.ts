import type { CallNode, Definition, FactDefinition, LocalizedText } from '../definition';
import { MAX_CALL_DEPTH } from '../nodes/call.node';
import type { DraftFinding } from './draft';

type Called = Readonly<Record<string, Definition>>;

const MESSAGES = {
  unknownProcedure: {
    message: {
      de: 'Das Unterverfahren gibt es nicht oder nicht mehr.',
      en: 'The called procedure does not exist, or no longer does.',
    },
    proposal: { de: 'Wählen Sie ein freigegebenes Verfahren.', en: 'Choose a released procedure.' },
  },
  callsItself: {
    message: {
      de: 'Dieses Verfahren ruft sich über das Unterverfahren selbst auf.',
      en: 'This procedure calls itself through the called one.',
    },
    proposal: {
      de: 'Wählen Sie ein anderes Unterverfahren, oder führen Sie einen Weg zu einem früheren Schritt zurück.',
      en: 'Choose another called procedure, or lead a path back to an earlier step.',
    },
  },
  callTooDeep: {
    message: {
      de: `Unterverfahren rufen einander mehr als ${MAX_CALL_DEPTH} Stufen tief auf.`,
      en: `Called procedures call each other more than ${MAX_CALL_DEPTH} levels deep.`,
    },
    proposal: { de: 'Fassen Sie Unterverfahren zusammen.', en: 'Put called procedures together.' },
  },
  callFact: {
    message: {
      de: 'Eine Angabe, die hier übergeben wird, gibt es auf einer der beiden Seiten nicht, oder sie hat dort eine andere Form.',
      en: 'A fact that is handed over here does not exist on one of the two sides, or has another form there.',
    },
    proposal: {
      de: 'Wählen Sie Angaben gleicher Form, die beide Verfahren kennen.',
      en: 'Choose facts of the same form that both procedures know.',
    },
  },
  callFactMissing: {
    message: {
      de: 'Das Unterverfahren verlangt zu Beginn eine Angabe, die ihm hier niemand gibt.',
      en: 'The called procedure asks at its start for a fact that nobody gives it here.',
    },
    proposal: { de: 'Übergeben Sie die Angabe.', en: 'Hand the fact over.' },
  },
} as const satisfies Record<string, { message: LocalizedText; proposal: LocalizedText }>;

const isCall = (node: Definition['nodes'][number]): node is CallNode => node.type === 'call';

export const callsOf = ({ nodes }: Definition): CallNode[] => nodes.filter(isCall);

/** What a model calls by the id of a process; which one an expression names is known only when it is called. */
export const modelCallsOf = ({ nodes }: Definition): { id: string; process: string }[] =>
  nodes.flatMap((node) =>
    node.type === 'callActivity' && !/[$#]\{|^=/.test(node.process) ? [{ id: node.id, process: node.process }] : [],
  );

/** Under which names `called` holds what this one calls. */
const among = (called: Called, name: string): Definition | undefined =>
  Object.hasOwn(called, name) ? called[name] : undefined;

/** What begins only by a message, a signal or a condition cannot be called. */
const beginsByItself = ({ nodes }: Definition): boolean =>
  nodes.some(
    (node) =>
      node.type === 'start' ||
      (node.type === 'startEvent' && node.parent === undefined && (node.event?.kind ?? 'timer') === 'timer'),
  );

const namesOf = (definition: Definition): string[] => [
  ...callsOf(definition).map(({ procedure }) => procedure),
  ...modelCallsOf(definition).map(({ process }) => process),
];

/** How many levels lie below, the called one included; `null` where a procedure is met again. */
function levels(definition: Definition, called: Called, above: readonly string[]): number | null {
  if (above.includes(definition.key)) return null;
  let deepest = 0;
  for (const name of namesOf(definition)) {
    const next = among(called, name);
    const below = next === undefined ? 0 : levels(next, called, [...above, definition.key]);
    if (below === null) return null;
    deepest = Math.max(deepest, below);
    // Deeper than this nobody need know how deep.
    if (above.length > MAX_CALL_DEPTH) break;
  }
  return deepest + 1;
}

function sameForm(one: FactDefinition | undefined, other: FactDefinition | undefined): boolean {
  if (one === undefined || other?.type !== one.type) return false;
  return one.choices?.every(({ key }) => other.choices?.some((choice) => choice.key === key)) ?? true;
}

function lintHandedOver(call: CallNode, here: Definition, there: Definition): (keyof typeof MESSAGES)[] {
  const fact = ({ facts }: Definition, key: string) => facts?.find((known) => known.key === key);
  const { inputs = {}, outputs = {} } = call;
  const fits = [
    ...Object.entries(inputs).map(([to, from]) => sameForm(fact(here, from), fact(there, to))),
    ...Object.entries(outputs).map(([from, to]) => sameForm(fact(there, from), fact(here, to))),
  ];
  const missing = (there.facts ?? []).some(({ key, atStart }) => atStart === true && !(key in inputs));
  return [...(fits.every(Boolean) ? [] : (['callFact'] as const)), ...(missing ? (['callFactMissing'] as const) : [])];
}

function lintCall(call: CallNode, definition: Definition, called: Called): (keyof typeof MESSAGES)[] {
  // That is said of the definition alone.
  if (call.procedure === definition.key) return [];
  const there = among(called, call.procedure);
  // A model has variables and events of its own: only models call it.
  if (there === undefined || there.imported !== undefined) return ['unknownProcedure'];
  const below = levels(there, called, [definition.key]);
  if (below === null) return ['callsItself'];
  return [...(below > MAX_CALL_DEPTH ? (['callTooDeep'] as const) : []), ...lintHandedOver(call, definition, there)];
}

/** A model hands over variables, of which nothing is declared. */
function lintModelCall(process: string, definition: Definition, called: Called): (keyof typeof MESSAGES)[] {
  const there = among(called, process);
  if (there === undefined || !beginsByItself(there)) return ['unknownProcedure'];
  const below = levels(there, called, [definition.key]);
  if (below === null) return ['callsItself'];
  return below > MAX_CALL_DEPTH ? ['callTooDeep'] : [];
}

/** Whether what a procedure calls is there, comes to an end, and gets the facts that it needs. */
export function lintCalls(definition: Definition, called: Called): DraftFinding[] {
  const found = (nodeId: string, codes: (keyof typeof MESSAGES)[]) =>
    codes.map((code) => ({ nodeId, path: null, code, ...MESSAGES[code] }));
  return [
    ...callsOf(definition).flatMap((call) => found(call.id, lintCall(call, definition, called))),
    ...modelCallsOf(definition).flatMap(({ id, process }) => found(id, lintModelCall(process, definition, called))),
  ];
}
