import type { StepCommand } from './command';
import type { Bundle } from './definition';
import { headOf, LEAD, named } from './play';
import type { Play } from './play';
import type { Place } from './state';
import type { Acting, Completion } from './vocabulary';

export type Line = [from: string, to: string, condition?: string];

/** Flows get the ids f0, f1, … in their order. */
export function graph(nodes: Record<string, unknown>[], lines: Line[]): Bundle {
  return {
    semantics: 1,
    definition: {
      schemaVersion: 1,
      key: 'graph',
      name: named('Ablauf'),
      nodes: [{ id: 'start', type: 'start' }, ...nodes].map((node) => ({
        name: named('Schritt'),
        ...node,
      })) as Bundle['definition']['nodes'],
      flows: lines.map(([from, to, condition], index) => ({
        id: `f${index}`,
        from,
        to,
        ...(condition ? { condition } : {}),
      })),
    },
  };
}

export const task = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  type: 'task',
  addressee: { kind: 'lead' },
  reminders: [],
  ...more,
});
export const end = (id: string, outcome = 'completed') => ({ id, type: 'end', outcome });
/** Where the tokens stand. */
export const open = (play: Play) => play.state.steps.filter((step) => step.open).map(({ nodeId }) => nodeId);

/** Somebody of the lead takes the task over and completes it. */
export function complete(play: Play, nodeId: string): Play {
  const step = play.state.steps.findLast((found) => found.nodeId === nodeId);
  for (const command of [{ type: 'claim' }, { type: 'complete', words: 'fertig' }] as const) {
    play.run({ type: 'step', stepId: step?.id ?? '', by: LEAD, command });
  }
  return play;
}

export const unit = (unitId: string) => ({ kind: 'unit', unitId });
export const workingDays = (length: number) => ({ length, unit: 'workingDay', roll: true });

/** start → the node → end */
export const alone = (node: Record<string, unknown> & { id: string }): Bundle =>
  graph(
    [node, end('end')],
    [
      ['start', node.id],
      [node.id, 'end'],
    ],
  );

/** The last step with places of the node, or of the run. */
export function placesStep(play: Play, nodeId?: string) {
  const step = play.state.steps.findLast((found) => 'places' in found && (nodeId ?? found.nodeId) === found.nodeId);
  if (step === undefined || !('places' in step)) throw new Error('No step with places has been opened.');
  return step;
}

/** The last place that was first addressed to the unit. */
export function placeOf(play: Play, unitId: string, nodeId?: string): Place {
  const place = placesStep(play, nodeId).places.findLast(({ originalUnitId }) => originalUnitId === unitId);
  if (place === undefined) throw new Error(`No place for ${unitId}.`);
  return place;
}

/** The code with which the command on the place's step is refused; `null` if it is carried out. */
export const tries = (play: Play, by: Acting, command: StepCommand, nodeId?: string): string | null =>
  play.attempt({ type: 'step', stepId: placesStep(play, nodeId).id, by, command }).refused?.code ?? null;

/** The head of the place's unit takes it over and completes it. */
export function completes(play: Play, unitId: string, given: Completion = {}, nodeId?: string): string | null {
  const { id: seatId, unitId: now, owner, state } = placeOf(play, unitId, nodeId);
  const by = headOf(now);
  if (owner !== by.personId && state === 'open') tries(play, by, { type: 'claim', seatId }, nodeId);
  return tries(play, by, { type: 'complete', seatId, ...given }, nodeId);
}
