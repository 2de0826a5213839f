/**
 * Reference model: the "Final signature" of docs/round.md.
 * Open points, continued:
 * 12. A signer is bound like an answerer (owner, current version) and speaks as the head of the unit, but anyone of it may let go; who may not sign may not return or reject either.
 * 13. A signer's period that runs out reminds and changes nothing.
 * 14. `signerMayAnswer` matters under four eyes only, and "nicht zuständig" is no answer.
 * 15. Acknowledging more than is open does no harm, less is refused.
 */
import type { Acting, FinalSignatureCommand, RefusalCode } from '../vocabulary';
import type { ModelRun } from './model-run';
import { openSigner } from './opening-model';
import { isSignatureOpen } from './rest-model';
import { isOpenReservation, type ModelRound, verdict, type World } from './round-model';
import { authority, empty, headship, isBarred, isTaken } from './ruling';
import type { ModelSigner } from './signer-model';

/** Seats and signers are named by their place: `seat 0`, `signer 0`. */
export const seatName = (place: number): string => `seat ${place}`;
export const signerName = (place: number): string => `signer ${place}`;

/** Places of the seats whose open reservation or shown dissent a signer acknowledges. */
export const toAcknowledge = (round: ModelRound): number[] =>
  round.seats.flatMap((seat, place) => (isOpenReservation(seat) || verdict(seat) === 'shown' ? [place] : []));

export function remindSigner(signer: ModelSigner, at: number): void {
  if (signer.state !== 'open') return;
  signer.fired = signer.fired || signer.due <= at;
  signer.reminded ||= signer.reminders.some((reminder) => reminder <= at);
  signer.reminders = signer.reminders.filter((reminder) => reminder > at);
}

export function ruleSignature(
  run: ModelRun,
  { by, command }: { by: Acting; command: FinalSignatureCommand },
  world: World,
  at: number,
): RefusalCode[] {
  const { round } = run;
  const { fourEyes, signerMayAnswer } = round.settings;
  const signer = run.signers.find((_, place) => signerName(place) === command.seatId);
  if (signer === undefined) return ['unknownSeat'];
  const grant = command.type === 'release' ? authority(by, signer.unit) : headship(by, signer.unit);
  const answered = round.seats.some((seat) =>
    seat.answers.some(({ kind, personId }) => kind !== 'notResponsible' && personId === by.personId),
  );
  const isThere = isSignatureOpen(run);
  const open = isThere && signer.state === 'open';
  const owns = signer.owner === by.personId;
  const closed = !open && (isThere && signer.state === 'waiting' ? 'notYourTurn' : 'notOpen');
  const against: (RefusalCode | false)[] = [closed];
  if (command.type === 'claim')
    against.push(
      !grant && 'noAuthority',
      isBarred(round, by.personId) && 'author',
      open && isTaken(signer, by, command.owner, headship) && 'alreadyClaimed',
    );
  else if (command.type === 'release') against.push(!grant && 'noAuthority', !owns && 'notOwner');
  else {
    against.push(
      !grant && 'noAuthority',
      !owns && 'notOwner',
      isBarred(round, by.personId) && 'author',
      fourEyes && !signerMayAnswer && answered && 'answeredInRound',
    );
    if (command.type === 'sign')
      against.push(
        command.version !== round.version && 'stale',
        toAcknowledge(round).some((place) => !command.acknowledged.includes(seatName(place))) && 'notAcknowledged',
      );
    else against.push(empty(command.words) && 'wordsRequired');
  }
  const reasons = against.filter((reason) => reason !== false);
  if (reasons.length > 0) return reasons;
  if (command.type === 'claim') signer.owner = by.personId;
  else if (command.type === 'release') signer.owner = null;
  else {
    signer.by = by.personId;
    signer.capacity = grant?.capacity ?? null;
    signer.onBehalfOf = grant?.onBehalfOf ?? null;
    signer.at = at;
    signer.version = round.version;
    if (command.type === 'sign') signer.acknowledged = toAcknowledge(round);
    else signer.words = command.words;
    signer.state = command.type === 'sign' ? 'signed' : command.type === 'return' ? 'returned' : 'rejected';
    if (signer.state === 'signed') openSigner(run, world, at);
    else run.result = signer.state;
  }
  return [];
}
