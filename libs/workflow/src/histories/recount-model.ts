/** Reference model of a changed calendar: "A changed calendar" of docs/round.md. */
import type { ModelRun } from './model-run';
import { isSignatureOpen } from './rest-model';
import type { ModelSeat, World } from './round-model';
import type { ModelSigner } from './signer-model';
import { type InsertedTask, isOver } from './task-model';

/** The new end of a period, which never becomes shorter than to the end of the next working day. */
function moved(
  due: number,
  { from, period }: { from: number; period: 'seat' | 'resign' | 'signature' },
  changed: readonly string[],
  world: World,
  at: number,
): number {
  const anew = world.due(from, period);
  if (due <= at || !world.touches(changed, from, Math.max(anew, due))) return due;
  return anew > due ? anew : Math.max(anew, Math.min(due, world.nextWorkingDay(at)));
}

/** A reminder is counted anew from the opening; one that was sent is not sent again, one that is over comes at once. */
const reminders = (from: number, sent: boolean, due: number, world: World): number[] =>
  [world.due(from, 'reminder')].filter((reminder) => !sent && reminder < due);

function recountSeat(seat: ModelSeat, changed: readonly string[], world: World, at: number): void {
  if (seat.state !== 'open' || seat.fired || seat.counted === null || seat.stoodStill) return;
  const due = moved(seat.due, seat.counted, changed, world, at);
  if (due === seat.due) return;
  seat.due = due;
  seat.nudges = reminders(seat.openedAt, seat.reminded, due, world);
}

function recountSigner(signer: ModelSigner, changed: readonly string[], world: World, at: number): void {
  if (signer.state !== 'open' || signer.fired || signer.stoodStill) return;
  const due = moved(signer.due, { from: signer.openedAt, period: 'signature' }, changed, world, at);
  if (due === signer.due) return;
  signer.due = due;
  signer.reminders = reminders(signer.openedAt, signer.reminded, due, world);
}

function recountTask(task: InsertedTask, changed: readonly string[], world: World, at: number): void {
  if (isOver(task) || task.fired || task.stoodStill || !Number.isFinite(task.due)) return;
  task.due = moved(task.due, { from: task.openedAt, period: 'signature' }, changed, world, at);
}

/** Every period that runs is counted anew from its own beginning. */
export function recount(run: ModelRun, changed: readonly string[], world: World, at: number): void {
  if (run.round.outcome === null) for (const seat of run.round.seats) recountSeat(seat, changed, world, at);
  if (isSignatureOpen(run)) for (const signer of run.signers) recountSigner(signer, changed, world, at);
  for (const task of run.inserted) recountTask(task, changed, world, at);
}
