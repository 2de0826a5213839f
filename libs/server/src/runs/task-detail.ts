import { taskForm } from '@querraum/workflow';
import type { TaskDetail } from '@querraum/contracts';
import type { ActorTransaction } from '../platform';
import { getTask, taskView } from '../tasks';
import { getRun } from './read-run';

/** A task of the inbox with its form, which the engine tells from the run: the same settings by which it will check. */
export async function taskDetail(tx: ActorTransaction, taskId: string): Promise<TaskDetail> {
  const row = await getTask(tx, taskId);
  const { runId, stepId, seatId } = row;
  const task = await taskView(tx, row);
  if (runId === null || stepId === null) return { ...task, form: null };
  const { bundle, state } = await getRun(tx, runId);
  return { ...task, form: taskForm(bundle, state, stepId, seatId) };
}
