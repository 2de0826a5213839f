import type { EventSink } from '../machine/event-sink.ts';
import type { ParkedWork } from './parked-work.ts';
import type { Stage } from './stage.ts';
import type { StruckWorkers } from './struck-workers.ts';

export interface Workshop {
  /** Where events go. */
  events: EventSink;
  stage: Stage;
  work: ParkedWork;
  workers: StruckWorkers;
}

export async function times<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let number = 0; number < count; number += 1) made.push(await make());
  return made;
}

/** The next one that is owed. */
export function only(kind: string, items: string[]): string {
  const [item] = items;
  if (item === undefined) throw new Error(`no ${kind} is owed`);
  return item;
}

/** Without these a procedure or task stands still, so that the lead of the project must know. */
export const TOLD_TO_THE_LEAD: ReadonlySet<string> = new Set([
  ...['tickRun', 'giveNumber', 'giveSignal', 'recountRun', 'tickAssignment', 'issueNextAssignments', 'tickCycle'],
]);

/** One kind of job, or one piece of one that goes on in pieces: brings about so many work items of it, all alike, each in a project of its own, and due. */
export interface JobKind {
  /** Behind the name of the job stands what tells its pieces apart. */
  kind: string;
  /** Having failed so often it may come to an end of its own, of which its people are told. */
  hasOwnEnd?: true;
  owe: (workshop: Workshop, count: number) => Promise<string[]>;
}
