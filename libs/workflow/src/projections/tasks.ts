import { heldSteps } from '../commands/held';
import type { Bundle } from '../definition';
import { stepKindOf } from '../nodes';
import { nodeOfStep } from '../scopes';
import type { RunState } from '../state';
import type { TaskView } from '../task-view';

export * from '../task-view';

/** Everything of the run that stands in somebody's inbox, has stood or will stand there. */
export function tasksOf(bundle: Bundle, state: RunState): TaskView[] {
  const held = heldSteps(state);
  return state.steps.flatMap((step) => {
    const tasks = stepKindOf(step).tasks(nodeOfStep(bundle, state, step), step);
    // Where time stands still nothing is due, nor overdue.
    return step.open && (state.suspended !== undefined || held.has(step.id)) ? tasks.map(withoutFrist) : tasks;
  });
}

const withoutFrist = (task: TaskView): TaskView => (task.status === 'done' ? task : { ...task, dueEnd: null });
