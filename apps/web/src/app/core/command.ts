import { Injectable, signal } from '@angular/core';
import { Problem, toProblem } from './problem';

/** One command of a form at a time: busy while it runs, and why it was refused. Provided by the component that asks. */
@Injectable()
export class Command {
  readonly busy = signal(false);
  readonly problem = signal<Problem | undefined>(undefined);

  /** The answer, or undefined when it was refused or another command is still running. */
  async send<T>(command: () => Promise<T>): Promise<T | undefined> {
    if (this.busy()) return undefined;
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      return await command();
    } catch (error) {
      this.problem.set(toProblem(error));
      return undefined;
    } finally {
      this.busy.set(false);
    }
  }
}
