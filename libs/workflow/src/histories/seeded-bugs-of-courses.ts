import { bug } from './seeded-bug';
import type { SeededBug } from './seeded-bug';

const RETURNS: readonly SeededBug[] = [
  bug('commands/return-to.ts', 'a return closes nothing', '  run.closeAll(scope);\n', ''),
  bug(
    'run.ts',
    'a return leaves tasks behind',
    'const step = open && within.has(of) ? this.step(id) : undefined;',
    "const step = open && within.has(of) && this.step(id)?.type !== 'task' ? this.step(id) : undefined;",
  ),
  bug(
    'run.ts',
    'a round that was left goes on being asked',
    "      if (step.type === 'coSignatureRound') step.round.outcome ??= 'cancelled';\n",
    '',
  ),
  bug(
    'run.ts',
    'a token that waited for others is still there after a return',
    '    this.state.joins = Object.fromEntries(Object.entries(this.state.joins).filter(outside));\n',
    '',
  ),
  bug(
    'nodes/round/open.ts',
    'a new round keeps the answers of the old one',
    '  addSeats(round, node, run);\n',
    "  const before = run.state.steps.findLast((other): other is RoundStep => other.type === 'coSignatureRound');\n" +
      '  if (before === undefined) addSeats(round, node, run);\n  else round.seats = clonePlain(before.round.seats);\n',
  ),
  bug(
    'commands/return-plan.ts',
    'a return leads past a final signature',
    '      signs(node) &&\n',
    "      node.type === 'coSignatureRound' &&\n",
  ),
  bug(
    'commands/return-plan.ts',
    'whatever was signed once is asked for again',
    '!done(state, node, scope) &&',
    'node.name !== undefined &&',
  ),
  bug(
    'commands/return-plan.ts',
    'a fork counts as a way round the signature on one of its branches',
    'flows.every(leadsOn)',
    'flows.some(leadsOn)',
  ),
  bug(
    'commands/return-plan.ts',
    'a return leads into a block that waits for all',
    "if (isInsideParallel(definition, node.id)) return refuse('notReturnable', { because: 'insideParallel' });",
    '',
  ),
  bug(
    'commands/return-plan.ts',
    'a return leads to a gateway',
    'if (!isStep || incomingOf',
    "if (node.type === 'end' || incomingOf",
  ),
  bug(
    'commands/return-plan.ts',
    'a procedure that is not called is no obstacle',
    'if (target.scope !== undefined && (scope',
    "if (target.scope === '' && (scope",
  ),
  bug(
    'nodes/final-signature.node.ts',
    'the first round of the paper is signed, not the last',
    'const latest = run.state.steps.findLast(',
    'const latest = run.state.steps.find(',
  ),
  bug(
    'nodes/final-signature/signing.ts',
    'four eyes look at the first round alone',
    'run.state.steps.find(({ id }) => id === step.roundStepId)',
    "run.state.steps.find(({ type }) => type === 'coSignatureRound')",
  ),
];

const INSERTIONS: readonly SeededBug[] = [
  bug(
    'commands/insert-step.ts',
    'a step is put in before one that is over',
    "if (!held.open) return refuse('notOpen');",
    '',
  ),
  bug('commands/insert-step.ts', 'what was put in has no Frist', '    ...(period && { period: { ...period } }),\n', ''),
  bug(
    'commands/insert-step.ts',
    'with a second step put in the rest begins anew',
    'held.heldSince ??= run.now;',
    'held.heldSince = run.now;',
  ),
  bug(
    'advance.ts',
    'a step ends before the one that was put in',
    "  if (refused === null && wasOpen && !step.open && isHeld(run.state, step.id)) return refuse('insertedOpen');\n",
    '',
  ),
  bug(
    'commands/skip-step.ts',
    'a step is skipped before the one that was put in',
    "  if (isHeld(run.state, step.id)) return refuse('insertedOpen');\n",
    '',
  ),
  bug(
    'commands/held.ts',
    'what was put in holds the other for ever',
    'step.open ? (heldBy(step) ?? []) : []',
    'heldBy(step) ?? []',
  ),
  bug('tick.ts', 'a Frist ends in a step that waits for another', 'open && !held.has(id)', 'open'),
  bug(
    'walk.ts',
    'a step that waited gets no time back',
    '  postpone(run, held, held.heldSince ?? inserted.openedAt);\n',
    '',
  ),
  bug(
    'walk.ts',
    'the first of two steps that were put in lets go',
    'if (held?.open !== true || isHeld(run.state, held.id)) return;',
    'if (held?.open !== true) return;',
  ),
  bug('walk.ts', 'a second rest counts from the first', '  delete held.heldSince;\n', ''),
  bug(
    'commands/suspension.ts',
    'a step that waits is moved by the rest of the run as well',
    'if (!isHeld(run.state, id)) postpone',
    'postpone',
  ),
];

const REOPENINGS: readonly SeededBug[] = [
  bug('advance.ts', 'nothing that has ended goes on', " && command.type !== 'reopen')", ')'),
  bug(
    'commands/return-plan.ts',
    'what was signed is opened again',
    "state.status === 'running' || isSigned(state)",
    "state.status === 'running'",
  ),
  bug(
    'commands/return-plan.ts',
    'a run that goes on is opened again',
    "state.status === 'running' || isSigned(state)",
    'isSigned(state)',
  ),
  bug(
    'commands/return-plan.ts',
    'a paper that was sent back is signed again without a new round',
    "      step.signers.some(({ state }) => state === 'returned' || state === 'rejected'),\n",
    "      step.signers.some(({ state }) => state === 'rejected'),\n",
  ),
  bug(
    'commands/return-plan.ts',
    'a run goes on at the signature of a paper that nobody has seen',
    'isNewPaper ? () => false : isDone',
    'isDone',
  ),
  bug(
    'commands/reopen.ts',
    'four eyes forget who wrote an earlier version',
    '[...new Set([...state.authors, ...authors])]',
    '[...authors]',
  ),
  bug(
    'commands/reopen.ts',
    'a run goes on with the paper as it was',
    '  if (paper !== undefined) state.paper = { ...paper };\n',
    '',
  ),
  bug('run.ts', 'what was cancelled while it rested rests when it goes on', '    delete this.state.suspended;\n', ''),
];

/** What the lead does to the course of a run: it returns, a step is put in, what has ended goes on. */
export const BUGS_OF_COURSES: readonly SeededBug[] = [...RETURNS, ...INSERTIONS, ...REOPENINGS];
