/** "Properties" of docs/round.md on what is seen before and after one command, for model and engine alike. */
import type { Quorum, RoundSettings } from '../definition';
import type { ModelCommand } from './run-model';
import type { AnswerView, RunView, SeatView } from './view';

export interface Seen {
  before: RunView;
  command: ModelCommand;
  after: RunView;
  settings: RoundSettings;
  quorum: Quorum;
}

const counting = (seat: SeatView): AnswerView | undefined =>
  seat.state === 'answered' ? seat.answers.findLast((answer) => !answer.stale) : undefined;

/** Of the round as it is now, or of another one that has taken its place. */
const isSameRound = ({ before, after }: Seen): boolean => before.earlier.rounds.length === after.earlier.rounds.length;
const isSameSignature = ({ before, after }: Seen): boolean =>
  before.earlier.signatures.length === after.earlier.signatures.length;

/** What has become of the seats of the round that was there before. */
const formerSeats = (seen: Seen): SeatView[] =>
  isSameRound(seen) ? seen.after.seats : (seen.after.earlier.rounds[seen.before.earlier.rounds.length]?.seats ?? []);

const CONSENTS = ['approve', 'reserve', 'deemed'];
const consents = (seat: SeatView): boolean =>
  CONSENTS.includes(counting(seat)?.kind ?? '') || (counting(seat) !== undefined && seat.condition === 'accepted');
const waitsForSomebody = (seat: SeatView): boolean =>
  seat.state === 'open' ||
  seat.state === 'back' ||
  seat.condition === 'pending' ||
  (seat.dissent !== null && !seat.dissent.shown);
const isNil = (seat: SeatView): boolean => seat.silent === 'nil' || counting(seat)?.kind === 'nil';

/** Step 8, counted anew from what is seen. */
function isAgreed({ after, quorum }: Seen): boolean {
  const mandatory = after.seats.filter((seat) => seat.mandatory);
  const counted = after.seats.filter(
    (seat) => !seat.mandatory && !isNil(seat) && (seat.state !== 'released' || seat.dispensable),
  );
  const shown = counted.filter((seat) => seat.dissent?.shown).length;
  const need = {
    all: () => counted.length - shown,
    count: () => Math.min(quorum.kind === 'count' ? quorum.n : 0, counted.length),
    percent: () => Math.ceil((counted.length * (quorum.kind === 'percent' ? quorum.p : 0)) / 100),
  }[quorum.kind]();
  return (
    mandatory.every((seat) => consents(seat) || counting(seat)?.kind === 'nil' || seat.dissent?.shown) &&
    counted.filter(consents).length >= need &&
    !after.seats.some((seat) => waitsForSomebody(seat) || seat.state === 'waiting')
  );
}

const onlyGrows = (before: SeatView, after: SeatView | undefined): boolean =>
  after !== undefined &&
  before.answers.every((answer, place) => {
    const kept = after.answers[place];
    return (
      kept?.kind === answer.kind &&
      kept.by === answer.by &&
      kept.version === answer.version &&
      kept.stale >= answer.stale
    );
  });

function answeredWithAuthority(seen: Seen): boolean {
  const { before, command } = seen;
  return formerSeats(seen).every((seat, place) =>
    seat.answers
      .slice(before.seats[place]?.answers.length ?? 0)
      .every(
        (answer) =>
          answer.by === null ||
          (command.target === 'round' &&
            command.by.personId === answer.by &&
            command.by.grants.some((grant) => grant.unitId === seat.unit && grant.capacity === answer.capacity)),
      ),
  );
}

/** Where the run waits for another round or has ended, the last one binds nobody to a paper that others have written since. */
const ownText = ({ after, settings }: Seen): boolean => {
  if (after.status !== 'running' || after.draft?.open) return false;
  const isAuthor = (personId: string | null): boolean => personId !== null && after.authors.includes(personId);
  const consent = after.seats.some(
    (seat) => (consents(seat) || seat.condition === 'pending') && isAuthor(counting(seat)?.by ?? null),
  );
  return settings.fourEyes && (consent || after.signers.some((signer) => isAuthor(signer.by)));
};

const signsByOrder = ({ before, command, after }: Seen): boolean =>
  after.signers.some(
    (signer, place) =>
      signer.by !== null &&
      before.signers[place]?.by === null &&
      !(
        command.target === 'signature' &&
        command.by.grants.some(
          ({ unitId, capacity, onBehalfOf = null, principalCapacity = 'HEAD' }) =>
            unitId === signer.unit &&
            capacity === signer.capacity &&
            capacity !== 'BY_ORDER' &&
            onBehalfOf === signer.onBehalfOf &&
            principalCapacity === 'HEAD',
        )
      ),
  );

const authorHolds = ({ after, settings }: Seen): boolean =>
  settings.fourEyes &&
  [...(after.outcome === null ? after.seats : []), ...(after.isSignatureOpen ? after.signers : [])].some(
    ({ state, owner }) => state === 'open' && owner !== null && after.authors.includes(owner),
  );

const silentConsentAfterRefusal = ({ after }: Seen): boolean =>
  after.seats.some(
    ({ answers, state, everRefused, dispensable }) =>
      answers.some(
        (answer, place) => answer.kind === 'deemed' && answers.slice(0, place).some(({ kind }) => kind === 'refuse'),
      ) ||
      (everRefused && dispensable && state === 'released'),
  );

const PROPERTIES: Record<string, (seen: Seen) => boolean> = {
  'an outcome absorbs': (seen) =>
    seen.before.outcome === null || !isSameRound(seen) || seen.before.outcome === seen.after.outcome,
  'a final result absorbs': (seen) =>
    seen.before.result === null || !isSameSignature(seen) || seen.before.result === seen.after.result,
  'the record only grows': (seen) =>
    seen.before.seats.every((seat, place) => onlyGrows(seat, formerSeats(seen)[place])),
  'nobody answers without authority': answeredWithAuthority,
  'agreed means step 8': (seen) => seen.after.outcome !== 'agreed' || isAgreed(seen),
  'a running round waits for somebody': ({ after }) => after.outcome !== null || after.seats.some(waitsForSomebody),
  'nobody signs their own text': (seen) => !ownText(seen),
  'no author holds an open seat or signature': (seen) => !authorHolds(seen),
  'nobody signs finally but as head or deputy of the head': (seen) => !signsByOrder(seen),
  'no refusal turns into silent consent': (seen) => !silentConsentAfterRefusal(seen),
  'a signature stands on an agreed round': ({ after }) => after.signers.length === 0 || after.outcome === 'agreed',
};

export const brokenProperties = (seen: Seen): string[] =>
  Object.entries(PROPERTIES).flatMap(([name, holds]) => (holds(seen) ? [] : [name]));
