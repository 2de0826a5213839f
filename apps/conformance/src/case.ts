import type { Variables } from '@querraum/workflow';

/** What can be seen of a process instance after an action; the format is described in the folder of the cases. */
export interface SeenState {
  ended: boolean;
  userTasks: SeenTask[];
  timers: (Seen & { dueInSeconds: number })[];
  messages: (Seen & { message: string })[];
  signals: (Seen & { signal: string })[];
  conditions?: Seen[];
  receiveTasks?: Seen[];
  externalTasks?: (Seen & { topic: string })[];
  asyncJobs?: unknown[];
  variables: Variables;
}

export interface Seen {
  activityId: string;
  loop?: number[];
  process?: string;
  otherInstance?: true;
}

export interface SeenTask extends Seen {
  name: string | null;
  assignee: string | null;
  candidateGroups: string[];
  candidateUsers?: string[];
  dueDate?: string;
  priority?: number;
}

export type Action =
  | { type: 'start'; process: string }
  | { type: 'startByMessage'; message: string }
  | { type: 'startBySignal'; signal: string }
  | { type: 'startByCondition' }
  | { type: 'startByTimer'; activityId: string; advanceSeconds: number }
  | { type: 'completeTask'; activityId: string; index: number; variables?: Variables }
  | { type: 'fireTimer'; activityId: string; index: number; advanceSeconds: number }
  | { type: 'message'; message: string; activityId: string; index: number; variables?: Variables }
  | { type: 'signal'; signal: string }
  | { type: 'receive'; activityId: string; index: number; variables?: Variables }
  | { type: 'setVariables'; variables: Variables }
  | { type: 'completeExternalTask'; activityId: string; index: number; variables?: Variables }
  | { type: 'externalTaskError'; activityId: string; index: number; errorCode: string }
  | { type: 'runJobs' };

export interface Step {
  action: Action;
  error?: { kind: string; message?: string };
  state: SeenState | null;
}

export interface Case {
  id: string;
  expect: 'runs' | 'rejected';
  bpmn: string;
  called?: { bpmn: string }[];
  process: string;
  features: string[];
  clock: string;
  startVariables?: Variables;
  end?: string;
  rule?: string;
  steps?: Step[];
}
