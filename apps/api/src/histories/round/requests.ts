import type { RunDetail } from '@querraum/contracts';
import { dateOf, seatName, signerName } from '@querraum/workflow/testing';
import type { Given } from './asks';
import { idOf } from './house';

interface Request {
  path: string;
  body: object;
  /** Fields beside a new text. */
  form?: Record<string, string>;
}
type Place = { id: string; taskId: string | null };

const NOWHERE = 'nowhere';
const DAY = 24 * 3_600_000;

/** How a client says it who has read the run; what it does not know has no id. */
export function requestOf(given: Given, detail: RunDetail): Request {
  if (given.target === 'task') {
    const path = { claim: 'claim', release: 'release', complete: 'completion' }[given.command.type];
    const task = detail.steps.find((step) => step.type === 'task');
    return { path: `/tasks/${task?.type === 'task' ? task.taskId : NOWHERE}/${path}`, body: {} };
  }
  const places = placesOf(detail);
  const placeId = (name: string): string => places.get(name)?.id ?? NOWHERE;
  const { command } = given;
  const seatId = 'seatId' in command ? command.seatId : NOWHERE;
  const onTask = (path: string, body: object): Request => ({
    path: `/tasks/${places.get(seatId)?.taskId ?? NOWHERE}/${path}`,
    body,
  });
  switch (command.type) {
    case 'claim':
    case 'release':
      return onTask(command.type, {});
    case 'answer': {
      const { kind, words, version } = command;
      return onTask('answer', { kind, version, ...(words !== undefined && { words }) });
    }
    case 'sign': {
      const { version, acknowledged } = command;
      return onTask('signature', { result: 'signed', version, acknowledged: acknowledged.map(placeId) });
    }
    case 'return':
      return onTask('signature', { result: 'returned', words: command.words });
    case 'reject':
      return onTask('signature', { result: 'rejected', words: command.words });
    case 'replaceText': {
      const { change, reason, affectedSeatIds } = command;
      const form = { change, reason, affectedSeatIds: affectedSeatIds.map(placeId).join(',') };
      return { path: `/documents/${detail.documentId}/versions`, body: {}, form };
    }
    default: {
      const round = detail.steps.find((step) => step.type === 'coSignatureRound');
      const body = { ...inWords(command), ...('seatId' in command && { seatId: placeId(seatId) }) };
      return { path: `/runs/${detail.id}/steps/${round?.id ?? NOWHERE}/commands`, body };
    }
  }
}

/** The places of the round and of the signature, by the names of the model. */
function placesOf({ steps }: RunDetail): Map<string, Place> {
  const named = (of: readonly Place[], name: (place: number) => string): [string, Place][] =>
    of.map((one, place) => [name(place), one]);
  return new Map(
    steps.flatMap((step) => {
      if (step.type === 'coSignatureRound') return named(step.seats, seatName);
      return step.type === 'finalSignature' ? named(step.signers, signerName) : [];
    }),
  );
}

/** Clients name people and days. */
function inWords(command: { type: string; to?: { personId: string }; dueEnd?: string }): object {
  const { to, dueEnd, ...rest } = command;
  return {
    ...rest,
    ...(to && { personId: idOf(to.personId) }),
    ...(dueEnd !== undefined && { lastDay: dateOf(Date.parse(dueEnd) - DAY) }),
  };
}
