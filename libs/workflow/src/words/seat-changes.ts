import type { LocalizedText, RoundNode } from '../definition';
import { both, listed, quoted } from './localized';
import { MANDATORY_WORDS, MODE_WORDS, participantsInWords } from './seats';
import { addresseeInWords, SEAT_KIND_WORDS, type Names } from './vocabulary';

type Waves = RoundNode['waves'];
interface Placed {
  key: string;
  wave: number;
  seat: Waves[number]['seats'][number];
}

/** Every seat with its place; who has two seats is told apart by counting. */
function placed(waves: Waves): Map<string, Placed> {
  const found = new Map<string, Placed>();
  waves.forEach(({ seats }, wave) => {
    for (const seat of seats) {
      const { kind, ...rest } = seat.addressee;
      const name = [kind, ...Object.values(rest)].join(':');
      let key = name;
      for (let twice = 2; found.has(key); twice += 1) key = `${name}#${twice}`;
      found.set(key, { key, wave, seat });
    }
  });
  return found;
}

const group = (wave: number): LocalizedText => ({ de: `in der ${wave + 1}. Gruppe`, en: `in group ${wave + 1}` });

function changesOfSeat(before: Placed, after: Placed, names: Names): LocalizedText[] {
  const unit = quoted(addresseeInWords(after.seat.addressee, names));
  const change = (now: LocalizedText, was: LocalizedText) => ({
    de: `${unit.de}: ${now.de} (bisher ${was.de})`,
    en: `${unit.en}: ${now.en} (before: ${was.en})`,
  });
  return [
    ...(before.seat.mandatory === after.seat.mandatory
      ? []
      : [change(MANDATORY_WORDS(after.seat.mandatory), MANDATORY_WORDS(before.seat.mandatory))]),
    ...(before.seat.kind === after.seat.kind
      ? []
      : [change(SEAT_KIND_WORDS[after.seat.kind], SEAT_KIND_WORDS[before.seat.kind])]),
    ...(before.wave === after.wave ? [] : [change(group(after.wave), group(before.wave))]),
  ];
}

/** Who is new, who is gone, whose seat or order is another. */
export function seatChanges(before: Waves, after: Waves, names: Names): LocalizedText[] {
  const [old, now] = [placed(before), placed(after)];
  const unitsOf = (places: Placed[]) =>
    listed(places.map(({ seat }) => quoted(addresseeInWords(seat.addressee, names))));
  const added = [...now.values()].filter(({ key }) => !old.has(key));
  const gone = [...old.values()].filter(({ key }) => !now.has(key));
  const many = Math.max(before.length, after.length) > 1;
  const changes = [
    ...added.map(({ seat, wave }) => {
      const unit = quoted(addresseeInWords(seat.addressee, names));
      const marks = [MANDATORY_WORDS(seat.mandatory), ...(many ? [group(wave)] : [])];
      const added = both((language) => marks.map((mark) => mark[language]).join(', '));
      return { de: `neu dabei: ${unit.de} (${added.de})`, en: `new: ${unit.en} (${added.en})` };
    }),
    ...(gone.length === 0
      ? []
      : [
          both(
            (language) => `${language === 'de' ? 'nicht mehr dabei' : 'no longer there'}: ${unitsOf(gone)[language]}`,
          ),
        ]),
    ...[...now.values()].flatMap((place) => {
      const was = old.get(place.key);
      return was === undefined ? [] : changesOfSeat(was, place, names);
    }),
    ...after.flatMap(({ mode }, wave) => {
      const was = before[wave]?.mode;
      if (was === undefined || was === mode) return [];
      return [
        {
          de: `${many ? `${wave + 1}. Gruppe ` : ''}${MODE_WORDS[mode].de} (bisher ${MODE_WORDS[was].de})`,
          en: `${many ? `group ${wave + 1} ` : ''}${MODE_WORDS[mode].en} (before: ${MODE_WORDS[was].en})`,
        },
      ];
    }),
  ];
  const order = participantsInWords(after, names);
  return changes.length > 0 ? changes : [{ de: `Reihenfolge jetzt: ${order.de}`, en: `order now: ${order.en}` }];
}
