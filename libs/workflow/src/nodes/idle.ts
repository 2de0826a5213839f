import { refuse } from '../command';

/** A step in which neither people nor time have anything to do: it waits for something else. */
export const idle = {
  dues: () => [],
  deadlines: () => [],
  move: () => undefined,
  fire: () => undefined,
  command: () => refuse('notOpen'),
  tasks: () => [],
};
