import type { Task, TaskKind } from '@querraum/contracts';
import type { IconName } from '../../ui/icon';
import { lastMomentInWords } from '../deadline';
import type { Translate } from '../texts';

export const TASK_ICONS = {
  coSignature: 'pen',
  finalSignature: 'seal',
  task: 'task',
  condition: 'document',
  dissent: 'dissent',
  readdress: 'readdress',
  takeNote: 'document',
  statement: 'pen',
  contribution: 'document',
  examination: 'task',
  completion: 'task',
  question: 'dissent',
  acceptance: 'seal',
  combination: 'document',
  dispatch: 'document',
  resubmission: 'task',
  agenda: 'task',
  minutes: 'document',
  vote: 'pen',
  report: 'task',
  repair: 'readdress',
} as const satisfies Record<TaskKind, IconName>;

/** Addressed to the lead as a whole: nobody takes them over, whoever acts for the lead may settle them. */
export const DUTY_KINDS: ReadonlySet<TaskKind> = new Set<TaskKind>([
  'condition',
  'dissent',
  'readdress',
  'acceptance',
  'repair',
]);

/** The Frist of a task in words: how long, until when. */
export function dueSentence(task: Pick<Task, 'dueEnd' | 'overdue'>, say: Translate): string {
  if (task.dueEnd === null) return say('due.none');
  return say(task.overdue ? 'due.ended' : 'due.until', { moment: lastMomentInWords(task.dueEnd) });
}

/** The page of a task: tasks by hand have one, whichever row of the inbox leads there. */
export const taskPage = ({ id, assignmentId }: Pick<Task, 'id' | 'assignmentId'>): string[] => [
  '/aufgaben',
  assignmentId ?? id,
];

/** One click is enough: to have read it is all that is asked. */
export const isTakeNote = ({ kind, status }: Pick<Task, 'kind' | 'status'>): boolean =>
  kind === 'takeNote' && status === 'open';
