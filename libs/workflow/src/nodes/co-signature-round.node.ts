import { refuse } from '../command';
import type { Refusal } from '../command';
import type { RoundNode } from '../definition';
import type { RoundStep } from '../state';
import type { Acting, RoundCommand } from '../vocabulary';
import type { StepCommand, StepKind } from './node';
import { answer, liftReservation, withdraw } from './round/answer';
import { claim, delegate, release } from './round/claim';
import { raiseDissent, settleDissent, showDissent } from './round/dissent';
import { addSeat, answerCondition, cancel, extend, releaseSeat, replaceSeat } from './round/lead';
import { openRound } from './round/open';
import { settle } from './round/settle';
import { replaceText } from './round/text';
import { deadlinesOf, duesOf, fireDue, moveDeadline, nextDueOf } from './round/tick';
import type { Handler, RoundWork } from './round/work';
import { tasksOfRound } from './round/tasks';

const handlers: { [Type in RoundCommand['type']]: Handler<Type> } = {
  claim,
  release,
  delegate,
  answer,
  withdraw,
  addSeat,
  replaceSeat,
  releaseSeat,
  answerCondition,
  liftReservation,
  replaceText,
  settleDissent,
  showDissent,
  raiseDissent,
  extend,
  cancel,
};

const isRoundCommand = (command: StepCommand): command is RoundCommand => Object.hasOwn(handlers, command.type);

function carryOut(work: RoundWork, by: Acting, command: StepCommand): Refusal | null {
  if (!isRoundCommand(command)) return refuse('unknownStep');
  const { outcome } = work.round;
  // A reservation may be lifted until the run ends; everything else ends with the round.
  if (outcome !== null && !(outcome === 'agreed' && command.type === 'liftReservation')) return refuse('roundEnded');
  const handle = handlers[command.type] as Handler<RoundCommand['type']>;
  const refused = handle(work, command, by);
  if (refused === null) settle(work);
  return refused;
}

export const coSignatureRound: StepKind<RoundNode, RoundStep> = {
  obstacle(run, node) {
    if (!run.isComplete(node)) return 'missingParticipant';
    const another = run.state.steps.some((step) => step.open && step.type === 'coSignatureRound');
    return another ? 'roundAtOnce' : null;
  },
  enter(run, node) {
    const work = openRound(run, node);
    settle(work);
    return work.step.open ? [] : run.outgoing(node.id);
  },
  dues: duesOf,
  nextDue: nextDueOf,
  deadlines: deadlinesOf,
  move: (run, node, step, { id }, dueEnd) => moveDeadline({ run, node, step, round: step.round }, id, dueEnd),
  fire: (run, node, step, due) => fireDue({ run, node, step, round: step.round }, due),
  command: (run, node, step, by, command) => carryOut({ run, node, step, round: step.round }, by, command),
  tasks: ({ name }, step) => tasksOfRound(step, name),
};
