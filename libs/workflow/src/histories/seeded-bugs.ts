import { bug } from './seeded-bug';
import type { SeededBug } from './seeded-bug';
import { BUGS_OF_COURSES } from './seeded-bugs-of-courses';
import { BUGS_OF_ROUNDS } from './seeded-bugs-of-rounds';
import { BUGS_OF_RUNS } from './seeded-bugs-of-runs';

export const SEEDED_BUGS: readonly SeededBug[] = [
  ...BUGS_OF_ROUNDS,
  ...BUGS_OF_RUNS,
  ...BUGS_OF_COURSES,
  bug('tick.ts', 'what is due now fires only later', 'filter(({ at }) => at <= now)', 'filter(({ at }) => at < now)'),
  bug(
    'authority.ts',
    'an owner who lost the authority still blocks',
    '  return grantOf(owner, claimable.unitId) !== null;',
    '  return true;',
  ),
  bug(
    'nodes/final-signature/signing.ts',
    'an author signs',
    "    const { run, step } = work;\n    if (isBarredAuthor(work, by)) return refuse('author');",
    '    const { run, step } = work;',
  ),
  bug(
    'nodes/final-signature/signing.ts',
    'who answered signs',
    "return answered ? refuse('answeredInRound') : null;",
    'return answered ? null : null;',
  ),
  bug(
    'nodes/final-signature/signing.ts',
    'nothing has to be acknowledged',
    "seat.reservation === 'open' || isShown(seat)",
    'isShown(seat)',
  ),
  bug(
    'nodes/final-signature/signing.ts',
    'the first signature is enough',
    "step.signers.every(({ state }) => state === 'signed')",
    "step.signers.some(({ state }) => state === 'signed')",
  ),
  bug('nodes/owned.ts', 'a closed task is done once more', "if (!step.open) return refuse('notOpen');", ''),
  bug(
    'authority.ts',
    'a deputy of a clerk signs for the head',
    "capacity === 'DEPUTY' && principalCapacity === 'HEAD'",
    "capacity === 'DEPUTY'",
  ),
  bug(
    'nodes/final-signature/signing.ts',
    'who is no head signs by order',
    "(command.type === 'release' ? actingFor : actingAsHeadOf)(",
    'actingFor(',
  ),
  bug(
    'recount.ts',
    'a changed day moves a Frist that it does not touch',
    '  if (because.length === 0) return null;\n',
    '',
  ),
  bug(
    'recount.ts',
    'a Frist becomes shorter without a day left',
    'counted > dueEnd ? counted : later(counted, earlier(dueEnd, endOfNextWorkingDay(calendar)))',
    'counted',
  ),
  bug('recount.ts', 'a Frist counts anew from today', 'periodEnd(from, period', 'periodEnd(calendar.now, period'),
  bug('run.ts', 'a moved Frist reminds once more', 'fired: index < sent', 'fired: false'),
  bug(
    'run.ts',
    'the reminders stay where they were',
    'periodEnd(from, period, this',
    'periodEnd(this.now, period, this',
  ),
  bug('nodes/round/alike.ts', 'a seat counts as it was, too', '  add(draft.others, seat, -1);\n', ''),
  bug('nodes/round/alike.ts', 'the seats of all waves are one', '  a.wave === b.wave &&\n', ''),
  bug('nodes/round/alike.ts', 'whose Frist ends otherwise counts as one', '  a.dueEnd === b.dueEnd &&\n', ''),
  bug('nodes/round/alike.ts', 'what was said does not matter', 'one.kind === other.kind && ', ''),
  bug('nodes/round/alike.ts', 'a new seat is not counted', 'position < seats.length', 'position < from.length'),
];
