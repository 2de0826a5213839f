import { actingFor } from '../../authority';
import { refuse } from '../../command';
import type { Refusal } from '../../command';
import type { RoundNode } from '../../definition';
import type { ActedBy, Happening } from '../../effects';
import { partOf } from '../../parts';
import type { Run } from '../../run';
import type { RoundState, RoundStep, Seat } from '../../state';
import type { Acting, RoundCommand } from '../../vocabulary';
import { own } from './alike';

/** A round while one command or tick is carried out on it. */
export interface RoundWork {
  run: Run;
  node: RoundNode;
  step: RoundStep;
  round: RoundState;
}

export type CommandOf<Type extends RoundCommand['type']> = Extract<RoundCommand, { type: Type }>;

/** Carries a command out or says why not. */
export type Handler<Type extends RoundCommand['type']> = (
  work: RoundWork,
  command: CommandOf<Type>,
  by: Acting,
) => Refusal | null;

export function record(work: RoundWork, happening: Happening, by: ActedBy | null, seat?: Seat): void {
  work.run.record(happening, by, seat === undefined ? { step: work.step } : { step: work.step, seat });
}

export function tellLead(work: RoundWork, reason: 'waitsForLead' | 'reminder' | 'incident', seat: Seat): void {
  work.run.notify(reason, { step: work.step, seat, unitId: work.round.leadUnitId });
}

export function ownSeat(round: RoundState, id: string): Seat | undefined {
  const seat = partOf(round.seats, id);
  return seat && own(round, seat);
}

/** For commands on a seat: finds it, or refuses. */
export function onSeat<Type extends Extract<RoundCommand, { seatId: string }>['type']>(
  handle: (work: RoundWork, seat: Seat, command: CommandOf<Type>, by: Acting) => Refusal | null,
): Handler<Type> {
  return (work, command, by) => {
    const seat = ownSeat(work.round, (command as { seatId: string }).seatId);
    return seat === undefined ? refuse('unknownSeat') : handle(work, seat, command, by);
  };
}

/**
 * Four eyes bind the person who acts, in every capacity: an author signs neither for the own office nor as a deputy.
 * A deputy of an author is somebody else, which is what four eyes ask for.
 */
export const isBarredAuthor = (work: RoundWork, personId: string): boolean =>
  work.round.settings.fourEyes && work.run.state.authors.includes(personId);

export const leadActing = (work: RoundWork, by: Acting): ActedBy | null => actingFor(by, work.round.leadUnitId);

export const optionalWords = (words: string | undefined): { words?: string } => (words === undefined ? {} : { words });
export const optionalReason = (reason: string | undefined): { reason?: string } =>
  reason === undefined ? {} : { reason };
