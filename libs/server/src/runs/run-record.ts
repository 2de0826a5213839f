import type { Situation, TaskKind } from '@querraum/contracts';
import type { Bundle, Department, Involvement, LocalizedText, RunState } from '@querraum/workflow';
import type { ChainHead } from '../platform';
import type { ProjectRecord } from '../projects';
import type { LastCommand } from './run-told';

/** A run with everything its commands need, as read under the row lock. */
export interface RunRecord {
  id: string;
  tenantId: string;
  projectId: string;
  documentId: string;
  documentTitle: string;
  procedureName: LocalizedText;
  procedureVersion: number;
  procedureVersionSince: Date;
  procedureValidVersion: number;
  bundle: Bundle;
  state: RunState;
  revision: number;
  nextDueAt: Date | null;
  startedAt: Date;
  endedAt: Date | null;
  project: ProjectRecord;
  /** Everybody who wrote a version of the document, the first one first. */
  authors: string[];
  tasks: RunTask[];
  /** Only of a run that is locked. */
  beside?: Beside;
  /** Only of a run that is locked, if a command of it is kept. */
  lastCommand?: LastCommand | null;
}

/** A row of the inbox as it was written last. */
export interface RunTask {
  id: string;
  key: string;
  stepId: string;
  seatId: string | null;
  kind: TaskKind;
  unitId: string;
  ownerId: string | null;
  status: string;
  openedAt: string;
  dueEnd: string | null;
  paperNumber: number | null;
}

/** What there is around a run: its command moves some of it, and must not contradict the rest. */
export interface Beside {
  parties: { unitId: string; department: Department; role: Involvement | 'LEAD' | 'ADDRESSEE' | 'ASSIGNEE' }[];
  /** The other run of the project to tell of, if there is another: a running one before one that has ended. */
  newest: { id: string; isRunning: boolean; startedAt: string } | null;
  waiting: { running: Situation['waitingFor'][]; assigned: Situation['waitingFor'] };
  /** Where the history of the project ends. */
  head: ChainHead;
  /** The revision of the houses from which Ressorts and names are. */
  houses: string;
}
