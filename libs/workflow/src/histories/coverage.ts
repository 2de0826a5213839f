import type { Recorded } from './generate';
import type { ModelRun } from './run-model';

/** Every answer that the model knows to each command, where one reason alone decides. */
const ANSWERS: Record<string, readonly string[]> = {
  'round.addSeat': ['accepted', 'badWave', 'notLead', 'reasonRequired', 'roundEnded'],
  'round.answer': [
    'accepted',
    'alreadyAnswered',
    'author',
    'deputyOfLead',
    'lateNotAllowed',
    'noAuthority',
    'notOpen',
    'notOwner',
    'roundEnded',
    'stale',
    'thirdNotResponsible',
    'unknownSeat',
    'wordsRequired',
  ],
  'round.answerCondition': [
    'accepted',
    'noNewerVersion',
    'noPendingCondition',
    'notLead',
    'reasonRequired',
    'roundEnded',
    'unknownSeat',
  ],
  'round.cancel': ['accepted', 'notLead', 'reasonRequired', 'roundEnded'],
  'round.claim': ['accepted', 'alreadyClaimed', 'author', 'noAuthority', 'notOpen', 'roundEnded', 'unknownSeat'],
  'round.delegate': ['accepted', 'author', 'noAuthority', 'notOpen', 'notOwner', 'roundEnded', 'unknownSeat'],
  'round.extend': ['accepted', 'notLater', 'notLead', 'notOpen', 'reasonRequired', 'roundEnded', 'unknownSeat'],
  'round.liftReservation': ['accepted', 'noAuthority', 'noOpenReservation', 'unknownSeat'],
  'round.raiseDissent': ['accepted', 'noDissent', 'notParty', 'roundEnded', 'topOfLadder', 'unknownSeat'],
  'round.release': ['accepted', 'notOpen', 'notOwner', 'roundEnded', 'unknownSeat'],
  'round.releaseSeat': [
    'accepted',
    'everAnswered',
    'lastSeat',
    'mandatorySeat',
    'notLead',
    'notOpen',
    'quorumFalls',
    'reasonRequired',
    'roundEnded',
    'unknownSeat',
  ],
  'round.replaceSeat': [
    'accepted',
    'notLead',
    'notReplaceable',
    'outsideUnit',
    'reasonRequired',
    'roundEnded',
    'unknownSeat',
  ],
  'round.replaceText': ['accepted', 'notLead', 'reasonRequired', 'roundEnded', 'unknownSeat', 'versionNotNewer'],
  'round.settleDissent': ['accepted', 'noAgreedText', 'noDissent', 'notParty', 'roundEnded', 'unknownSeat'],
  'round.showDissent': ['accepted', 'noAuthority', 'noDissent', 'notParty', 'roundEnded', 'unknownSeat'],
  'round.withdraw': ['accepted', 'noAuthority', 'notAnswerer', 'notWithdrawable', 'roundEnded', 'unknownSeat'],
  'signature.claim': [
    'accepted',
    'alreadyClaimed',
    'author',
    'noAuthority',
    'notOpen',
    'notYourTurn',
    'runEnded',
    'unknownSeat',
  ],
  'signature.reject': [
    'accepted',
    'answeredInRound',
    'noAuthority',
    'notOpen',
    'notOwner',
    'runEnded',
    'unknownSeat',
    'wordsRequired',
  ],
  'signature.release': ['accepted', 'noAuthority', 'notOpen', 'notOwner', 'runEnded', 'unknownSeat'],
  'signature.return': [
    'accepted',
    'answeredInRound',
    'noAuthority',
    'notOpen',
    'notOwner',
    'runEnded',
    'unknownSeat',
    'wordsRequired',
  ],
  'signature.sign': [
    'accepted',
    'answeredInRound',
    'noAuthority',
    'notAcknowledged',
    'notOpen',
    'notOwner',
    'runEnded',
    'stale',
    'unknownSeat',
  ],
  'task.claim': ['accepted', 'alreadyClaimed', 'noAuthority', 'notOpen', 'runEnded'],
  'task.complete': ['accepted', 'noAuthority', 'notOpen', 'notOwner', 'runEnded'],
  'task.release': ['accepted', 'noAuthority', 'notOpen', 'notOwner', 'runEnded'],
  'recount.idle': ['accepted', 'runEnded'],
  'recount.moving': ['accepted'],
  tick: ['accepted'],
};

export const EXPECTED_PAIRS: readonly string[] = Object.entries(ANSWERS).flatMap(([command, answers]) =>
  answers.map((answer) => `${command} ${answer}`),
);

const dues = ({ round, signers }: ModelRun): string =>
  JSON.stringify([...round.seats, ...signers].map(({ due }) => due));

/** A count anew mostly finds nothing to move. */
const nameOf = ({ target }: { target: 'tick' | 'recount' }, before: ModelRun, after: ModelRun): string => {
  if (target === 'tick') return target;
  return dues(before) === dues(after) ? 'recount.idle' : 'recount.moving';
};

/** Counts how often the model gave which answer to which command; several reasons at once count as none of them. */
export class Coverage {
  private readonly counts = new Map<string, number>();

  count({ command, before, answered: { run, refused } }: Recorded): void {
    if (refused.length > 1) return;
    const name = 'command' in command ? `${command.target}.${command.command.type}` : nameOf(command, before, run);
    const pair = `${name} ${refused[0] ?? 'accepted'}`;
    this.counts.set(pair, (this.counts.get(pair) ?? 0) + 1);
  }

  /** Pairs that nobody expects, and expected ones seen fewer than `least` times. */
  gaps(expected: readonly string[], least: number): string[] {
    const unexpected = [...this.counts.keys()].filter((pair) => !expected.includes(pair));
    const rare = expected.filter((pair) => (this.counts.get(pair) ?? 0) < least);
    return [
      ...unexpected.map((pair) => `unexpected: ${pair}`),
      ...rare.map((pair) => `only ${this.counts.get(pair) ?? 0}: ${pair}`),
    ];
  }
}
