import type { FactDefinition, FactValue, LocalizedText, ResultDefinition } from './definition';
import type { StepState } from './state';
import type { Instant } from './vocabulary';

export const TASK_KINDS = [
  'coSignature',
  'finalSignature',
  'task',
  'condition',
  'dissent',
  'readdress',
  'takeNote',
  'contribution',
  'combination',
  'dispatch',
  'resubmission',
  'agenda',
  'minutes',
  'vote',
  'report',
  'repair',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** Something a person could do, can do or has done: one for each seat, signer and task, one for each duty of the lead. */
export interface TaskView {
  /** Stable, and unique within the run. */
  key: string;
  stepId: string;
  nodeId: string;
  seatId: string | null;
  kind: TaskKind;
  name: LocalizedText;
  unitId: string;
  ownerId: string | null;
  ownerSince: Instant | null;
  openedAt: Instant | null;
  dueEnd: Instant | null;
  status: 'waiting' | 'open' | 'done' | 'cancelled';
  mandatory: boolean;
}

export type TaskStatus = TaskView['status'];

/** What can be done on a task that is completed with a result: drawn by whoever shows it, checked by the engine. */
export interface TaskForm {
  /** What is asked; the name of the step alone where nothing more is known. */
  request: LocalizedText | null;
  /** None where it is simply done. */
  results: ResultDefinition[];
  fields: FormField[];
}

/** A fact, or an entry of the block itself, that is filled in. */
export type FormField = FactDefinition & {
  required: boolean;
  /** Asked only together with this result. */
  onlyWith?: string;
  /** What the fact says now. */
  value?: FactValue;
};

/** When its step is over, nothing of it can be done any more. */
export const ofStep = (step: StepState, status: TaskStatus): TaskStatus =>
  step.open || status === 'done' ? status : 'cancelled';
