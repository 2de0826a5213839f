import { inject } from '@angular/core';
import type { CanMatchFn } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { toProblem } from '../problem';
import { TasksApi } from '../round/tasks.api';
import { AssignmentsApi } from './assignments.api';

/**
 * One address for every task: whether a procedure asks or a person decides which page it gets. A task by hand that is in
 * no inbox of the person (it waits, or is another unit's) is known by its own id.
 */
export const isAssignment: CanMatchFn = async (_, segments) => {
  const id = segments[1]?.path ?? '';
  const [tasks, assignments] = [inject(TasksApi), inject(AssignmentsApi)];
  try {
    return (await firstValueFrom(tasks.task(id))).runId === null;
  } catch (error) {
    if (toProblem(error).status !== 404) return false;
    const found = await firstValueFrom(assignments.assignment(id)).catch(() => undefined);
    return found !== undefined;
  }
};
