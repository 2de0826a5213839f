import type { Definition, RoundNode } from '../definition';
import { incomingOf, outgoingOf } from '../graph';
import type { Found, LintCode } from './messages';
import { idsOfType, reachable } from './reach';

/** Seats whose number only the project knows: every participant of one kind of involvement. */
const isOpenEnded = (seat: RoundNode['waves'][number]['seats'][number]): boolean =>
  seat.addressee.kind === 'participants';

function lintRound(round: RoundNode): LintCode[] {
  const seats = round.waves.flatMap((wave) => wave.seats);
  const optional = seats.filter((seat) => !seat.mandatory);
  const { quorum } = round.settings;
  const nothingNeeded = optional.length === 0 || (quorum.kind === 'count' && quorum.n === 0);
  const countable = !optional.some(isOpenEnded);
  return [
    ...(quorum.kind === 'percent' && quorum.p === 0 ? (['percentZero'] as const) : []),
    ...(quorum.kind === 'count' && countable && quorum.n > optional.length ? (['countAboveSeats'] as const) : []),
    ...(nothingNeeded && optional.length === seats.length ? (['nothingNeeded'] as const) : []),
  ];
}

export const lintRounds = (definition: Definition): Found[] =>
  definition.nodes.flatMap((node) =>
    node.type === 'coSignatureRound' ? lintRound(node).map((code) => ({ nodeId: node.id, code })) : [],
  );

/** Whether a token can come to the target though none has passed the node; a parallel join waits for all its branches. */
function isReachedWithout(definition: Definition, nodeId: string, target: string): boolean {
  const found = new Set(idsOfType(definition, 'start'));
  const joins = new Set(idsOfType(definition, 'parallelGateway'));
  for (let before = -1; found.size > before;) {
    before = found.size;
    for (const { id } of definition.nodes) {
      const from = incomingOf(definition, id).map((flow) => flow.from);
      const comes = joins.has(id) ? from.every((one) => found.has(one)) : from.some((one) => found.has(one));
      if (id !== nodeId && from.length > 0 && comes) found.add(id);
    }
  }
  return found.has(target);
}

/** Where there is a final signature nothing is completed without it, and it always has its round behind it. */
export function lintFinalSignatures(definition: Definition): Found[] {
  const signatures = definition.nodes.filter((node) => node.type === 'finalSignature');
  if (signatures.length === 0) return [];
  const starts = idsOfType(definition, 'start');
  const rounds = new Set(idsOfType(definition, 'coSignatureRound'));
  const decisions = new Set(idsOfType(definition, 'exclusiveGateway'));
  const unsigned = reachable(definition, starts, 'forward', (id) => signatures.some((node) => node.id === id));
  return [
    ...signatures.flatMap((node): Found[] => {
      if (!rounds.has(node.roundNodeId)) return [{ nodeId: node.id, code: 'noSuchRound' }];
      if (isReachedWithout(definition, node.roundNodeId, node.id)) return [{ nodeId: node.id, code: 'notAfterRound' }];
      const next = outgoingOf(definition, node.roundNodeId).map(({ to }) => to);
      const undecided = reachable(definition, next, 'forward', (id) => decisions.has(id)).has(node.id);
      return undecided ? [{ nodeId: node.id, code: 'undecidedRound' }] : [];
    }),
    ...definition.nodes
      .filter((node) => node.type === 'end' && node.outcome === 'completed' && unsigned.has(node.id))
      .map(({ id }) => ({ nodeId: id, code: 'pastFinalSignature' as const })),
  ];
}

const SPLITS: ReadonlySet<string> = new Set(['parallelGateway', 'inclusiveGateway']);

/** Two branches of one parallel gateway may not both come to a round before they join. */
export function lintParallelRounds(definition: Definition): Found[] {
  const joins = new Set(
    definition.nodes
      .filter(({ id, type }) => SPLITS.has(type) && incomingOf(definition, id).length > 1)
      .map(({ id }) => id),
  );
  const rounds = idsOfType(definition, 'coSignatureRound');
  return definition.nodes
    .filter(({ type }) => SPLITS.has(type))
    .filter(({ id }) => {
      const withRound = outgoingOf(definition, id).filter(({ to }) => {
        const branch = reachable(definition, [to], 'forward', (nodeId) => joins.has(nodeId));
        return rounds.some((round) => branch.has(round));
      });
      return withRound.length > 1;
    })
    .map(({ id }) => ({ nodeId: id, code: 'parallelRounds' as const }));
}
