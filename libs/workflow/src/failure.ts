import type { Refusal } from './command';

/** What an imported model asks for cannot be done: the command as a whole is refused, and nothing of it is left. */
export class Failure extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}
