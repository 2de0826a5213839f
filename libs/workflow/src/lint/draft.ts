import { periodEnd } from '../calendar';
import { Definition as DefinitionSchema } from '../definition';
import type { Definition, LocalizedText, NodeDefinition, Period, RoundNode } from '../definition';
import { lintDefinition } from '../lint';
import { blockOf, valueAt } from '../settings';
import { proposalFor } from './proposals';

/** What stands in the way of a release: where, why, and what would mend it. */
export interface DraftFinding {
  nodeId: string | null;
  /** The field in the step or, without a step, of the procedure: `period`, `reminders.0`, `waves.0.seats.2`, `name.en`. */
  path: string | null;
  code: string;
  message: LocalizedText;
  proposal: LocalizedText;
}

const DRAFT_MESSAGES = {
  textMissing: {
    message: {
      de: 'Hier fehlt der Text in einer der beiden Sprachen.',
      en: 'The text is missing in one of the two languages.',
    },
    proposal: { de: 'Tragen Sie ihn ein.', en: 'Enter it.' },
  },
  incomplete: {
    message: { de: 'Hier fehlt noch etwas.', en: 'Something is still missing here.' },
    proposal: { de: 'Tragen Sie es ein, oder wählen Sie es aus.', en: 'Enter it, or choose it.' },
  },
  periodZero: {
    message: { de: 'Eine Frist von 0 lässt niemandem Zeit.', en: 'A time limit of 0 leaves nobody any time.' },
    proposal: {
      de: 'Nennen Sie mindestens 1, üblich sind 5 Arbeitstage.',
      en: 'Give at least 1; 5 working days are usual.',
    },
  },
  periodTooLong: {
    message: { de: 'Die Frist ist länger als 366.', en: 'The time limit is longer than 366.' },
    proposal: {
      de: 'Nennen Sie höchstens 366, oder zählen Sie in Wochen oder Monaten.',
      en: 'Give at most 366, or count in weeks or months.',
    },
  },
  reminderAfterEnd: {
    message: {
      de: 'Die Erinnerung käme erst, wenn die Frist schon abgelaufen ist.',
      en: 'The reminder would come only after the time limit has run out.',
    },
    proposal: { de: 'Wählen Sie sie kürzer als die Frist.', en: 'Make it shorter than the time limit.' },
  },
  reminderTwice: {
    message: { de: 'Zur selben Zeit wird schon erinnert.', en: 'There already is a reminder at the same time.' },
    proposal: { de: 'Nehmen Sie eine der beiden weg.', en: 'Remove one of the two.' },
  },
  noParticipants: {
    message: { de: 'In dieser Gruppe zeichnet niemand mit.', en: 'Nobody co-signs in this group.' },
    proposal: {
      de: 'Nehmen Sie eine Stelle auf, oder entfernen Sie die Gruppe.',
      en: 'Add a unit, or remove the group.',
    },
  },
  seatTwice: {
    message: {
      de: 'Diese Stelle hat in der Runde schon einen Platz.',
      en: 'This unit already has a seat in the round.',
    },
    proposal: { de: 'Nehmen Sie einen der beiden weg.', en: 'Remove one of the two.' },
  },
} as const satisfies Record<string, { message: LocalizedText; proposal: LocalizedText }>;

const finding = (nodeId: string | null, path: string, code: keyof typeof DRAFT_MESSAGES): DraftFinding => ({
  nodeId,
  path,
  code,
  ...DRAFT_MESSAGES[code],
});

/** Any working day without holidays near it tells which of two periods is the longer. */
const SOME_MONDAY = '2027-06-07T08:00:00.000Z';
const endOf = (period: Period): number => Date.parse(periodEnd(SOME_MONDAY, period, {}).dueEnd);
const isCountable = ({ length }: Period): boolean => length >= 1 && length <= 366;

function lintPeriod(nodeId: string, path: string, { length }: Period): DraftFinding[] {
  if (length < 1) return [finding(nodeId, path, 'periodZero')];
  return length > 366 ? [finding(nodeId, path, 'periodTooLong')] : [];
}

function lintReminders(nodeId: string, period: Period | undefined, reminders: readonly Period[]): DraftFinding[] {
  const ends = reminders.map((reminder) => (isCountable(reminder) ? endOf(reminder) : undefined));
  const last = period !== undefined && isCountable(period) ? endOf(period) : Infinity;
  return reminders.flatMap((reminder, index): DraftFinding[] => {
    const path = `reminders.${index}`;
    const end = ends[index];
    if (end === undefined) return lintPeriod(nodeId, path, reminder);
    if (end >= last) return [finding(nodeId, path, 'reminderAfterEnd')];
    return ends.indexOf(end) < index ? [finding(nodeId, path, 'reminderTwice')] : [];
  });
}

function lintSeats({ id, waves }: RoundNode): DraftFinding[] {
  const seen = new Set<string>();
  if (waves.length === 0) return [finding(id, 'waves', 'noParticipants')];
  return waves.flatMap(({ seats }, wave): DraftFinding[] => {
    if (seats.length === 0) return [finding(id, `waves.${wave}`, 'noParticipants')];
    return seats.flatMap(({ addressee }, seat): DraftFinding[] => {
      const { kind, ...rest } = addressee;
      const key = [kind, ...Object.values(rest)].join(':');
      if (seen.has(key)) return [finding(id, `waves.${wave}.seats.${seat}`, 'seatTwice')];
      seen.add(key);
      return [];
    });
  });
}

/** Periods that somebody can keep, and everybody named once; what does not matter now must be right all the same. */
function lintNode(node: NodeDefinition): DraftFinding[] {
  return blockOf(node).fields.flatMap(({ path, kind }) => {
    const value = valueAt(node, path);
    if (kind === 'waves' && node.type === 'coSignatureRound') return lintSeats(node);
    if (kind === 'period' && value !== undefined) return lintPeriod(node.id, path, value as Period);
    if (kind !== 'periods') return [];
    return lintReminders(node.id, 'period' in node ? node.period : undefined, value as Period[]);
  });
}

/** Whatever is still empty or has not its form yet, where it is asked for and nothing better is said. */
function lintShape(definition: Definition, said: readonly DraftFinding[]): DraftFinding[] {
  const { error } = DefinitionSchema.safeParse(definition);
  const found = (error?.issues ?? []).flatMap(({ path: [part, index, ...rest] }): DraftFinding[] => {
    const code = rest.at(-1) === 'de' || rest.at(-1) === 'en' ? 'textMissing' : 'incomplete';
    if (part === 'facts') return [finding(null, ['facts', index, ...rest].join('.'), code)];
    const node = part === 'nodes' ? definition.nodes[Number(index)] : undefined;
    if (node === undefined) return [];
    const known = blockOf(node).fields.find(({ path }) => rest.join('.').startsWith(path));
    const path = code === 'textMissing' || known?.kind !== 'period' ? rest.join('.') : known.path;
    return [finding(node.id, path, code)];
  });
  return found.filter(
    (one) => !said.some((other) => other.nodeId === one.nodeId && `${one.path}.`.startsWith(`${other.path}.`)),
  );
}

const lintText = (path: string, text: LocalizedText): DraftFinding[] =>
  (['de', 'en'] as const)
    .filter((language) => text[language].trim() === '')
    .map((language) => finding(null, `${path}.${language}`, 'textMissing'));

/** Everything that is wrong with a draft, at its field: what is typed, and what the linter of the engine finds. */
export function lintDraft(definition: Definition): DraftFinding[] {
  const typed = [
    ...lintText('name', definition.name),
    ...(definition.description === undefined ? [] : lintText('description', definition.description)),
    ...definition.nodes.flatMap(lintNode),
  ];
  const shape = lintShape(definition, typed);
  const empty = new Set(typed.filter(({ code }) => code === 'noParticipants').map(({ nodeId }) => nodeId));
  const engine = lintDefinition(definition)
    // Said better above.
    .filter(({ nodeId, code }) => !(code === 'nothingNeeded' && empty.has(nodeId)))
    .map(({ nodeId, code, message }) => ({ nodeId, path: null, code, message, proposal: proposalFor(code) }));
  return [...typed, ...shape, ...engine];
}
