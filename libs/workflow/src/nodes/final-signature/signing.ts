import { actingAsHeadOf, actingFor, headGrant, isBlank, isTaken } from '../../authority';
import { refuse } from '../../command';
import type { Refusal } from '../../command';
import type { FinalSignatureNode } from '../../definition';
import type { ActedBy } from '../../effects';
import type { Run } from '../../run';
import type { FinalSignatureStep, RoundState, SignerState } from '../../state';
import type { Acting, FinalSignatureCommand } from '../../vocabulary';
import type { StepCommand } from '../node';
import { isShown } from '../round/need';

export interface SignatureWork {
  run: Run;
  node: FinalSignatureNode;
  step: FinalSignatureStep;
}

/** The next signer in the line of authority. */
export function openSigner({ run, node, step }: SignatureWork): void {
  const signer = step.signers.find(({ state }) => state === 'waiting');
  if (signer === undefined) return;
  const dueEnd = run.endOf(node.period);
  signer.state = 'open';
  signer.openedAt = run.now;
  signer.dueEnd = dueEnd;
  signer.reminders = run.remindersOf(node.reminders, dueEnd);
  run.record({ type: 'seatOpened', dueEnd }, null, { step, seat: signer });
  run.notify('newTask', { step, seat: signer });
}

function roundOf({ run, step }: SignatureWork): RoundState | undefined {
  const round = run.state.steps.find(({ id }) => id === step.roundStepId);
  return round?.type === 'coSignatureRound' ? round.round : undefined;
}

/** What a signer has to acknowledge one by one: open reservations and shown dissents, by seat. */
export const toAcknowledge = (round: RoundState): string[] =>
  round.seats.filter((seat) => seat.reservation === 'open' || isShown(seat)).map(({ id }) => id);

/** Under four eyes no author signs; as owner the author would only block the signature. */
const isBarredAuthor = ({ run, node }: SignatureWork, by: Acting): boolean =>
  node.fourEyes && run.state.authors.includes(by.personId);

/** Nor does anybody who answered in the round, unless it is allowed. */
function fourEyesRefusal(work: SignatureWork, by: Acting): Refusal | null {
  const { node } = work;
  if (!node.fourEyes) return null;
  if (isBarredAuthor(work, by)) return refuse('author');
  const round = roundOf(work);
  if (node.signerMayAnswer || round?.settings.signerMayAnswer) return null;
  const answered = round?.seats.some(({ answers }) =>
    answers.some(({ kind, by: answerer }) => kind !== 'notResponsible' && answerer?.personId === by.personId),
  );
  return answered ? refuse('answeredInRound') : null;
}

type Handler<Type extends FinalSignatureCommand['type']> = (
  work: SignatureWork,
  signer: SignerState,
  command: Extract<FinalSignatureCommand, { type: Type }>,
  by: Acting,
  acted: ActedBy,
) => Refusal | null;

function decide(work: SignatureWork, signer: SignerState, acted: ActedBy, words: string | null): void {
  signer.by = acted;
  signer.at = work.run.now;
  signer.words = words;
  signer.paper = { ...work.run.state.paper };
}

const whyNotDecide = (work: SignatureWork, signer: SignerState, by: Acting): Refusal | null =>
  signer.owner === by.personId ? fourEyesRefusal(work, by) : refuse('notOwner');

function sendBack(state: 'returned' | 'rejected'): Handler<'return'> & Handler<'reject'> {
  return (work, signer, { words }, by, acted) => {
    const refused = whyNotDecide(work, signer, by);
    if (refused !== null) return refused;
    if (isBlank(words)) return refuse('wordsRequired');
    decide(work, signer, acted, words);
    signer.state = state;
    const type = state === 'returned' ? 'signatureReturned' : 'signatureRejected';
    work.run.record({ type, words }, acted, { step: work.step, seat: signer });
    work.run.closeStep(work.step, state);
    return null;
  };
}

const sign: Handler<'sign'> = (work, signer, command, by, acted) => {
  const { run, step } = work;
  const refused = whyNotDecide(work, signer, by);
  if (refused !== null) return refused;
  const current = run.state.paper.number;
  if (command.version !== current) return refuse('stale', { current });
  const round = roundOf(work);
  const needed = round === undefined ? [] : toAcknowledge(round);
  const missing = needed.filter((id) => !command.acknowledged.includes(id));
  if (missing.length > 0) return refuse('notAcknowledged', { missing: missing.join(' ') });
  decide(work, signer, acted, null);
  signer.state = 'signed';
  signer.acknowledged = needed;
  run.record({ type: 'signed', paper: { ...run.state.paper }, acknowledged: needed }, acted, { step, seat: signer });
  if (step.signers.every(({ state }) => state === 'signed')) run.closeStep(step, 'signed');
  else openSigner(work);
  return null;
};

const handlers: { [Type in FinalSignatureCommand['type']]: Handler<Type> } = {
  claim(work, signer, command, by, acted) {
    const { run, step } = work;
    if (isBarredAuthor(work, by)) return refuse('author');
    if (signer.owner === by.personId) return null;
    if (isTaken(signer, command.owner, headGrant)) return refuse('alreadyClaimed', { owner: signer.owner ?? '' });
    signer.owner = by.personId;
    signer.ownerSince = run.now;
    run.record({ type: 'seatClaimed' }, acted, { step, seat: signer });
    return null;
  },
  release({ run, step }, signer, _command, by, acted) {
    if (signer.owner !== by.personId) return refuse('notOwner');
    signer.owner = null;
    signer.ownerSince = null;
    run.record({ type: 'seatUnclaimed' }, acted, { step, seat: signer });
    return null;
  },
  sign,
  return: sendBack('returned'),
  reject: sendBack('rejected'),
};

const isSignatureCommand = (command: StepCommand): command is FinalSignatureCommand =>
  Object.hasOwn(handlers, command.type);

export function signerCommand(work: SignatureWork, by: Acting, command: StepCommand): Refusal | null {
  if (!isSignatureCommand(command)) return refuse('unknownStep');
  const signer = work.step.signers.find(({ id }) => id === command.seatId);
  if (signer === undefined) return refuse('unknownSeat');
  if (!work.step.open) return refuse('notOpen');
  if (signer.state === 'waiting') return refuse('notYourTurn');
  if (signer.state !== 'open') return refuse('notOpen');
  // Letting go binds nobody; whoever could not sign any more must be able to.
  const acted = (command.type === 'release' ? actingFor : actingAsHeadOf)(by, signer.unitId);
  if (acted === null) return refuse('noAuthority');
  const handle = handlers[command.type] as Handler<FinalSignatureCommand['type']>;
  return handle(work, signer, command, by, acted);
}
