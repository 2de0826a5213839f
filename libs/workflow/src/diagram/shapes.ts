import type { NodeDefinition } from '../definition';

/** How a node is drawn, in the manner of BPMN: a circle, a rounded box, a diamond, a frame around its inside. */
export type Shape = 'event' | 'activity' | 'gateway' | 'frame';

const EVENTS: ReadonlySet<string> = new Set<NodeDefinition['type']>([
  'start',
  'end',
  'timer',
  'startEvent',
  'endEvent',
  'catchEvent',
  'throwEvent',
  'boundaryEvent',
]);

export function shapeOf({ type }: Pick<NodeDefinition, 'type'>): Shape {
  if (type === 'subProcess') return 'frame';
  if (type.endsWith('Gateway')) return 'gateway';
  return EVENTS.has(type) ? 'event' : 'activity';
}

/** Measures in pixels at full size; the stylesheet of the drawing uses the same. */
export const MEASURES = {
  activityWidth: 184,
  eventSize: 40,
  gatewaySize: 48,
  labelWidth: 132,
  line: 20,
  /** Above and below the text of an activity: its edge, and the row with the picture of its kind. */
  activityFrame: 44,
  framePadding: 20,
  frameHead: 36,
  /** Between a shape and the name under it. */
  labelGap: 4,
} as const;

/** Generous, so that a text never needs more lines in the browser than were reserved. */
const CHARACTER = 7.6;

/** Lines that the text takes in this width; words too long for a line are broken. */
export function linesOf(text: string, width: number): number {
  const room = Math.max(1, Math.floor(width / CHARACTER));
  let lines = 1;
  let used = 0;
  for (const word of text.split(/\s+/)) {
    const needed = used === 0 ? word.length : used + 1 + word.length;
    if (needed <= room) used = needed;
    else {
      const own = Math.max(1, Math.ceil(word.length / room));
      lines += used === 0 ? own - 1 : own;
      used = word.length - (own - 1) * room;
    }
  }
  return lines;
}

export const heightOf = (texts: readonly string[], width: number): number =>
  texts.reduce((sum, text) => sum + linesOf(text, width), 0) * MEASURES.line;
