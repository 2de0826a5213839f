import type { AnswerView, SeatView, SignerView } from '@querraum/contracts';
import type { AnswerKind } from '@querraum/workflow';
import type { Tone } from '../../ui/badge';
import type { IconName } from '../../ui/icon';
import { formatDate } from '../format';
import type { Translate } from '../texts';

export interface SeatWords {
  words: string;
  tone: Tone;
  icon: IconName;
}

const ANSWERED = {
  approve: { tone: 'success', icon: 'check' },
  condition: { tone: 'warning', icon: 'document' },
  reserve: { tone: 'warning', icon: 'info' },
  refuse: { tone: 'danger', icon: 'close' },
  nil: { tone: 'neutral', icon: 'check' },
  notResponsible: { tone: 'neutral', icon: 'readdress' },
  deemed: { tone: 'success', icon: 'clock' },
} as const satisfies Record<AnswerKind, { tone: Tone; icon: IconName }>;

/** State of a seat in the words of the office: what it has answered, or what it waits for. */
export function seatWords(seat: SeatView, say: Translate): SeatWords {
  if (seat.state === 'released') {
    return { words: say(seat.dispensable ? 'seat.dispensable' : 'seat.released'), tone: 'neutral', icon: 'check' };
  }
  if (seat.state === 'waiting') return { words: say('seat.waiting'), tone: 'neutral', icon: 'clock' };
  if (seat.state === 'back') return { words: say('seat.back'), tone: 'warning', icon: 'readdress' };
  if (seat.current !== null) return answeredWords(seat, seat.current, say);
  if (seat.silent !== null) return { words: say(`seat.silent.${seat.silent}`), tone: 'neutral', icon: 'clock' };
  if (seat.owner !== null) return { words: say('seat.claimed', { owner: seat.owner }), tone: 'info', icon: 'person' };
  const askedAgain = seat.answers.some((answer) => answer.stale && answer.kind !== 'notResponsible');
  return askedAgain
    ? { words: say('seat.stale'), tone: 'warning', icon: 'refresh' }
    : { words: say('seat.open'), tone: 'info', icon: 'clock' };
}

function answeredWords(seat: SeatView, answer: AnswerView, say: Translate): SeatWords {
  const stands: string[] = [];
  if (seat.condition !== null) stands.push(say(`seat.condition.${seat.condition}`));
  if (seat.reservation !== null) stands.push(say(`seat.reservation.${seat.reservation}`));
  if (seat.dissent !== null) stands.push(say(`seat.dissent.${seat.dissent.ended ?? 'open'}`));
  const name = say(`answer.${answer.kind}.name`);
  return { ...ANSWERED[answer.kind], words: stands.length === 0 ? name : `${name} (${stands.join(', ')})` };
}

export function signerWords(signer: SignerView, say: Translate): SeatWords {
  const looks = {
    waiting: { tone: 'neutral', icon: 'clock' },
    open: { tone: 'info', icon: 'clock' },
    signed: { tone: 'success', icon: 'seal' },
    returned: { tone: 'warning', icon: 'back' },
    rejected: { tone: 'danger', icon: 'close' },
  } as const satisfies Record<SignerView['state'], Omit<SeatWords, 'words'>>;
  const claimed = signer.state === 'open' && signer.owner !== null;
  return {
    ...looks[signer.state],
    words: claimed ? say('seat.claimed', { owner: signer.owner }) : say(`signer.${signer.state}`),
  };
}

/** „Ada Muster i. V. für Bert Beispiel, Jugendamt, am 25.03.2027 zu Fassung 1“ */
export function answeredBy(answer: AnswerView, say: Translate): string {
  const on = say('seat.on', { date: formatDate(answer.at), version: answer.paper.number });
  if (answer.by === null) return `${say('history.system')}, ${on}`;
  return `${personWithCapacity(answer.by.person, answer.by.capacity, answer.by.onBehalfOf, say)}, ${on}`;
}

/** Head signs without suffix, deputies „i. V. für …“, everyone else „i. A.“. */
export function personWithCapacity(
  person: string,
  capacity: 'HEAD' | 'DEPUTY' | 'BY_ORDER' | null,
  onBehalfOf: string | null,
  say: Translate,
): string {
  if (capacity === 'DEPUTY') {
    return onBehalfOf === null
      ? say('capacity.deputy', { person })
      : say('capacity.deputyFor', { person, represented: onBehalfOf });
  }
  return capacity === 'BY_ORDER' ? say('capacity.byOrder', { person }) : person;
}
