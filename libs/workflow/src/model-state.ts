import type { CatchEventNode } from './definition/bpmn';
import type { z } from 'zod';
import type { Instant } from './vocabulary';

/** What a variable of an imported model can hold. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Variables = Readonly<Record<string, Json>>;

export type CatchEvent = z.infer<typeof CatchEventNode>['event'];

/** Something that a run waits for: time, a message, a signal or a condition. In the order in which they were armed. */
export interface Subscription {
  id: string;
  /** The event: of an event sub-process its start event. */
  nodeId: string;
  /** Where its token goes on. */
  scope?: string;
  /** The step that it ends or disturbs; none where it begins an event sub-process of the scope. */
  stepId?: string;
  kind: 'timer' | 'message' | 'signal' | 'conditional';
  /** Of a message or a signal. */
  name?: string;
  /** Of a timer. */
  at?: Instant;
  /** Of a cycle: the text by which it is armed again, and how often it still fires; endless where that is left out. */
  cycle?: { text: string; left?: number };
  /** Why it could not be carried out; it is tried again only when told to. */
  failed?: string;
}
