/**
 * Reference model of a block (ADR 0043): its places, one role after the other, and what ends it.
 * Where ADR and handbook leave something open:
 *  8. A place that was taken away was not asked; where everybody else has done it, the block is complete.
 *  9. Once the parts are being put together nobody is asked any more, and nobody is taken away.
 */
import type { Addressee, FactValue } from '../../definition';
import type { Acting, PlaceCommand, RefusalCode } from '../../vocabulary';
import { authority, empty } from '../ruling';
import { dayBegins, dayOf } from '../world';
import { circulated, type ModelSitting, NO_SITTING, ruleMinutes, sessionAfter, sessionFor } from './committee-model';
import { isOver, type ModelPlace, type Moment, newPlace, openPlace, putBack, rulePlace } from './place-model';
import { type Block, type BlockOf, type Role, rulesOf, unitsOf } from './rules';

export type Facts = Readonly<Record<string, FactValue>>;

export interface ModelStep {
  block: Block;
  open: boolean;
  openedAt: number;
  closedAt: number | null;
  /** Where its Frist begins, if not with its opening and known by then. */
  since: number | null;
  result: string | null;
  places: ModelPlace[];
  /** When waiting ends by time alone, or a Wiedervorlage comes back; `Infinity` for never. */
  until: number;
  stoodStill: boolean;
  sitting: ModelSitting;
}

/** The run goes on although it is still open. */
export const isDetached = ({ type, ...block }: Block): boolean =>
  type === 'takeNote' && 'waits' in block && !block.waits;

const placesOf = ({ places }: ModelStep, role: Role): ModelPlace[] => places.filter((place) => place.role === role);

function ask(step: ModelStep, role: Role, addressees: readonly Addressee[], lead: string): ModelPlace[] {
  const asked = unitsOf(addressees, lead).map((unit) => newPlace(role, unit));
  step.places.push(...asked);
  return asked;
}

export const openAll = (step: ModelStep, places: readonly ModelPlace[], now: Moment): void =>
  places.forEach((place) => openPlace(place, rulesOf(step.block, place.role), step.since, now));

/** The day on which a Wiedervorlage comes back: the last of its period, from its first instant. */
const resubmittedOn = ({ at }: BlockOf<'resubmission'>, named: string, now: Moment): number =>
  dayBegins(at.kind === 'date' ? Date.parse(named) / 86_400_000 : dayOf(now.calendar.end(now.at, at.period) - 1));

function untilOf(block: Block, named: string, now: Moment): number {
  if (block.type === 'resubmission') return resubmittedOn(block, named, now);
  if (block.type !== 'wait') return Infinity;
  const { until } = block;
  if (until.kind === 'date') return dayBegins(Date.parse(named) / 86_400_000);
  return until.atMost === undefined ? Infinity : now.calendar.end(now.at, until.atMost);
}

/** Who is asked when the block begins; the others wait for their turn. */
function askFirst(step: ModelStep, now: Moment): void {
  const { block } = step;
  const { at, lead } = now;
  const first = (role: Role, addressees: readonly Addressee[]): void =>
    openAll(step, ask(step, role, addressees, lead), now);
  if (block.type === 'takeNote') first('note', block.addressees);
  else if (block.type === 'dispatch' || block.type === 'task') first(block.type, [block.addressee]);
  else if (block.type === 'wait') first('report', block.until.kind === 'event' ? [block.until.reportedBy] : []);
  else if (block.type === 'committee' && block.mode === 'circulation') first('vote', block.members);
  else if (block.type === 'committee') first('agenda', [block.office]);
  else if (block.type === 'contribution') {
    first('part', block.addressees);
    ask(step, 'combine', block.combinedBy === undefined ? [] : [block.combinedBy], lead);
  } else {
    const places = ask(step, 'resubmission', [block.addressee], lead);
    if (step.until <= at) openAll(step, places, now);
  }
}

/** The day that a fact names, in numbers; where it names none the block cannot begin. */
function namedDay(block: Block, facts: Facts): string | undefined {
  const moment = block.type === 'resubmission' ? block.at : block.type === 'wait' ? block.until : undefined;
  if (moment?.kind !== 'date') return '';
  const day = facts[moment.fact];
  return typeof day === 'string' ? day : undefined;
}

/** What is known of the run when a block begins. */
export interface Known {
  facts: Facts;
  steps: ReadonlyMap<string, ModelStep | null>;
}

/** What a Frist begins with: the day that a fact names, or the end of another block; `null` where that is not known yet. */
function sinceOf(block: Block, { facts, steps }: Known): number | null {
  const from =
    'period' in block && block.period !== undefined && 'from' in block.period ? block.period.from : undefined;
  if (from === undefined) return null;
  if (from.kind === 'step') return steps.get(from.nodeId)?.closedAt ?? null;
  const day = facts[from.fact];
  return typeof day === 'string' ? dayBegins(Date.parse(day) / 86_400_000) : null;
}

/** `null`: waiting for a day that has come is no waiting. `undefined`: nobody has said the day. */
export function beginStep(block: Block, { facts, steps }: Known, now: Moment): ModelStep | null | undefined {
  const named = namedDay(block, facts);
  if (named === undefined) return undefined;
  const until = untilOf(block, named, now);
  if (block.type === 'wait' && block.until.kind === 'date' && until <= now.at) return null;
  const sitting = { ...NO_SITTING, postponed: [] };
  const since = sinceOf(block, { facts, steps });
  const step: ModelStep = {
    ...{ block, open: true, openedAt: now.at, closedAt: null, since, result: null, places: [], until },
    ...{ stoodStill: false, sitting },
  };
  askFirst(step, now);
  return step;
}

export function closeStep(step: ModelStep, result: string | null, { at }: Pick<Moment, 'at'>): void {
  step.open = false;
  step.closedAt = at;
  step.result = result;
}

function toSession(step: ModelStep, { office }: BlockOf<'committee'>, now: Moment): void {
  for (const vote of placesOf(step, 'vote')) if (vote.state === 'open') vote.state = 'released';
  openAll(step, ask(step, 'agenda', [office], now.lead), now);
}

function settleCommittee(step: ModelStep, block: BlockOf<'committee'>, now: Moment): void {
  const [agenda] = placesOf(step, 'agenda');
  const [minutes] = placesOf(step, 'minutes');
  const votes = placesOf(step, 'vote');
  if (minutes?.state === 'done') {
    if (minutes.result === 'postponed') putBack(minutes);
    else closeStep(step, minutes.result, now);
  } else if (agenda?.result === 'fault') closeStep(step, 'fault', now);
  else if (agenda?.state === 'done' && minutes === undefined) ask(step, 'minutes', [block.office], now.lead);
  else if (agenda === undefined && votes.some(({ result }) => result === 'objection')) toSession(step, block, now);
  else if (agenda === undefined && votes.every(isOver)) {
    const { isDecided, excluded } = circulated(block, votes);
    step.sitting.excluded = excluded;
    if (isDecided) closeStep(step, 'asDrafted', now);
    else toSession(step, block, now);
  }
}

/** What follows when something was done or time went by: the next role's turn, or the end. */
export function settle(step: ModelStep, now: Moment): void {
  const { block, places } = step;
  if (!step.open || places.length === 0) return;
  if (block.type === 'committee') return settleCommittee(step, block, now);
  const [first] = places;
  if (block.type === 'resubmission') {
    if (first?.result === 'again') putBack(first);
    else if (first?.state === 'done') closeStep(step, 'done', now);
    return;
  }
  const [role] = block.type === 'contribution' ? (['part'] as const) : places.map((place) => place.role);
  const asked = places.filter((place) => place.role === role);
  if (!asked.every(isOver)) return;
  openAll(
    step,
    places.filter(({ state }) => state === 'waiting'),
    now,
  );
  if (!places.every(isOver)) return;
  const all = asked.every(({ state }) => state === 'done' || state === 'released');
  if (block.type === 'dispatch') closeStep(step, 'sent', now);
  else if (block.type === 'task') closeStep(step, first?.result ?? null, now);
  else if (block.type === 'wait') closeStep(step, 'reported', now);
  else closeStep(step, all ? 'complete' : 'incomplete', now);
}

/** The role of which the lead may ask more units, and fewer. */
function growing({ block, places }: ModelStep): Role | null {
  if (block.type === 'takeNote') return 'note';
  if (block.type !== 'contribution') return null;
  return places.some(({ role, state }) => role === 'combine' && state !== 'waiting') ? null : 'part';
}

function addPlace(step: ModelStep, by: Acting, command: Extract<PlaceCommand, { type: 'addPlace' }>, now: Moment) {
  const { unitId, reason } = command;
  const role = growing(step);
  const known = step.places.some(
    (place) => place.role === role && place.state !== 'released' && [place.unit, place.asked].includes(unitId),
  );
  return {
    against: [
      !authority(by, now.lead) && 'notLead',
      empty(reason) && 'reasonRequired',
      (!step.open || role === null) && 'notOpen',
      role !== null && known && 'alreadyAsked',
    ] as (RefusalCode | false)[],
    act: () => {
      if (role !== null) openAll(step, ask(step, role, [{ kind: 'unit', unitId }], now.lead), now);
    },
  };
}

const nextSession = (block: BlockOf<'committee'>, step: ModelStep, result: string, { at, calendar }: Moment): number =>
  result === 'postponed'
    ? sessionAfter(block, step.sitting.session ?? at, at, calendar)
    : sessionFor(block, result === 'urgent', at, calendar);

/** What the block itself makes of a completion: refuses it, or keeps what was filled in. */
function takeIn(
  step: ModelStep,
  role: Role,
  command: Extract<PlaceCommand, { type: 'complete' }>,
  now: Moment,
): { against: (RefusalCode | false)[]; act: () => void } {
  const { block, sitting } = step;
  const { result = '', words = '', values = {} } = command;
  if (block.type === 'resubmission' && result === 'again') {
    const begins = dayBegins(Date.parse(String(values['day'])) / 86_400_000);
    return { against: [begins <= now.at && 'badFact'], act: () => (step.until = begins) };
  }
  const nothing = { against: [], act: () => undefined };
  if (block.type !== 'committee') return nothing;
  if (role === 'agenda' && result !== 'fault')
    return {
      against: [],
      act: () => {
        sitting.number = String(values['number']);
        sitting.session = nextSession(block, step, result, now);
      },
    };
  if (role !== 'minutes') return nothing;
  if (result === 'postponed')
    return {
      against: [],
      act: () => {
        sitting.postponed = [...sitting.postponed, { at: sitting.session ?? 0, reason: words }];
        sitting.session = nextSession(block, step, result, now);
      },
    };
  const { against, excluded } = ruleMinutes(block, unitsOf(block.members, now.lead), placesOf(step, 'vote'), command);
  return { against, act: () => (sitting.excluded = excluded) };
}

/** A task knows no others. */
const OF_TASKS: readonly PlaceCommand['type'][] = ['claim', 'release', 'complete'];

/** All reasons against a command on the block; without one it is carried out. */
export function ruleBlock(
  step: ModelStep,
  by: Acting,
  command: PlaceCommand,
  place: ModelPlace | undefined,
  now: Moment,
): RefusalCode[] {
  if (step.block.type === 'task' && !OF_TASKS.includes(command.type)) return ['unknownStep'];
  if (command.type !== 'addPlace' && place === undefined) return ['unknownSeat'];
  const role = place?.role ?? null;
  const others = step.places.some((other) => other !== place && other.role === role && other.state !== 'released');
  const rulings = [];
  if (command.type === 'addPlace') rulings.push(addPlace(step, by, command, now));
  else if (place !== undefined) {
    const isSpare = growing(step) === place.role && others;
    const rules = rulesOf(step.block, place.role);
    rulings.push(rulePlace({ place, rules, isStepOpen: step.open, isSpare }, by, command, now));
    if (command.type === 'complete') rulings.push(takeIn(step, place.role, command, now));
  }
  const reasons = [...new Set(rulings.flatMap(({ against }) => against.filter((reason) => reason !== false)))];
  if (reasons.length > 0) return reasons;
  for (const { act } of rulings) act();
  settle(step, now);
  return [];
}
