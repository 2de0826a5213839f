import { SUBJECTS_OF_TOPIC, type HistoryEntry, type TimelineLink } from '@querraum/contracts';

export interface TaskOfRun {
  taskId: string;
  runId: string;
  stepId: string;
  seatId: string | null;
}

type Data = HistoryEntry['data'];
type Told = Pick<HistoryEntry, 'kind' | 'data'>;
type PlanKind = (typeof SUBJECTS_OF_TOPIC.plan)[number];

export const subjectOf = (kind: string): string => kind.split('.', 1)[0] ?? kind;

const isPlan = (subject: string): subject is PlanKind =>
  (SUBJECTS_OF_TOPIC.plan as readonly string[]).includes(subject);

const idIn = (data: Data, name: string): string | null => {
  const value = data[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

/** Where the thing is that an entry tells of; a thing whose id the entry does not name is found on its project's page. */
export function linkOf({ kind, data }: Told, tasks: readonly TaskOfRun[]): TimelineLink {
  const subject = subjectOf(kind);
  if (subject === 'run') return runLink(data, tasks);
  if (isPlan(subject)) return { to: 'plan', kind: subject, id: idIn(data, `${subject}Id`) };
  const documentId = idIn(data, 'documentId');
  if (subject === 'document' && documentId)
    return { to: 'document', documentId, version: typeof data['number'] === 'number' ? data['number'] : null };
  const assignmentId = idIn(data, 'assignmentId');
  if (subject === 'assignment' && assignmentId) return { to: 'assignment', assignmentId };
  const noteId = idIn(data, 'noteId');
  if (subject === 'note' && noteId) return { to: 'note', noteId };
  return { to: ['handover', 'closing', 'cycle'].includes(subject) ? 'file' : 'project' };
}

/** The task of the step or seat where there is one, else the run. */
function runLink(data: Data, tasks: readonly TaskOfRun[]): TimelineLink {
  const runId = idIn(data, 'runId');
  if (runId === null) return { to: 'project' };
  const task = tasks.find(
    (one) => one.runId === runId && one.stepId === data['stepId'] && one.seatId === idIn(data, 'seatId'),
  );
  return task ? { to: 'task', taskId: task.taskId } : { to: 'run', runId };
}
