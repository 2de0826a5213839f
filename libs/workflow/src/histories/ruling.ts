import type { Acting, Capacity, Grant, RefusalCode, RoundCommand } from '../vocabulary';
import { type ModelDissent, type ModelRound, type ModelSeat, verdict, type World } from './round-model';

/** One command on the round; `seat` is the one that it names. */
export interface Given<C> {
  round: ModelRound;
  world: World;
  at: number;
  by: Acting;
  command: C;
  seat: ModelSeat;
  seatAt: (id: string) => ModelSeat | undefined;
}

/** What stands against the command (all reasons), and what it does when nothing does. */
export interface Ruling {
  against: (RefusalCode | false)[];
  act: () => void;
}

const order: Record<Capacity, number> = { HEAD: 0, DEPUTY: 1, BY_ORDER: 2 };

export const authority = (by: Acting, unit: string): Grant | undefined =>
  by.grants.filter((grant) => grant.unitId === unit).sort((a, b) => order[a.capacity] - order[b.capacity])[0];

/** Who may speak as the head of the unit: the head, or a deputy of the head. */
export const headship = ({ grants }: Acting, unit: string): Grant | undefined =>
  grants
    .filter((grant) => grant.unitId === unit && (grant.capacity === 'HEAD' || grant.principalCapacity === 'HEAD'))
    .sort((a, b) => order[a.capacity] - order[b.capacity])
    .find((grant) => grant.capacity !== 'BY_ORDER');

/** "An owner without authority is none"; where nothing is known of the owner, the authority is taken to hold. */
export const isTaken = (
  { owner, unit }: { owner: string | null; unit: string },
  by: Acting,
  known: Acting | undefined,
  needed = authority,
): boolean =>
  owner !== null && owner !== by.personId && (known?.personId !== owner || needed(known, unit) !== undefined);

export const empty = (words: string | undefined): boolean => (words ?? '').trim() === '';

/** Under four eyes an author neither holds a seat or a signature nor decides about it. */
export const isBarred = ({ settings, authors }: ModelRound, personId: string): boolean =>
  settings.fourEyes && authors.includes(personId);

export const isLead = ({ round, by }: Given<unknown>): boolean => authority(by, round.lead) !== undefined;

export const openDissent = (seat: ModelSeat): ModelDissent | null =>
  verdict(seat) === 'dissent' ? seat.dissent : null;

/** What a room of commands knows: one ruling for each of them. */
export type Rules<T extends RoundCommand['type']> = {
  [K in T]: (given: Given<Extract<RoundCommand, { type: K }>>) => Ruling;
};
