import type { RunDetail, Situation } from '@querraum/contracts';
import type { LocalizedText } from '@querraum/workflow';
import { lastMoment } from '../deadline';
import { formatDate, formatList } from '../format';
import { inLanguage } from '../language';
import type { Translate } from '../texts';

export interface SituationContext {
  say: Translate;
  leadUnitName: string;
  /** Seats of the round that have not answered yet, and all of them. */
  progress?: { open: number; total: number };
  /** Units that have a task by hand. */
  withTasks?: readonly string[];
}

/** Seats that still owe an answer among those that count. */
export function roundProgress(run: Pick<RunDetail, 'steps'>): SituationContext['progress'] {
  for (const step of run.steps) {
    if (step.type !== 'coSignatureRound' || !step.open) continue;
    const counted = step.seats.filter((seat) => seat.state !== 'released');
    return { open: counted.filter((seat) => seat.state !== 'answered').length, total: counted.length };
  }
  return undefined;
}

/** German nouns in -ung are feminine; of every other name the article is unknown, so that it stands for itself. */
function nextClause(steps: readonly LocalizedText[], say: Translate): string {
  const feminine = steps.every(({ de }) => /^\S+ung\b/.test(de));
  const names = steps.map(inLanguage);
  return feminine
    ? say('situation.next', { steps: formatList(names.map((name) => say('situation.nextFeminine', { name }))) })
    : say('situation.nextNamed', { steps: formatList(names) });
}

type Waiting = Situation['waitingFor'][number];

/** Steps of the procedure before what hangs on them. */
const CLAUSES = [
  'coSignature',
  'finalSignature',
  'task',
  'takeNote',
  'contribution',
  'combination',
  'dispatch',
  'resubmission',
  'agenda',
  'minutes',
  'vote',
  'report',
  'condition',
  'dissent',
  'readdress',
  'repair',
  'timer',
] as const satisfies readonly Waiting['kind'][];

function clause(kind: Waiting['kind'], waiting: Waiting[], context: SituationContext): string {
  const since = waiting.map((entry) => entry.since).sort()[0] ?? '';
  const due = waiting.flatMap((entry) => entry.dueEnd ?? []).sort()[0];
  const text = context.say(`situation.waiting.${kind}`, {
    units: formatList([...new Set(waiting.flatMap((entry) => entry.unit?.name ?? []))]),
    date: formatDate(since),
    due: due === undefined ? '' : formatDate(lastMoment(due)),
  });
  const { progress } = context;
  return kind === 'coSignature' && progress !== undefined
    ? `${text} ${context.say('situation.progress', { ...progress })}`
    : text;
}

/** Who has it, since when, what follows: one sentence of the procedures, and one of the tasks beside them. */
export function situationSentence(situation: Situation | null, context: SituationContext): string {
  const { say, withTasks = [] } = context;
  if (withTasks.length === 0) return procedureSentence(situation, context);
  const units = formatList(withTasks);
  // Without a procedure it is not the lead's turn, but theirs.
  if (situation === null) return say('situation.tasksOnly', { units });
  return `${procedureSentence(situation, context)} ${say('situation.tasks', { units })}`;
}

function procedureSentence(situation: Situation | null, context: SituationContext): string {
  const { say } = context;
  if (situation === null) return say('situation.none', { unit: context.leadUnitName });
  if (situation.status !== 'running') {
    return say(`situation.ended.${situation.status}`, {
      procedure: inLanguage(situation.procedureName),
      date: situation.endedAt === null ? '' : formatDate(situation.endedAt),
    });
  }
  // Nobody has it while it stands still, whoever would have it otherwise.
  if (situation.suspendedSince !== undefined)
    return say('situation.suspended', {
      procedure: inLanguage(situation.procedureName),
      date: formatDate(situation.suspendedSince),
    });
  const clauses = CLAUSES.flatMap((kind) => {
    const waiting = situation.waitingFor.filter((entry) => entry.kind === kind);
    return waiting.length === 0 ? [] : clause(kind, waiting, context);
  });
  if (clauses.length === 0)
    clauses.push(say('situation.waiting.nobody', { procedure: inLanguage(situation.procedureName) }));
  if (situation.next.length > 0) clauses.push(nextClause(situation.next, say));
  return `${clauses.map((text, index) => (index === 0 ? text : lowerFirst(text))).join('; ')}.`;
}

/** Every clause begins with an article or a preposition, never with a noun. */
function lowerFirst(text: string): string {
  return text.charAt(0).toLocaleLowerCase('de') + text.slice(1);
}
