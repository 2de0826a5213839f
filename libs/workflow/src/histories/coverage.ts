import type { Recorded } from './generate';
import { ANSWERS_OF_COURSES } from './coverage-of-courses';
import type { ModelCommand, ModelRun } from './run-model';

/** Every answer that the model knows to each command, where one reason alone decides. */
const ANSWERS: Record<string, readonly string[]> = {
  ...ANSWERS_OF_COURSES,
  'round.addSeat': ['accepted', 'badWave', 'notLead', 'reasonRequired', 'roundEnded', 'suspended'],
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
    'suspended',
    'insertedOpen',
  ],
  'round.answerCondition': [
    'accepted',
    'noNewerVersion',
    'noPendingCondition',
    'notLead',
    'reasonRequired',
    'roundEnded',
    'unknownSeat',
    'suspended',
    'insertedOpen',
  ],
  'round.cancel': ['accepted', 'notLead', 'reasonRequired', 'roundEnded', 'suspended'],
  'round.claim': [
    'accepted',
    'alreadyClaimed',
    'author',
    'noAuthority',
    'notOpen',
    'roundEnded',
    'unknownSeat',
    'suspended',
  ],
  'round.delegate': [
    'accepted',
    'author',
    'noAuthority',
    'notOpen',
    'notOwner',
    'roundEnded',
    'unknownSeat',
    'suspended',
  ],
  'round.extend': [
    'accepted',
    'notLater',
    'notLead',
    'notOpen',
    'reasonRequired',
    'roundEnded',
    'unknownSeat',
    'suspended',
  ],
  'round.liftReservation': ['accepted', 'noAuthority', 'noOpenReservation', 'roundEnded', 'unknownSeat', 'suspended'],
  'round.raiseDissent': ['accepted', 'noDissent', 'notParty', 'roundEnded', 'topOfLadder', 'unknownSeat', 'suspended'],
  'round.release': ['accepted', 'notOpen', 'notOwner', 'roundEnded', 'unknownSeat', 'suspended'],
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
    'suspended',
    'insertedOpen',
  ],
  'round.replaceSeat': [
    'accepted',
    'notLead',
    'notReplaceable',
    'outsideUnit',
    'reasonRequired',
    'roundEnded',
    'unknownSeat',
    'suspended',
  ],
  'round.replaceText': [
    'accepted',
    'notLead',
    'reasonRequired',
    'roundEnded',
    'unknownSeat',
    'versionNotNewer',
    'suspended',
  ],
  'round.settleDissent': [
    'accepted',
    'noAgreedText',
    'noDissent',
    'notParty',
    'roundEnded',
    'unknownSeat',
    'suspended',
  ],
  'round.showDissent': [
    'accepted',
    'noAuthority',
    'noDissent',
    'notParty',
    'roundEnded',
    'unknownSeat',
    'suspended',
    'insertedOpen',
  ],
  'round.withdraw': [
    'accepted',
    'noAuthority',
    'notAnswerer',
    'notWithdrawable',
    'roundEnded',
    'unknownSeat',
    'suspended',
  ],
  'signature.claim': [
    'accepted',
    'alreadyClaimed',
    'author',
    'noAuthority',
    'notOpen',
    'notYourTurn',
    'runEnded',
    'unknownSeat',
    'suspended',
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
    'suspended',
    'insertedOpen',
  ],
  'signature.release': ['accepted', 'noAuthority', 'notOpen', 'notOwner', 'runEnded', 'unknownSeat', 'suspended'],
  'signature.return': [
    'accepted',
    'answeredInRound',
    'noAuthority',
    'notOpen',
    'notOwner',
    'runEnded',
    'unknownSeat',
    'wordsRequired',
    'suspended',
    'insertedOpen',
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
    'suspended',
    'insertedOpen',
  ],
  'task.claim': ['accepted', 'alreadyClaimed', 'noAuthority', 'notOpen', 'runEnded', 'suspended'],
  'task.complete': ['accepted', 'noAuthority', 'notOpen', 'notOwner', 'runEnded', 'suspended', 'insertedOpen'],
  'task.release': ['accepted', 'noAuthority', 'notOpen', 'notOwner', 'runEnded', 'suspended'],
  'run.cancelRun': ['accepted', 'notLead', 'reasonRequired', 'runEnded'],
  'run.resume': ['accepted', 'notLead', 'notSuspended', 'runEnded'],
  'run.skipStep': [
    'accepted',
    'notLead',
    'notOpen',
    'notSkippable',
    'reasonRequired',
    'runEnded',
    'suspended',
    'unknownStep',
    'insertedOpen',
  ],
  'run.suspend': ['accepted', 'notLead', 'reasonRequired', 'runEnded', 'suspended'],
  lead: ['accepted', 'runEnded'],
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
function nameOf(command: ModelCommand, before: ModelRun, after: ModelRun): string {
  if (command.target === 'earlier') return `earlier.${command.move.target}`;
  if ('command' in command) return `${command.target}.${command.command.type}`;
  if (command.target !== 'recount') return command.target;
  return dues(before) === dues(after) ? 'recount.idle' : 'recount.moving';
}

/** Counts how often the model gave which answer to which command; several reasons at once count as none of them. */
export class Coverage {
  private readonly counts = new Map<string, number>();

  count({ command, before, answered: { run, refused, because = [] } }: Recorded): void {
    if (refused.length > 1 || because.length > 1) return;
    this.met([nameOf(command, before, run), refused[0] ?? 'accepted', ...because].join(' '));
  }

  met(pair: string): void {
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
