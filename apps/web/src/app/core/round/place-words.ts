import type { PlaceView } from '@querraum/contracts';
import type { Tone } from '../../ui/badge';
import type { IconName } from '../../ui/icon';
import type { Translate } from '../texts';

interface PlaceWords {
  words: string;
  tone: Tone;
  icon: IconName;
}

const LOOKS = {
  waiting: { tone: 'neutral', icon: 'clock' },
  open: { tone: 'info', icon: 'clock' },
  done: { tone: 'success', icon: 'check' },
  without: { tone: 'warning', icon: 'alert' },
  released: { tone: 'neutral', icon: 'close' },
} as const satisfies Record<PlaceView['state'], Omit<PlaceWords, 'words'>>;

/** Results that blocks know by themselves. */
const RESULTS = [
  ...['delivered', 'nil', 'sent', 'done', 'again'],
  ...['entered', 'urgent', 'fault'],
  ...['yes', 'no', 'objection', 'abstain', 'conflict'],
  ...['asDrafted', 'changed', 'postponed', 'referredBack', 'rejected'],
];
export const isKnownResult = (result: string): boolean => RESULTS.some((known) => known === result);

/** How a place of a block stands: „hat beigetragen“, „Fehlanzeige“, „keine Kenntnisnahme“. */
export function placeWords({ role, state, result }: PlaceView, say: Translate): PlaceWords {
  const look = LOOKS[state];
  if (state === 'done' && result !== null && isKnownResult(result))
    return { ...look, words: say(`place.result.${result}`) };
  if (state === 'done' || state === 'without') return { ...look, words: say(`place.${state}.${role}`) };
  return { ...look, words: say(`place.${state}`) };
}
