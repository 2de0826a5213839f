import type { DataSource } from 'typeorm';
import type { Actor, Caller } from './caller';

/** Whoever has not come for longest is asked for anew. */
const MOST_ACTORS = 2000;

/** Until when somebody stays who they were when they entered; the database judges it, and nobody here looks into it. */
export interface Standing {
  restsOn: number[];
  authority: string;
  houses: string;
  from: string;
  until: string;
}

export interface KnownActor extends Standing {
  actor: Actor;
}

const known = new WeakMap<DataSource, Map<string, KnownActor>>();

function actorsOf(dataSource: DataSource): Map<string, KnownActor> {
  const actors = known.get(dataSource) ?? new Map<string, KnownActor>();
  known.set(dataSource, actors);
  return actors;
}

const keyOf = ({ issuer, subject }: Caller): string => `${issuer} ${subject}`;

/** Who this was when they came last: true for as long as the database says so (docs/adr/0068). */
export const findKnownActor = (dataSource: DataSource, caller: Caller): KnownActor | undefined =>
  actorsOf(dataSource).get(keyOf(caller));

export function keepKnownActor(dataSource: DataSource, caller: Caller, actor: KnownActor): void {
  const actors = actorsOf(dataSource);
  const key = keyOf(caller);
  actors.delete(key);
  actors.set(key, actor);
  const [oldest] = actors.keys();
  if (actors.size > MOST_ACTORS && oldest !== undefined) actors.delete(oldest);
}

/** As parameters of the database's functions, in their order; nothing of somebody who is not known. */
export const knownValues = (known: KnownActor | undefined): unknown[] =>
  known
    ? [
        known.actor.personId,
        known.actor.tenantId,
        known.actor.unitIds,
        known.actor.isAdmin,
        known.restsOn,
        known.authority,
        known.houses,
        known.from,
        known.until,
      ]
    : Array<null>(9).fill(null);
