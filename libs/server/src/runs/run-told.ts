import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Facts, RecordedCommand } from '@querraum/workflow';

/** What the engine was told. Without facts it was asked for nothing, and they are those of the command before. */
export interface Told {
  command: RecordedCommand;
  facts?: Facts;
}

/** The last command of a run that is kept: what need not be said again. */
export interface LastCommand {
  sequence: number;
  houseFactsId: string;
  factsId: string;
}

/** What is known of the run before. */
interface Known {
  revision: number;
  lastCommand?: LastCommand | null | undefined;
}

/** A command as it is kept; of the facts only what has become another since the one before. */
export interface ToldToWrite extends Omit<LastCommand, 'sequence'> {
  command: string;
  houseFacts: string | null;
  facts: string | null;
}

/** The house's parts of the facts are the same objects from one command to the next (houses/known-houses.ts). */
const fingerprints = new WeakMap<object, string>();

/**
 * `null` for a run of which not every command is kept, because it began before commands were, or an older release carried
 * it on: it cannot be played again, so that more of it is of no use.
 */
export function toldAfter({ revision, lastCommand: last }: Known, { command, facts }: Told): ToldToWrite | null {
  if (revision !== (last?.sequence ?? 0)) return null;
  const kept = { command: JSON.stringify(command), houseFacts: null, facts: null };
  if (facts === undefined) return last ? { ...kept, houseFactsId: last.houseFactsId, factsId: last.factsId } : null;
  const { superiors, closedDays, ...ofProject } = facts;
  const houseFactsId = idOf(fingerprint(superiors), fingerprint(closedDays));
  const text = JSON.stringify(ofProject);
  const factsId = idOf(text);
  return {
    ...kept,
    houseFactsId,
    factsId,
    houseFacts: houseFactsId === last?.houseFactsId ? null : JSON.stringify({ superiors, closedDays }),
    facts: factsId === last?.factsId ? null : text,
  };
}

function fingerprint(part: object): string {
  const known = fingerprints.get(part) ?? idOf(canonicalize(part) ?? '');
  fingerprints.set(part, known);
  return known;
}

/** A UUID out of the SHA-256 of the content (version 8): the same content has the same id. */
function idOf(...parts: string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  const hex = hash.digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
