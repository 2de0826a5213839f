import type { Advance, Advanced, Command } from '../advance';
import type { Bundle } from '../definition';
import type { RunState } from '../state';
import type { FinalSignatureCommand, RoundCommand, TaskCommand } from '../vocabulary';
import { roundStepOf, signatureStepOf, taskStepOf } from './engine-view';
import type { HistorySetup, HistoryStep } from './generate';
import { type ModelCommand, seatName, signerName } from './run-model';
import { FACTS, LEAD_UNIT, peopleOf } from './world';

/** The engine under comparison; tests put a faulty one in its place. */
export interface Engine {
  advance: Advance;
  nextDue(state: RunState): string | null;
}

const text = (words: string) => ({ de: words, en: words });

/** One round, and one final signature if it was agreed; beside them a task, so that closed steps stand in a running run. */
export function bundleOf({ waves, settings, quorum, signers, periods }: HistorySetup): Bundle {
  const { fourEyes, signerMayAnswer } = settings;
  const reminders = periods.reminder === null ? [] : [periods.reminder];
  const when = (from: string, to: string, condition?: string) => ({
    id: `${from}-${to}`,
    from,
    to,
    ...(condition === undefined ? {} : { condition }),
  });
  return {
    semantics: 1,
    definition: {
      schemaVersion: 1,
      key: 'random-history',
      name: text('random history'),
      nodes: [
        { id: 'start', name: text('start'), type: 'start' },
        { id: 'split', name: text('split'), type: 'parallelGateway' },
        { id: 'task', name: text('task'), type: 'task', addressee: { kind: 'lead' }, reminders: [] },
        {
          id: 'round',
          name: text('round'),
          type: 'coSignatureRound',
          waves: waves.map(({ mode, seats }) => ({
            mode,
            seats: seats.map(({ unit, mandatory, kind }) => ({
              addressee: { kind: 'unit', unitId: unit },
              mandatory,
              kind,
            })),
          })),
          period: periods.seat,
          reminders,
          settings: { ...settings, quorum },
        },
        {
          id: 'afterRound',
          name: text('after the round'),
          type: 'exclusiveGateway',
          defaultFlow: 'afterRound-returned',
        },
        {
          id: 'signature',
          name: text('final signature'),
          type: 'finalSignature',
          roundNodeId: 'round',
          signers: signers.map((unitId) => ({ kind: 'unit', unitId })),
          period: periods.signature,
          reminders,
          fourEyes,
          signerMayAnswer,
        },
        {
          id: 'afterSignature',
          name: text('after it'),
          type: 'exclusiveGateway',
          defaultFlow: 'afterSignature-returned',
        },
        { id: 'completed', name: text('completed'), type: 'end', outcome: 'completed' },
        { id: 'returned', name: text('returned'), type: 'end', outcome: 'returned' },
        { id: 'rejected', name: text('rejected'), type: 'end', outcome: 'rejected' },
      ],
      flows: [
        when('start', 'split'),
        when('split', 'round'),
        when('split', 'task'),
        when('task', 'completed'),
        when('round', 'afterRound'),
        when('afterRound', 'signature', 'round.outcome = "agreed"'),
        when('afterRound', 'rejected', 'round.outcome = "rejected"'),
        when('afterRound', 'returned'),
        when('signature', 'afterSignature'),
        when('afterSignature', 'completed', 'finalSignature.result = "signed"'),
        when('afterSignature', 'rejected', 'finalSignature.result = "rejected"'),
        when('afterSignature', 'returned'),
      ],
    },
  };
}

const NOWHERE = 'nowhere';

/** The same command in the engine's ids. */
function translate(state: RunState, given: ModelCommand): Command {
  if (given.target === 'tick') return { type: 'tick' };
  if (given.target === 'recount') {
    return { type: 'recount', changed: given.changed.map((date) => ({ date, name: 'house day', closed: true })) };
  }
  const round = roundStepOf(state);
  const signature = signatureStepOf(state);
  const ids = new Map<string, string>();
  round?.round.seats.forEach((seat, place) => ids.set(seatName(place), seat.id));
  signature?.signers.forEach((signer, place) => ids.set(signerName(place), signer.id));
  const id = (name: string): string => ids.get(name) ?? NOWHERE;
  const command: RoundCommand | FinalSignatureCommand | TaskCommand = { ...given.command };
  if ('seatId' in command) command.seatId = id(command.seatId);
  if (command.type === 'replaceText') command.affectedSeatIds = command.affectedSeatIds.map(id);
  if (command.type === 'sign') command.acknowledged = command.acknowledged.map(id);
  const step = { round, signature, task: taskStepOf(state) }[given.target];
  const stepId = step?.id ?? NOWHERE;
  return { type: 'step', stepId, by: given.by, command };
}

export const context = (at: number, closed: readonly string[] = []) => {
  const closedDays = Object.fromEntries(closed.map((date) => [date, 'house day']));
  return { now: new Date(at).toISOString(), facts: { ...FACTS, closedDays } };
};

export function startEngine({ advance }: Engine, bundle: Bundle, setup: HistorySetup): RunState {
  const by = peopleOf(LEAD_UNIT)[0];
  const paper = { number: 1, sha256: 'a'.repeat(64) };
  const started = advance(bundle, null, { type: 'start', paper, authors: setup.authors, by }, context(setup.startAt));
  if (started.refused) throw new Error(`the start was refused: ${started.refused.code}`);
  return started.state;
}

export const commandEngine = (
  { advance }: Engine,
  bundle: Bundle,
  state: RunState,
  { at, closed, command }: HistoryStep,
): Advanced => advance(bundle, state, translate(state, command), context(at, closed));
