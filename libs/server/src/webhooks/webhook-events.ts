import { WEBHOOK_EVENTS, type WebhookEvent } from '@querraum/contracts';

/** Which entries of a history are which event outside. What is not named here stays inside. */
const ACTIONS = {
  'project.opened': ['project.created'],
  'project.closed': ['project.closed'],
  'project.reopened': ['project.reopened'],
  'project.filed': ['project.filed'],
  'run.started': ['run.runStarted'],
  'run.suspended': ['run.runSuspended'],
  'run.resumed': ['run.runResumed', 'run.runReopened'],
  'run.ended': ['run.runEnded'],
  'step.opened': ['run.stepOpened'],
  'step.closed': ['run.stepClosed'],
  'task.opened': ['run.seatOpened', 'run.seatReopened', 'assignment.issued', 'assignment.opened'],
  'task.done': ['run.seatAnswered', 'run.taskCompleted', 'run.placeDone', 'assignment.accepted'],
  'task.due': ['run.reminded', 'assignment.reminded'],
  'task.overdue': ['run.escalated', 'run.seatSilent', 'run.placeWithout', 'assignment.escalated'],
  'document.versionAdded': ['document.versionAdded'],
} as const satisfies Record<WebhookEvent, readonly string[]>;

const EVENT_OF = new Map<string, WebhookEvent>(
  WEBHOOK_EVENTS.flatMap((event) => ACTIONS[event].map((action) => [action, event] as const)),
);

export const eventOf = (action: string): WebhookEvent | undefined => EVENT_OF.get(action);

/** An entry of a project's history. */
export interface HistoryEntry {
  seq: number;
  /** In which it was written. */
  epoch: number;
  at: Date;
  action: string;
  /** Nothing where the words were deleted after their period. */
  data: Record<string, unknown>;
}

/** What there is to name around the entries: things of the configuration, and ids. */
export interface Surroundings {
  source: string;
  project: { id: string; reference: string };
  runs: Map<string, RunNames>;
  tasks: Map<string, TaskNames>;
}
export interface RunNames {
  procedure: { key: string; version: number; name: unknown };
}
export interface TaskNames {
  id: string;
  kind: string;
  unit: { id: string; code: string };
}

/** What a run or a task by hand is found by in the history. */
export const taskKey = (data: Record<string, unknown>): string =>
  [data['runId'] ?? data['assignmentId'], data['stepId'], data['seatId']].map((part) => part ?? '').join(' ');

/** Keys that definitions give, never a sentence that somebody wrote. */
const KEY = /^[\p{L}\p{N}_.:-]{1,100}$/u;
const keyIn = (value: unknown): string | undefined =>
  typeof value === 'string' && KEY.test(value) ? value : undefined;

/** A sequence as CloudEvents wants it: it sorts as text. Within a project, and so within a run, it only grows. */
const SEQUENCE_DIGITS = 12;

/**
 * After a restore the history goes on at a place that was told of before, and it is another deed: receivers drop an id that they
 * know (docs/adr/0064).
 */
export const eventId = (projectId: string, { seq, epoch }: Pick<HistoryEntry, 'seq' | 'epoch'>): string =>
  `${projectId}-${seq}${epoch > 1 ? `-e${epoch}` : ''}`;

/**
 * The event in the structured form of CloudEvents 1.0: ids, the file reference, names of the configuration. No person, no
 * title of a file, nothing that somebody wrote; who may know more asks the API with rights of their own.
 */
export function cloudEvent(event: WebhookEvent, entry: HistoryEntry, around: Surroundings): string {
  const { seq, at, data } = entry;
  const { source, project, runs, tasks } = around;
  const runId = keyIn(data['runId']);
  const names = runId === undefined ? undefined : runs.get(runId);
  const stepId = keyIn(data['stepId']);
  const outcome = keyIn(data['outcome']);
  const task = event.startsWith('task.') ? tasks.get(taskKey(data)) : undefined;
  const dueEnd = keyIn(data['dueEnd']);
  return JSON.stringify({
    specversion: '1.0',
    id: eventId(project.id, entry),
    source,
    type: `querraum.${event}`,
    subject: `projects/${project.id}${runId === undefined ? '' : `/runs/${runId}`}`,
    time: at.toISOString(),
    datacontenttype: 'application/json',
    sequence: String(seq).padStart(SEQUENCE_DIGITS, '0'),
    data: {
      project,
      ...(runId !== undefined && { run: { id: runId, ...names } }),
      ...(stepId !== undefined && { step: { id: stepId, nodeId: keyIn(data['nodeId']) } }),
      ...(task && { task: { ...task, ...(dueEnd !== undefined && { dueEnd }) } }),
      ...(event === 'document.versionAdded' && { document: { id: keyIn(data['documentId']) } }),
      ...(outcome !== undefined && { outcome }),
    },
  });
}

/** Where the events come from: the installation as its users know it. */
export const eventSource = (publicUrl: string | undefined): string => publicUrl ?? 'urn:querraum';
