/** Reference model of a plain task, which is open beside the round from the beginning of the run. */
import type { Acting, RefusalCode, TaskCommand } from '../vocabulary';
import { authority, isTaken } from './ruling';

export interface ModelTask {
  unit: string;
  owner: string | null;
  done: boolean;
}

/** All reasons against the command; without one it is carried out. */
export function ruleTask(task: ModelTask, by: Acting, command: TaskCommand): RefusalCode[] {
  const claims = command.type === 'claim';
  const against = [
    task.done && 'notOpen',
    !authority(by, task.unit) && 'noAuthority',
    claims && !task.done && isTaken(task, by, command.owner) && 'alreadyClaimed',
    !claims && !task.done && task.owner !== by.personId && 'notOwner',
  ] as const;
  const reasons = against.filter((reason) => reason !== false);
  if (reasons.length > 0) return reasons;
  if (command.type === 'complete') task.done = true;
  else task.owner = claims ? by.personId : null;
  return [];
}
