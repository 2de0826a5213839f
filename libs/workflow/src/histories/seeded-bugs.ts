/** A mistake that somebody could make in the engine: one expression of one source file, exchanged. */
export interface SeededBug {
  what: string;
  file: string;
  find: string;
  replace: string;
}

const bug = (file: string, what: string, find: string, replace: string): SeededBug => ({ what, file, find, replace });

export const SEEDED_BUGS: readonly SeededBug[] = [
  bug(
    'advance.ts',
    'what is due now fires only later',
    'filter(({ at }) => at <= now)',
    'filter(({ at }) => at < now)',
  ),
  bug(
    'authority.ts',
    'an owner who lost the authority still blocks',
    '  return fittingGrant(owner, claimable.unitId) !== null;',
    '  return true;',
  ),
  bug('nodes/round/need.ts', 'a percentage is rounded down', 'Math.ceil(', 'Math.floor('),
  bug(
    'nodes/round/need.ts',
    'a released seat is still counted',
    "(seat.state !== 'released' || seat.dispensable)",
    'true',
  ),
  bug(
    'nodes/round/need.ts',
    'the need shrinks because it was reached',
    "(seat.state !== 'released' || seat.dispensable)",
    "seat.state !== 'released'",
  ),
  bug('nodes/round/need.ts', 'a Fehlanzeige stays in the count', ' && !isNil(seat);', ';'),
  bug(
    'nodes/round/need.ts',
    'a reservation counts as refusal',
    "kind === 'approve' || kind === 'reserve'",
    "kind === 'approve'",
  ),
  bug(
    'nodes/round/need.ts',
    'a shown dissent still counts towards all',
    'counted.length - counted.filter(isShown).length',
    'counted.length',
  ),
  bug(
    'nodes/round/need.ts',
    'the refusal of an optional seat always decides',
    "(round.settings.refusalOf === 'any' || seat.mandatory)",
    'true',
  ),
  bug(
    'nodes/round/need.ts',
    'the Fehlanzeige of a mandatory seat does not meet it',
    '(isNil(seat) && seat.silent === null)',
    'false',
  ),
  bug(
    'nodes/round/claim.ts',
    'who has no authority may claim',
    "if (acted === null) return refuse('noAuthority');",
    "if (acted === null && by.personId === '') return refuse('noAuthority');",
  ),
  bug(
    'nodes/round/claim.ts',
    'the second who claims takes the seat',
    'if (isTaken(seat, command.owner))',
    'if (seat.owner === by.personId)',
  ),
  bug('nodes/round/claim.ts', 'a delegated seat keeps its old owner', '  seat.owner = command.to.personId;\n', ''),
  bug(
    'nodes/round/answer.ts',
    'an answer on an old version counts',
    'command.version !== current',
    'command.version > current',
  ),
  bug(
    'nodes/round/answer.ts',
    'an author answers',
    'work.round.settings.fourEyes && work.run.state',
    'work.round.settings.signerMayAnswer && work.run.state',
  ),
  bug(
    'nodes/round/answer.ts',
    'who acts for the lead answers as a deputy',
    "acted.capacity === 'DEPUTY' && leadActing(work, by) !== null",
    'false',
  ),
  bug(
    'nodes/round/answer.ts',
    'a third "nicht zuständig" is taken',
    'seat.notResponsible >= 2',
    'seat.notResponsible >= 3',
  ),
  bug(
    'nodes/round/answer.ts',
    'late answers cannot be forbidden',
    'work.round.settings.lateAnswers ? null',
    'work.round.outcome === null ? null',
  ),
  bug(
    'nodes/round/answer.ts',
    'an answer is withdrawn after the next wave has opened',
    'other.wave > seat.wave ||',
    '',
  ),
  bug(
    'nodes/round/answer.ts',
    'a refusal in dissent can no longer be withdrawn',
    '!inDissent(seat) && !isFresh',
    '!isFresh',
  ),
  bug(
    'nodes/round/tick.ts',
    'a mandatory seat is silent consent',
    ' || (seat.mandatory && !(onSilence',
    ' || (seat.mandatory && (onSilence',
  ),
  bug('nodes/round/tick.ts', 'the law seat is silent consent', "seat.kind !== 'technical' || ", ''),
  bug('nodes/round/tick.ts', 'a seat that once refused is silent consent', ' || seat.everRefused ||', ' ||'),
  bug(
    'nodes/round/tick.ts',
    'the period of an answered seat still fires',
    "const periodRuns = (seat: Seat): boolean =>\n  seat.state === 'open' && ",
    'const periodRuns = (seat: Seat): boolean =>\n  ',
  ),
  bug('nodes/round/tick.ts', 'a period fires again with every tick', '    seat.firedDueEnd = due.at;\n', ''),
  bug('nodes/round/tick.ts', 'one escalation too many', 'seat.escalations >= round', 'seat.escalations > round'),
  bug(
    'nodes/round/tick.ts',
    'the owner survives the escalation',
    '  seat.unitId = superior;\n  seat.owner = null;\n',
    '  seat.unitId = superior;\n',
  ),
  bug('nodes/round/dissent.ts', 'a new refusal starts at the bottom of the ladder', 'seat.dissent?.level ?? 0', '0'),
  bug(
    'nodes/round/dissent.ts',
    'one party alone shows the dissent',
    'both: said.lead && said.seat',
    'both: said.lead || said.seat',
  ),
  bug(
    'nodes/round/dissent.ts',
    'a dissent is settled without a newer text',
    'work.run.state.paper.number <= dissent.paper.number',
    'work.run.state.paper.number < dissent.paper.number',
  ),
  bug(
    'nodes/round/lead.ts',
    'a condition is accepted without a newer text',
    'paper.number <= given.paper.number',
    'paper.number < given.paper.number',
  ),
  bug(
    'nodes/round/lead.ts',
    'the last seat is released',
    'round.seats.every((other) => other === seat ||',
    'round.seats.every((other) =>',
  ),
  bug(
    'nodes/round/lead.ts',
    'releasing a seat lowers the quorum',
    "round.quorum.kind !== 'all' && needOf(round) < need",
    'needOf(round) < 0',
  ),
  bug('nodes/round/lead.ts', 'a seat is added to a wave that is over', ' || wave < round.wave', ''),
  bug('nodes/round/lead.ts', 'an extension shortens', "dueEnd <= (seat.dueEnd ?? '') || ", ''),
  bug(
    'nodes/round/lead.ts',
    'a seat that has answered leaves its unit',
    'everAnswered(seat) && !isWithin',
    "seat.unitId === '' && !isWithin",
  ),
  bug(
    'nodes/round/seats.ts',
    'a seat that opens again loses the time it had',
    'again && seat.dueEnd !== null && seat.dueEnd > end ? seat.dueEnd : end',
    'end',
  ),
  bug(
    'nodes/round/seats.ts',
    'a superseded answer still counts',
    '  for (const answer of seat.answers) answer.stale = true;\n',
    '',
  ),
  bug(
    'nodes/round/seats.ts',
    'the lead answers for its own "nicht zuständig" a second time',
    'seat.notResponsible > 1',
    'seat.notResponsible > 2',
  ),
  bug(
    'nodes/round/settle.ts',
    'waitAll does not wait',
    'if (settings.waitAll && round',
    'if (settings.waitAll && settings.fourEyes && round',
  ),
  bug(
    'nodes/round/settle.ts',
    'a wave does not wait for a seat that is back',
    "(seat.state === 'open' || seat.state === 'back')",
    "seat.state === 'open'",
  ),
  bug(
    'nodes/round/settle.ts',
    'a refused seat is released as dispensable',
    'seat.mandatory || seat.everRefused || !isUnanswered',
    'seat.mandatory || !isUnanswered',
  ),
  bug(
    'nodes/round/settle.ts',
    'a dissent does not hold the round',
    'if (waitsForAnswer || round',
    'if (round.seats.some(isPending) || round',
  ),
  bug(
    'nodes/round/settle.ts',
    'nobody comes back when the need is no longer reached',
    'dispensable) && !isReached(round)',
    'dispensable) && round.outcome !== null',
  ),
  bug(
    'nodes/round/open.ts',
    'a serial wave opens at once',
    'serial ? waiting.slice(0, 1) : waiting',
    'serial ? waiting : waiting',
  ),
  bug(
    'nodes/round/text.ts',
    'an author keeps the consent to the own text',
    'if (isAuthorsConsent(work, seat)) return true;',
    '',
  ),
  bug(
    'nodes/round/text.ts',
    'a pending condition becomes stale',
    'if (isPending(seat) || inDissent(seat)',
    'if (inDissent(seat)',
  ),
  bug(
    'nodes/round/text.ts',
    'the earlier authors are forgotten',
    '[...new Set([...run.state.authors, ...command.authors])]',
    '[...command.authors]',
  ),
  bug(
    'nodes/final-signature/signing.ts',
    'an author signs',
    "if (run.state.authors.includes(by.personId)) return refuse('author');",
    '',
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
];
