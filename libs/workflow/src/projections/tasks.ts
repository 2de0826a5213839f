import type { Bundle } from '../definition';
import { stepKindOf } from '../nodes';
import { nodeOfStep } from '../scopes';
import type { RunState } from '../state';
import type { TaskView } from '../task-view';

export * from '../task-view';

/** Everything of the run that stands in somebody's inbox, has stood or will stand there. */
export const tasksOf = (bundle: Bundle, state: RunState): TaskView[] =>
  state.steps.flatMap((step) => stepKindOf(step).tasks(nodeOfStep(bundle, state, step), step));
