import type { LocalizedText, NodeDefinition, Period, ResultDefinition, TaskNode } from '../../definition';
import type { ActedBy, Happening } from '../../effects';
import type { Refusal } from '../../command';
import type { Run } from '../../run';
import type { Place, StepState } from '../../state';
import type { FormField, TaskKind } from '../../task-view';
import type { Completion, PlaceRole } from '../../vocabulary';

/** A step whose state is places. */
export type PlacesState = Extract<StepState, { places: Place[] }>;

/** Something that is asked beside the facts and that the block keeps for itself. */
export type Entry = Omit<FormField, 'value'>;

/** What a place offers and what time does to it: read from the settings of its node. */
export interface PlaceRules {
  task: TaskKind;
  request?: LocalizedText | undefined;
  /** None: it is simply done. */
  results?: readonly ResultDefinition[] | undefined;
  /** Declared facts that are filled in here. */
  fields?: TaskNode['fields'];
  entries?: readonly Entry[];
  period?: Period | undefined;
  reminders: readonly Period[];
  onSilence: 'escalate' | 'without' | 'remindOnly';
  escalationPeriod?: Period | undefined;
  maxEscalations?: number | undefined;
  /** Closed by time alone, it may still be done as long as the step is open. */
  late?: boolean;
}

export interface PlaceWork<Node extends NodeDefinition = NodeDefinition, Step extends PlacesState = PlacesState> {
  run: Run;
  node: Node;
  step: Step;
  block: PlacesBlock<Node, Step>;
}

/** What a kind of step with places says of itself; all else is the same for all of them. */
export interface PlacesBlock<Node extends NodeDefinition = NodeDefinition, Step extends PlacesState = PlacesState> {
  rules(node: Node, place: Place): PlaceRules;
  /** After every change: opens what is to come next, or closes the step. */
  settle(work: PlaceWork<Node, Step>): void;
  /** Takes over the entries of a completion that is in order so far, or says why not. */
  accept?(work: PlaceWork<Node, Step>, place: Place, given: Completion, by: ActedBy): Refusal | null;
  /** The role of places that the lead may add and take away now; `null` where the step cannot grow any more. */
  grows?(step: Step): PlaceRole | null;
}

export const rulesOf = ({ block, node }: PlaceWork, place: Place): PlaceRules => block.rules(node, place);

export const record = ({ run, step }: PlaceWork, happening: Happening, by: ActedBy | null, place: Place): void =>
  run.record(happening, by, { step, seat: place });

/** Whoever has to do something here can do it: its turn has come, or time has closed it and late is accepted. */
export const isWorkable = (work: PlaceWork, place: Place): boolean =>
  work.step.open && (place.state === 'open' || (place.state === 'without' && rulesOf(work, place).late === true));

/** Its own Frist runs and has not fired yet. */
export const periodRuns = (place: Place): place is Place & { dueEnd: string } =>
  place.state === 'open' && place.dueEnd !== null && place.firedDueEnd !== place.dueEnd;

export const isOver = ({ state }: Place): boolean => state !== 'open' && state !== 'waiting';

/** Done although its Frist had run out. */
export const isLate = ({ at, dueEnd, firedDueEnd }: Place): boolean =>
  at !== null && ((dueEnd !== null && at >= dueEnd) || (firedDueEnd !== null && firedDueEnd === dueEnd));
