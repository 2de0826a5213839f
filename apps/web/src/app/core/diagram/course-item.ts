import type { IconName } from '../../ui/icon';

/** How far the course has come at a node; words and picture say it, colour only repeats it. */
export const NODE_STATES = [
  'open',
  'suspended',
  'failed',
  'waiting',
  'done',
  'passed',
  'skipped',
  'cancelled',
] as const;
export type NodeState = (typeof NODE_STATES)[number];

export const STATE_ICONS = {
  open: 'clock',
  suspended: 'lock',
  failed: 'alert',
  waiting: 'people',
  done: 'check',
  passed: 'check',
  skipped: 'readdress',
  cancelled: 'close',
} as const satisfies Record<NodeState, IconName>;

/** A node as list and diagram show it alike. */
export interface CourseItem {
  id: string;
  name: string;
  /** What kind of step it is, in words. */
  kind: string;
  /** How many sub-processes are around it. */
  depth: number;
  state?: { is: NodeState; words: string };
  /** Since when and whom it waits for, or when it was done; shown in the diagram too. */
  notes: readonly string[];
  /** What comes after, what its settings mean. */
  details: readonly { label: string; words: string }[];
}
