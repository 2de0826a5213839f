import type { Advance, Advanced } from '../advance';
import type { Bundle, Definition } from '../definition';
import { frozen } from '../play-frozen';
import type { RunState } from '../state';
import { translate } from './engine-commands';
import type { HistorySetup, HistoryStep } from './generate';
import { boardMemberOf, FACTS, LEAD_UNIT, peopleOf } from './world';

/** The engine under comparison; tests put a faulty one in its place. */
export interface Engine {
  advance: Advance;
  nextDue(state: RunState): string | null;
}

const text = (words: string) => ({ de: words, en: words });

/** One round, and one final signature if it was agreed; beside them a task, so that closed steps stand in a running run. */
export function bundleOf({
  waves,
  settings,
  quorum,
  signers,
  signerFollowsLead,
  periods,
  course,
}: HistorySetup): Bundle {
  const { fourEyes, signerMayAnswer } = settings;
  const reminders = periods.reminder === null ? [] : [periods.reminder];
  const when = (from: string, to: string, condition?: string) => ({
    id: `${from}-${to}`,
    from,
    to,
    ...(condition === undefined ? {} : { condition }),
  });
  // Nobody comes to the draft but by a return.
  const draft: Definition['nodes'] = [
    { id: 'begin', name: text('beginning'), type: 'exclusiveGateway', defaultFlow: 'begin-meet' },
    { id: 'draft', name: text('draft'), type: 'task', addressee: { kind: 'lead' }, reminders: [] },
    { id: 'meet', name: text('either way'), type: 'exclusiveGateway' },
  ];
  const lines =
    course === undefined
      ? [when('start', 'split')]
      : [
          when('start', 'begin'),
          when('begin', 'draft', 'false'),
          when('begin', 'meet'),
          when('draft', 'meet'),
          when('meet', 'split'),
        ];
  const meeting = course === 'block' ? 'join' : 'completed';
  return {
    semantics: 1,
    definition: {
      schemaVersion: 1,
      key: 'random-history',
      name: text('random history'),
      nodes: [
        { id: 'start', name: text('start'), type: 'start' },
        ...(course === undefined ? [] : draft),
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
          signers: signers.map((unitId, place) =>
            signerFollowsLead && place === 0 ? { kind: 'boardMemberOfLead' } : { kind: 'unit', unitId },
          ),
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
        ...(course === 'block' ? [{ id: 'join', name: text('join'), type: 'parallelGateway' } as const] : []),
        { id: 'completed', name: text('completed'), type: 'end', outcome: 'completed' },
        { id: 'returned', name: text('returned'), type: 'end', outcome: 'returned' },
        { id: 'rejected', name: text('rejected'), type: 'end', outcome: 'rejected' },
      ],
      flows: [
        ...lines,
        when('split', 'round'),
        when('split', 'task'),
        when('task', meeting),
        ...(course === 'block' ? [when('join', 'completed')] : []),
        when('round', 'afterRound'),
        when('afterRound', 'signature', 'round.outcome = "agreed"'),
        when('afterRound', 'rejected', 'round.outcome = "rejected"'),
        when('afterRound', 'returned'),
        when('signature', 'afterSignature'),
        when('afterSignature', meeting, 'finalSignature.result = "signed"'),
        when('afterSignature', 'rejected', 'finalSignature.result = "rejected"'),
        when('afterSignature', 'returned'),
      ],
    },
  };
}

export const context = (at: number, closed: readonly string[] = [], leadUnitId = LEAD_UNIT) => {
  const closedDays = Object.fromEntries(closed.map((date) => [date, 'house day']));
  return {
    now: new Date(at).toISOString(),
    facts: { ...FACTS, leadUnitId, boardMemberUnitId: boardMemberOf(leadUnitId), closedDays },
  };
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
  { at, closed, command, lead }: HistoryStep,
): Advanced => advance(bundle, frozen(state), translate(bundle, state, command), context(at, closed, lead));
