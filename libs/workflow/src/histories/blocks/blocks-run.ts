/** Reference model of a run of blocks of places: what comes by time, by the system, by the lead and by whoever has a place. */
import type { RunState } from '../../state';
import type { Acting, PlaceCommand, RefusalCode } from '../../vocabulary';
import { authority, empty } from '../ruling';
import { calendarOf, dayOf } from '../world';
import { type Course, pass, type Standing } from './course-model';
import type { Moment } from './place-model';
import { beginStep, closeStep, type ModelStep, ruleBlock } from './step-model';
import { followLeadIn, nextOfStep, postponeStep, recountStep, tickStep } from './step-time';

export interface BlocksSetup {
  lead: string;
  course: Course;
  /** All that the procedure declares; those that are given at the start have to be. */
  declared: string[];
  facts: Record<string, boolean | string>;
  startAt: number;
}

export interface BlocksRun extends Standing {
  lead: string;
  suspendedAt: number | null;
  status: RunState['status'];
  held: string[];
}

export type LeadMove =
  | { type: 'suspend'; reason: string }
  | { type: 'resume' }
  | { type: 'cancelRun'; reason: string }
  | { type: 'skipStep'; block: string; reason: string };

export type BlocksMove =
  | { target: 'tick' }
  | { target: 'recount'; changed: string[] }
  | { target: 'lead'; to: string }
  | { target: 'run'; by: Acting; command: LeadMove }
  /** Places are named by their position. */
  | { target: 'place'; by: Acting; block: string; command: PlaceCommand };

export interface Answered {
  run: BlocksRun;
  /** All reasons against the move; accepted when empty. */
  refused: RefusalCode[];
}

export const placeName = (position: number): string => `place ${position}`;
export const stepsOf = ({ steps }: Standing): ModelStep[] => [...steps.values()].filter((step) => step !== null);

function goOn(run: BlocksRun, { course }: BlocksSetup, now: Moment): void {
  if (run.status !== 'running') return;
  const held = new Set<string>();
  const begin = (block: ModelStep['block']): void => {
    const step = beginStep(block, run, now);
    if (step !== undefined) run.steps.set(block.id, step);
  };
  const progress = pass({ ...run, held, begin }, course);
  run.held = [...held].sort();
  // What nobody waits for is waited for at the end.
  if (progress !== 'inside' && held.size === 0 && stepsOf(run).every(({ open }) => !open)) run.status = 'completed';
}

const momentOf = (run: BlocksRun, at: number, closed: readonly string[]): Moment => ({
  at,
  lead: run.lead,
  calendar: calendarOf(closed),
});

export function startBlocks(setup: BlocksSetup): BlocksRun {
  const run: BlocksRun = {
    lead: setup.lead,
    suspendedAt: null,
    status: 'running',
    steps: new Map(),
    taken: new Map(),
    facts: setup.facts,
    held: [],
  };
  goOn(run, setup, momentOf(run, setup.startAt, []));
  return run;
}

function ruleLead(before: BlocksRun, run: BlocksRun, by: Acting, command: LeadMove, now: Moment): RefusalCode[] {
  const { suspendedAt } = run;
  const step = command.type === 'skipStep' && before.steps.get(command.block) && run.steps.get(command.block);
  const against = [
    (command.type === 'suspend' || command.type === 'skipStep') && suspendedAt !== null && 'suspended',
    !authority(by, run.lead) && 'notLead',
    command.type !== 'resume' && empty(command.reason) && 'reasonRequired',
    command.type === 'resume' && suspendedAt === null && 'notSuspended',
    command.type === 'skipStep' && !step && 'unknownStep',
    step && !step.open && 'notOpen',
    // Nobody is passed over who decides for the house.
    step && step.block.type === 'committee' && 'notSkippable',
  ] as const;
  const reasons = against.filter((reason) => typeof reason === 'string');
  if (reasons.length > 0) return reasons;
  if (step) closeStep(step, 'skipped', now);
  else if (command.type === 'cancelRun') {
    run.status = 'cancelled';
    run.suspendedAt = null;
    run.held = [];
    for (const left of stepsOf(run)) if (left.open) closeStep(left, left.result, now);
  } else if (suspendedAt === null) run.suspendedAt = now.at;
  else {
    run.suspendedAt = null;
    for (const left of stepsOf(run)) postponeStep(left, dayOf(now.at) - dayOf(suspendedAt), now);
  }
  return [];
}

const copyOfStep = (step: ModelStep | null): ModelStep | null =>
  step && {
    ...step,
    sitting: { ...step.sitting },
    places: step.places.map((place) => ({ ...place, reminders: place.reminders.map((one) => ({ ...one })) })),
  };

const copyOf = (run: BlocksRun): BlocksRun => ({
  ...run,
  steps: new Map([...run.steps].map(([id, step]) => [id, copyOfStep(step)])),
  taken: new Map(run.taken),
});

function tick(run: BlocksRun, setup: BlocksSetup, now: Moment): void {
  if (run.suspendedAt !== null || run.status !== 'running') return;
  for (const step of stepsOf(run)) tickStep(step, now);
  goOn(run, setup, now);
}

/** A place of the step that whoever names it has seen; what the tick has brought is new to them. */
function rulePlaceMove(
  before: BlocksRun,
  run: BlocksRun,
  { by, block, command }: Extract<BlocksMove, { target: 'place' }>,
  now: Moment,
): RefusalCode[] {
  if (run.suspendedAt !== null) return ['suspended'];
  const step = run.steps.get(block);
  const seen = before.steps.get(block);
  if (!step || !seen) return ['unknownStep'];
  const position = seen.places.findIndex((_, place) => 'seatId' in command && placeName(place) === command.seatId);
  const refused = ruleBlock(step, by, command, step.places[position], now);
  // What is filled in by a task is a fact of the procedure; blocks keep theirs for themselves.
  if (refused.length === 0 && step.block.type === 'task' && command.type === 'complete')
    run.facts = { ...run.facts, ...command.values };
  return refused;
}

function carryOut(
  before: BlocksRun,
  run: BlocksRun,
  setup: BlocksSetup,
  given: Exclude<BlocksMove, { target: 'tick' }>,
  now: Moment,
): RefusalCode[] {
  if (run.status !== 'running') return ['runEnded'];
  if (given.target === 'run') return ruleLead(before, run, given.by, given.command, now);
  if (given.target === 'place') return rulePlaceMove(before, run, given, now);
  if (given.target === 'lead') for (const step of stepsOf(run)) followLeadIn(step, run.lead);
  else {
    for (const step of stepsOf(run)) recountStep(step, given.changed, now);
    tick(run, setup, now);
  }
  return [];
}

export function moveBlocks(
  before: BlocksRun,
  setup: BlocksSetup,
  at: number,
  closed: readonly string[],
  given: BlocksMove,
): Answered {
  const run = copyOf(before);
  // Who leads is known before anything happens.
  if (given.target === 'lead') run.lead = given.to;
  const now = momentOf(run, at, closed);
  tick(run, setup, now);
  if (given.target === 'tick') return { run, refused: [] };
  const refused = carryOut(before, run, setup, given, now);
  if (refused.length === 0 && run.suspendedAt === null) goOn(run, setup, now);
  return { run, refused };
}

/** The next instant at which time alone does something, `Infinity` for none. */
export const nextInstant = (run: BlocksRun): number =>
  run.status !== 'running' || run.suspendedAt !== null ? Infinity : Math.min(Infinity, ...stepsOf(run).map(nextOfStep));
