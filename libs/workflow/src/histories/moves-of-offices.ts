/** What any office may do. */
import type { Acting, TaskCommand } from '../vocabulary';
import type { Random } from './random';
import type { ModelCommand } from './run-model';
import { isOver, type ModelTask } from './task-model';
import { peopleOf, person } from './world';

export type Move = readonly [weight: number, make: () => ModelCommand];

/** Mostly somebody of the unit, seldom a person who is also at home with the lead. */
export const someoneOf = (random: Random, unit: string): Acting => {
  const people = peopleOf(unit);
  return random.chance(0.96) ? (people[random.below(5)] ?? people[0]) : people[5];
};

export function movesOfTask(
  random: Random,
  task: ModelTask,
  move: (by: Acting, command: TaskCommand) => ModelCommand,
  hurry = 1,
): Move[] {
  if (isOver(task)) return [];
  const owner = person(task.owner ?? '');
  if (task.owner === null) return [[0.5 * hurry, () => move(someoneOf(random, task.unit), { type: 'claim' })]];
  return [
    [0.4 * hurry, () => move(owner, { type: 'complete' })],
    [0.1, () => move(owner, { type: 'release' })],
    [
      0.1,
      () =>
        move(someoneOf(random, task.unit), {
          type: 'claim',
          owner: random.chance(0.6) ? { ...owner, grants: [] } : owner,
        }),
    ],
  ];
}
