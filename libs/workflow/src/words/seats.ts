import type { LocalizedText, RoundNode } from '../definition';
import { both, joined, listed } from './localized';
import { addresseeInWords, SEAT_KIND_WORDS, type Names } from './vocabulary';

type Wave = RoundNode['waves'][number];
type Seat = Wave['seats'][number];

export const MODE_WORDS = {
  parallel: { de: 'gleichzeitig', en: 'at the same time' },
  serial: { de: 'nacheinander', en: 'one after the other' },
} as const satisfies Record<Wave['mode'], LocalizedText>;

export const MANDATORY_WORDS = (mandatory: boolean): LocalizedText =>
  mandatory ? { de: 'Pflicht', en: 'mandatory' } : { de: 'freiwillig', en: 'optional' };

/** The unit, and what is out of the ordinary about its seat. */
function seatInWords(seat: Seat, names: Names): LocalizedText {
  const marks = [
    ...(seat.mandatory ? [] : [MANDATORY_WORDS(false)]),
    ...(seat.kind === 'technical' ? [] : [SEAT_KIND_WORDS[seat.kind]]),
  ];
  const unit = addresseeInWords(seat.addressee, names);
  if (marks.length === 0) return unit;
  const added = joined(marks, ', ');
  return both((language) => `${unit[language]} (${added[language]})`);
}

function waveInWords({ mode, seats }: Wave, names: Names): LocalizedText {
  if (seats.length === 0) return { de: 'niemand', en: 'nobody' };
  const units = listed(seats.map((seat) => seatInWords(seat, names)));
  const single = seats.length === 1 && seats[0]?.addressee.kind !== 'participants';
  return single ? units : both((language) => `${units[language]} ${MODE_WORDS[mode][language]}`);
}

/** „Gesundheit und Jugend gleichzeitig; danach Recht“ */
export function participantsInWords(waves: readonly Wave[], names: Names): LocalizedText {
  if (waves.length === 0) return { de: 'niemand', en: 'nobody' };
  const groups = waves.map((wave) => waveInWords(wave, names));
  return both((language) => groups.map((group) => group[language]).join(language === 'de' ? '; danach ' : '; then '));
}
