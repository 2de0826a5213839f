import type { AnswerView, PlaceView, RunDetail, SeatView, SignerView, StepView } from '@querraum/contracts';
import { lastMomentInWords } from '../../core/deadline';
import { formatDateTime, formatList } from '../../core/format';
import { placeWords } from '../../core/round/place-words';
import { personWithCapacity, seatWords, signerWords } from '../../core/round/seat-words';
import type { Translate } from '../../core/texts';

/** One line of a table on the Laufzettel: who did what when, or who still has it. */
export interface SlipRow {
  id: string;
  unit: string;
  notes: string;
  result: string;
  words: string;
  who: string;
  at: string;
  due: string;
}

/** What was said beside a plain yes, and how it stands. */
export interface SlipDifference {
  id: string;
  heading: string;
  words: string;
  state: string;
}

const dueOf = (dueEnd: string | null): string => (dueEnd === null ? '' : lastMomentInWords(dueEnd));

function notesOf(seat: SeatView, waves: number, say: Translate): string {
  const notes = [say(seat.mandatory ? 'seat.mandatory' : 'seat.optional')];
  if (seat.kind !== 'technical') notes.push(say(`seat.kind.${seat.kind}`));
  if (waves > 1) notes.push(say('seat.wave', { number: seat.wave + 1 }));
  if (seat.originalUnit.id !== seat.unit.id) notes.push(say('seat.original', { unit: seat.originalUnit.name }));
  return notes.join(', ');
}

function answerRow(answer: AnswerView, index: number, say: Translate): Omit<SlipRow, 'unit' | 'notes' | 'due'> {
  const marks = [
    say('slip.version', { number: answer.paper.number }),
    ...(answer.late ? [say('seat.late')] : []),
    ...(answer.stale ? [say('seat.staleAnswer')] : []),
  ];
  return {
    id: String(index),
    result: `${say(`answer.${answer.kind}.name`)} (${marks.join(', ')})`,
    words: answer.words ?? '',
    who:
      answer.by === null
        ? say('history.bySystem')
        : `${personWithCapacity(answer.by.person, answer.by.capacity, answer.by.onBehalfOf, say)}, ${answer.by.unitName}`,
    at: formatDateTime(answer.at),
  };
}

function seatRows(seat: SeatView, waves: number, say: Translate): SlipRow[] {
  const base = { unit: seat.unit.name, notes: notesOf(seat, waves, say), due: dueOf(seat.dueEnd) };
  const rows = seat.answers.map((answer, index) => ({ ...base, ...answerRow(answer, index, say) }));
  if (seat.current === null) {
    const pending = { id: 'pending', result: seatWords(seat, say).words, words: '', who: '', at: '' };
    rows.push({ ...base, ...pending });
  }
  return rows.map((row) => ({ ...row, id: `${seat.id} ${row.id}` }));
}

type Round = Extract<StepView, { type: 'coSignatureRound' }>;

/** Every seat with every answer it ever gave, in the order of the round. */
export function roundRows({ seats }: Round, say: Translate): SlipRow[] {
  const waves = new Set(seats.map((seat) => seat.wave)).size;
  return seats.flatMap((seat) => seatRows(seat, waves, say));
}

function differencesOfSeat(seat: SeatView, say: Translate): SlipDifference[] {
  const unit = seat.unit.name;
  const words = seat.current?.words ?? '';
  const found: Omit<SlipDifference, 'id'>[] = [];
  if (seat.condition !== null)
    found.push({ heading: say('slip.condition', { unit }), words, state: say(`seat.condition.${seat.condition}`) });
  if (seat.reservation !== null)
    found.push({
      heading: say('slip.reservation', { unit }),
      words,
      state: say(`seat.reservation.${seat.reservation}`),
    });
  if (seat.dissent !== null) {
    const { ended, level } = seat.dissent;
    const state = say(`seat.dissent.${ended ?? 'open'}`);
    const place = say('seat.dissentLevel', { level: say(`duty.dissent.levels.${level}`) });
    found.push({
      heading: say('slip.dissent', { unit }),
      words: seat.dissent.words,
      state: ended === null ? `${state}. ${place}` : state,
    });
  }
  return found.map((difference) => ({ ...difference, id: `${seat.id} ${difference.heading}` }));
}

export const roundDifferences = ({ seats }: Round, say: Translate): SlipDifference[] =>
  seats.flatMap((seat) => differencesOfSeat(seat, say));

/** Signed on which version; which differences were taken note of. */
export function signerRow(signer: SignerView, run: RunDetail, say: Translate): SlipRow {
  const seats = run.steps.flatMap((step) => (step.type === 'coSignatureRound' ? step.seats : []));
  const noted = signer.acknowledged.flatMap((id) => seats.find((seat) => seat.id === id)?.unit.name ?? []);
  const { words } = signerWords(signer, say);
  return {
    id: signer.id,
    unit: signer.unit.name,
    notes: noted.length === 0 ? '' : say('slip.noted', { units: formatList(noted) }),
    result: signer.paper === null ? words : `${words} (${say('slip.version', { number: signer.paper.number })})`,
    words: signer.words ?? '',
    who: signer.by === null ? '' : personWithCapacity(signer.by.person, signer.by.capacity, signer.by.onBehalfOf, say),
    at: signer.at === null ? '' : formatDateTime(signer.at),
    due: dueOf(signer.dueEnd),
  };
}

type Task = Extract<StepView, { type: 'task' }>;

export const taskRow = (step: Task, say: Translate): SlipRow => ({
  ...{ id: step.id, unit: step.unit.name, notes: '', words: '', who: step.owner ?? '', due: dueOf(step.dueEnd) },
  result: say(step.skipped ? 'block.skipped' : step.open ? 'slip.open' : 'slip.done'),
  at: step.closedAt === null ? '' : formatDateTime(step.closedAt),
});

/** One unit's part in a block: who did what when, or who still has it. */
export const placeRow = (place: PlaceView, say: Translate): SlipRow => ({
  id: place.id,
  unit: place.unit.name,
  notes: place.originalUnit.id === place.unit.id ? '' : say('seat.original', { unit: place.originalUnit.name }),
  result: placeWords(place, say).words,
  words: place.words ?? '',
  who:
    place.by === null
      ? (place.owner ?? '')
      : `${personWithCapacity(place.by.person, place.by.capacity, place.by.onBehalfOf, say)}, ${place.by.unitName}`,
  at: place.at === null ? '' : formatDateTime(place.at),
  due: dueOf(place.dueEnd),
});
