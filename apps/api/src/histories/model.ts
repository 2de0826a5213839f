import type { AssignmentKind, AssignmentState } from '@querraum/contracts';
import type { Involvement } from '@querraum/workflow';
import { personOf, type Name, type Unit } from './city';

/**
 * What shared work means, written anew from docs/adr/0027, 0028 and 0030 and shared with nothing on the server: who leads,
 * who takes part, who has which task, and who sees it. The histories hold the product against it.
 */
export interface ModelTask {
  id: string;
  kind: AssignmentKind;
  state: AssignmentState;
  unit: Unit;
  /** The one person of the unit to whom it is addressed. */
  person: Name | null;
  owner: Name | null;
  issuer: Unit;
  parent: string | null;
  dependsOn: Set<string>;
  /** Days from today to the last day; `null` without an end. */
  due: number | null;
  acceptance: boolean;
  /** Whether its unit had it when it was taken back: only then that stays its own record. */
  wasHeld: boolean;
  revision: number;
}

export interface Offer {
  id: string;
  to: Unit;
  involvement: Involvement | null;
  /** Whether the unit took part when it was asked. */
  tookPart: boolean;
  state: 'offered' | 'accepted' | 'declined' | 'withdrawn';
}

export interface Model {
  isOpen: boolean;
  lead: Unit;
  participants: Map<Unit, Involvement>;
  tasks: Map<string, ModelTask>;
  offers: Offer[];
  revision: number;
}

export const isLive = ({ state }: ModelTask): boolean => state !== 'accepted' && state !== 'takenBack';
/** The addressed unit has it, or its answer is being looked at. */
const isHeld = ({ state }: ModelTask): boolean => state === 'open' || state === 'answered';

export const partsOf = (model: Model, id: string): ModelTask[] =>
  [...model.tasks.values()].filter(({ parent }) => parent === id);
export const livePartsOf = (model: Model, id: string): ModelTask[] => partsOf(model, id).filter(isLive);
export const standing = (model: Model): Offer | undefined => model.offers.find(({ state }) => state === 'offered');

const seesOneOf = (name: Name, units: Iterable<Unit>): boolean =>
  [...units].some((unit) => personOf(name).sees.includes(unit));

export const seesFile = (model: Model, name: Name): boolean =>
  seesOneOf(name, [model.lead, ...model.participants.keys()]);

export function seesHead(model: Model, name: Name): boolean {
  const offer = standing(model);
  const holders = [...model.tasks.values()].filter(isHeld).map(({ unit }) => unit);
  return seesFile(model, name) || seesOneOf(name, [...holders, ...(offer ? [offer.to] : [])]);
}

export function seesTask(model: Model, name: Name, task: ModelTask): boolean {
  const isAddressees = isHeld(task) || task.state === 'accepted' || (task.state === 'takenBack' && task.wasHeld);
  return seesFile(model, name) || seesOneOf(name, [task.issuer, ...(isAddressees ? [task.unit] : [])]);
}

/** Claiming and releasing go through the row of the inbox, which stays with the unit while it has the task or has ended it. */
export const seesRow = (model: Model, name: Name, task: ModelTask): boolean =>
  seesFile(model, name) || ((isHeld(task) || task.state === 'accepted') && seesOneOf(name, [task.unit]));

/** A unit that gave a task and has nothing to do with the project any more is replaced by the lead. */
export function issuerOf(model: Model, task: ModelTask): Unit {
  const holds = [...model.tasks.values()].some((one) => isHeld(one) && one.unit === task.issuer);
  return model.lead === task.issuer || model.participants.has(task.issuer) || holds ? task.issuer : model.lead;
}

/** Units in whose name tasks are given. */
export const mayIssue = (model: Model, unit: Unit | null): boolean =>
  unit !== null && (unit === model.lead || (model.participants.get(unit) ?? 'TAKE_NOTE') !== 'TAKE_NOTE');

/** Everything that cannot end before `id` has: successors, and the parent, and what these hold up in turn. */
export function heldUpBy(model: Model, id: string): Set<string> {
  const held = new Set<string>();
  const look = (one: string): void => {
    for (const task of model.tasks.values()) {
      const waits = task.dependsOn.has(one) || model.tasks.get(one)?.parent === task.id;
      if (!waits || held.has(task.id)) continue;
      held.add(task.id);
      look(task.id);
    }
  };
  look(id);
  return held;
}

/** What has ended lets those go on that waited for it. */
export function wake(model: Model): void {
  for (const task of model.tasks.values()) {
    const waits = [...task.dependsOn].some((id) => isLiveId(model, id));
    if (task.state === 'waiting' && !waits) task.state = 'open';
  }
}

const isLiveId = (model: Model, id: string): boolean => {
  const task = model.tasks.get(id);
  return task !== undefined && isLive(task);
};

export const waitsFor = (model: Model, ids: Iterable<string>): boolean => [...ids].some((id) => isLiveId(model, id));

/** A task ends, and everything that was given out of it. */
export function takeBack(model: Model, task: ModelTask): void {
  takeBackParts(model, task);
  task.wasHeld = isHeld(task);
  task.state = 'takenBack';
}

export function takeBackParts(model: Model, task: ModelTask): void {
  for (const part of livePartsOf(model, task.id)) takeBack(model, part);
}
