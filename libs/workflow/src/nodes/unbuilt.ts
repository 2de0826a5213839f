import type { StepKind } from './node';

const fail = (): never => {
  throw new Error('This kind of step cannot run yet.');
};

/** Holds the place of a kind that is being built. */
export const unbuilt = {
  enter: fail,
  dues: fail,
  deadlines: fail,
  move: fail,
  fire: fail,
  command: fail,
  tasks: fail,
} as unknown as StepKind<never, never>;
