/** Reference model of a changed calendar: "A changed calendar" of docs/round.md. */
import type { ModelRound, ModelSeat, World } from './round-model';
import type { ModelSigner } from './signer-model';

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

/** A reminder is counted anew from the opening; one that was sent is not sent again. */
const reminders = (from: number, sent: boolean, due: number, world: World, at: number): number[] =>
  [world.due(from, 'reminder')].filter((reminder) => !sent && reminder < due && reminder > at);

function recountSeat(seat: ModelSeat, changed: readonly string[], world: World, at: number): void {
  if (seat.state !== 'open' || seat.fired || seat.counted === null) return;
  const due = moved(seat.due, seat.counted, changed, world, at);
  if (due === seat.due) return;
  seat.due = due;
  seat.nudges = reminders(seat.openedAt, seat.reminded, due, world, at);
  seat.reminded ||= world.due(seat.openedAt, 'reminder') <= at;
}

function recountSigner(signer: ModelSigner, changed: readonly string[], world: World, at: number): void {
  if (signer.state !== 'open' || signer.fired) return;
  const due = moved(signer.due, { from: signer.openedAt, period: 'signature' }, changed, world, at);
  if (due === signer.due) return;
  signer.due = due;
  signer.reminders = reminders(signer.openedAt, signer.reminded, due, world, at);
  signer.reminded ||= world.due(signer.openedAt, 'reminder') <= at;
}

/** Every period that runs is counted anew from its own beginning; what passes by that comes at once. */
export function recount(
  { round, signers }: { round: ModelRound; signers: ModelSigner[] },
  changed: readonly string[],
  world: World,
  at: number,
): void {
  if (round.outcome === null) for (const seat of round.seats) recountSeat(seat, changed, world, at);
  for (const signer of signers) recountSigner(signer, changed, world, at);
}
