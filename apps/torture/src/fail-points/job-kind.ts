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

/** One kind of job: brings about so many work items of it, all alike, each in a project of its own, and due. */
export interface JobKind {
  kind: string;
  owe: (workshop: Workshop, count: number) => Promise<string[]>;
}
