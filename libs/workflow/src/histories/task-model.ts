/**
 * Reference model of plain tasks: the one that is open beside the round from the beginning, the draft to which a run
 * returns, and those that the lead puts in.
 */
import type { Acting, RefusalCode, TaskCommand } from '../vocabulary';
import type { StepName } from './course-commands';
import { authority, isTaken } from './ruling';

export interface ModelTask {
  unit: string;
  owner: string | null;
  done: boolean;
  skipped: boolean;
  /** Closed with the run, or by a return. */
  isGone: boolean;
}

/** An unplanned task: the step behind it does not end before it is over. */
export interface InsertedTask extends ModelTask {
  before: StepName;
  openedAt: number;
  /** `Infinity` without a period; its end reminds, and changes nothing. */
  due: number;
  fired: boolean;
  stoodStill: boolean;
}

export const newTask = (unit: string): ModelTask => ({ unit, owner: null, done: false, skipped: false, isGone: false });

export const isOver = ({ done, skipped, isGone }: ModelTask): boolean => done || skipped || isGone;

/** All reasons against the command; without one it is carried out. `isHeld`: something is to be done before it. */
export function ruleTask(task: ModelTask, by: Acting, command: TaskCommand, isHeld: boolean): RefusalCode[] {
  const claims = command.type === 'claim';
  const over = isOver(task);
  const against = [
    over && 'notOpen',
    !authority(by, task.unit) && 'noAuthority',
    claims && !over && isTaken(task, by, command.owner) && 'alreadyClaimed',
    !claims && !over && task.owner !== by.personId && 'notOwner',
    command.type === 'complete' && isHeld && 'insertedOpen',
  ] as const;
  const reasons = against.filter((reason) => reason !== false);
  if (reasons.length > 0) return reasons;
  if (command.type === 'complete') task.done = true;
  else task.owner = claims ? by.personId : null;
  return [];
}
