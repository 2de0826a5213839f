/** The commands of the reference model in the ids of the engine. */
import type { Command } from '../advance';
import type { Bundle, Period } from '../definition';
import type { RunState } from '../state';
import type { Acting, FinalSignatureCommand, RoundCommand, TaskCommand } from '../vocabulary';
import type { StepName } from './course-commands';
import { draftStepOf, earlierOf, insertedStepsOf, roundStepOf, signatureStepOf, taskStepOf } from './engine-view';
import { type LeadingCommand, type ModelCommand, type StepMove, seatName, signerName } from './run-model';
import { LEAD_UNIT } from './world';

const NOWHERE = 'nowhere';
const INSERTED = { de: 'eingefügt', en: 'inserted' };

type Steps = Record<StepMove['target'], { id: string } | undefined>;

function stepOf(state: RunState, name: StepName): string {
  const inserted = /^inserted (\d+)$/.exec(name);
  if (inserted !== null) return insertedStepsOf(state)[Number(inserted[1])]?.id ?? NOWHERE;
  const find = { round: roundStepOf, signature: signatureStepOf, task: taskStepOf, draft: draftStepOf };
  return find[name as keyof typeof find](state)?.id ?? NOWHERE;
}

function periodOfSignature({ definition }: Bundle): Period {
  const node = definition.nodes.find(({ type }) => type === 'finalSignature');
  if (node?.type !== 'finalSignature') throw new Error('The procedure has no final signature.');
  return node.period;
}

function ofLead(bundle: Bundle, state: RunState, command: LeadingCommand, by: Acting): Command {
  switch (command.type) {
    case 'skipStep':
      return { type: 'skipStep', by, stepId: stepOf(state, command.step), reason: command.reason };
    case 'returnTo': {
      const { node, ...rest } = command;
      return { ...rest, by, nodeId: node };
    }
    case 'reopen': {
      const { node, ...rest } = command;
      return { ...rest, by, nodeId: node };
    }
    case 'insertStep':
      return {
        type: 'insertStep',
        by,
        before: stepOf(state, command.step),
        name: INSERTED,
        unitId: command.unit,
        ...(command.hasPeriod ? { period: periodOfSignature(bundle) } : {}),
        reason: command.reason,
      };
    default:
      return { ...command, by };
  }
}

function onStep(state: RunState, steps: Steps, given: StepMove): Command {
  const round = state.steps.find(({ id }) => id === steps.round?.id);
  const signature = state.steps.find(({ id }) => id === steps.signature?.id);
  const ids = new Map<string, string>();
  if (round?.type === 'coSignatureRound') round.round.seats.forEach((seat, place) => ids.set(seatName(place), seat.id));
  if (signature?.type === 'finalSignature')
    signature.signers.forEach((signer, place) => ids.set(signerName(place), signer.id));
  const id = (name: string): string => ids.get(name) ?? NOWHERE;
  const command: RoundCommand | FinalSignatureCommand | TaskCommand = { ...given.command };
  if ('seatId' in command) command.seatId = id(command.seatId);
  if (command.type === 'replaceText') command.affectedSeatIds = command.affectedSeatIds.map(id);
  if (command.type === 'sign') command.acknowledged = command.acknowledged.map(id);
  return { type: 'step', stepId: steps[given.target]?.id ?? NOWHERE, by: given.by, command };
}

export function translate(bundle: Bundle, state: RunState, given: ModelCommand): Command {
  switch (given.target) {
    case 'tick':
      return { type: 'tick' };
    case 'recount':
      return { type: 'recount', changed: given.changed.map((date) => ({ date, name: 'house day', closed: true })) };
    case 'lead':
      return { type: 'leadChanged', fromUnitId: LEAD_UNIT };
    case 'run':
      return ofLead(bundle, state, given.command, given.by);
    case 'beside':
      return { type: 'step', stepId: stepOf(state, given.step), by: given.by, command: given.command };
    case 'earlier': {
      const { rounds, signatures, tasks } = earlierOf(state);
      const [round, signature, task] = [rounds.at(-1), signatures.at(-1), tasks.at(-1)];
      return onStep(state, { round, signature, task }, given.move);
    }
    default: {
      const steps = { round: roundStepOf(state), signature: signatureStepOf(state), task: taskStepOf(state) };
      return onStep(state, steps, given);
    }
  }
}
