/**
 * Reference model of what stands still: all of a run that is suspended, and a step as long as one that the lead has put in before it is
 * to be done. By ADR 0042 and the handbook ("Wie lange Fristen ruhen").
 * Open points, continued:
 * 17. An end that was set by hand, by an escalation or by a level of the ladder must be a working day when it is moved.
 * 18. What was counted before the run went on counts as set by hand, also where a seat opens again with the time it had.
 * 25. A step stands still as a whole: what opened in it meanwhile gets as many days as the rest.
 */
import type { StepName } from './course-commands';
import type { ModelRun } from './model-run';
import { type ModelSeat, verdict, type World } from './round-model';
import type { ModelSigner } from './signer-model';
import { type InsertedTask, isOver } from './task-model';

export const isSignatureOpen = ({ signers, result, isSignatureClosed }: ModelRun): boolean =>
  signers.length > 0 && result === null && !isSignatureClosed;

/** Something that was put in before it is still to be done. */
export const isHeld = ({ inserted }: ModelRun, name: StepName): boolean =>
  inserted.some((task) => task.before === name && !isOver(task));

/** What still runs: the end of an open period, reminders, the level of a dissent. */
function postponeSeat(seat: ModelSeat, days: number, world: World, at: number): void {
  const waits = seat.state === 'open' || seat.state === 'back' || verdict(seat) === 'pending';
  if (waits) seat.nudges = seat.nudges.map((nudge) => world.later(nudge, days, 'reminder'));
  if (seat.state === 'open' && !seat.fired)
    seat.due = laterEnd(seat.due, days, seat.counted?.period ?? null, world, at);
  seat.stoodStill ||= seat.counted !== null && seat.counted.from < at;
  const { dissent } = seat;
  if (dissent !== null && verdict(seat) === 'dissent' && !dissent.fired)
    dissent.due = laterEnd(dissent.due, days, null, world, at);
}

function postponeSigner(signer: ModelSigner, days: number, world: World, at: number): void {
  if (signer.state !== 'open') return;
  signer.reminders = signer.reminders.map((reminder) => world.later(reminder, days, 'reminder'));
  if (!signer.fired) signer.due = laterEnd(signer.due, days, 'signature', world, at);
  signer.stoodStill ||= signer.openedAt < at;
}

function postponeTask(task: InsertedTask, days: number, world: World, at: number): void {
  if (isOver(task)) return;
  if (!task.fired && Number.isFinite(task.due)) task.due = laterEnd(task.due, days, 'signature', world, at);
  task.stoodStill ||= task.openedAt < at;
}

/** An end that would be over even then comes a day later. */
function laterEnd(due: number, days: number, period: Parameters<World['later']>[2], world: World, at: number): number {
  const moved = world.later(due, days, period);
  return moved <= at ? world.later(due, days + 1, period) : moved;
}

function postpone(run: ModelRun, name: StepName, since: number, world: World, at: number): void {
  const days = world.daysBetween(since, at);
  if (name === 'round') {
    if (run.round.outcome === null) for (const seat of run.round.seats) postponeSeat(seat, days, world, at);
  } else if (name === 'signature') {
    if (isSignatureOpen(run)) for (const signer of run.signers) postponeSigner(signer, days, world, at);
  } else {
    const task = run.inserted.find((_, place) => name === `inserted ${place}`);
    if (task) postponeTask(task, days, world, at);
  }
}

/** The run goes on; what waits for an inserted step is moved when that is done. */
export function goOnAfterRest(run: ModelRun, since: number, world: World, at: number): void {
  const names: StepName[] = ['round', 'signature', ...run.inserted.map((_, place) => `inserted ${place}` as const)];
  for (const name of names) if (!isHeld(run, name)) postpone(run, name, since, world, at);
}

/** The last one that was put in before the step is done. */
export function letGo(run: ModelRun, name: StepName, world: World, at: number): void {
  const since = run.heldSince[name];
  if (since === undefined || isHeld(run, name)) return;
  postpone(run, name, since, world, at);
  delete run.heldSince[name];
}
