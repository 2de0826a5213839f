import { BOARD, openSeat, raiseLevel, supersede } from './round-model';
import { authority, type Given, headship, isLead, openDissent, type Rules } from './ruling';

type Side = 'lead' | 'seat';

function sides(given: Given<unknown>): Side[] {
  const grant = authority(given.by, given.seat.unit);
  const lead = isLead(given);
  const forSeat = grant !== undefined && !(lead && grant.capacity === 'DEPUTY');
  return [...(lead ? ['lead' as const] : []), ...(forSeat ? ['seat' as const] : [])];
}

/** The party says it, and whether both have now said it. */
function bothSay(given: Given<unknown>, said: Record<Side, boolean>): boolean {
  const side = sides(given).find((party) => !said[party]);
  if (side !== undefined) said[side] = true;
  return said.lead && said.seat;
}

/** The unit at the end of every line above. */
const boardUnitsOf = ({ by, world }: Given<unknown>): string[] =>
  by.grants.map((grant) => grant.unitId).filter((unit) => (world.superiors[unit] ?? null) === null);

function endDissentByText(given: Given<unknown>): void {
  supersede(given.seat);
  openSeat(given.seat, given.world, given.at);
}

/** What the parties of a dissent and the board do. */
export const dissentCommands: Rules<'settleDissent' | 'showDissent' | 'raiseDissent'> = {
  settleDissent: (given) => {
    const { round, seat } = given;
    const dissent = openDissent(seat);
    return {
      against: [
        !dissent && 'noDissent',
        sides(given).length === 0 && 'notParty',
        dissent !== null && dissent.version >= round.version && 'noAgreedText',
      ],
      act: () => {
        if (dissent && bothSay(given, dissent.settledSaid)) endDissentByText(given);
      },
    };
  },
  showDissent: (given) => {
    const dissent = openDissent(given.seat);
    const units = dissent?.level === BOARD ? boardUnitsOf(given) : [];
    const board = units.some((unit) => headship(given.by, unit) !== undefined);
    const stranger = sides(given).length === 0 && !board;
    return {
      against: [!dissent && 'noDissent', stranger && (units.length > 0 ? 'noAuthority' : 'notParty')],
      act: () => {
        if (dissent) dissent.shown = board || bothSay(given, dissent.shownSaid);
      },
    };
  },
  raiseDissent: (given) => {
    const { seat, world, at } = given;
    const dissent = openDissent(seat);
    return {
      against: [
        !dissent && 'noDissent',
        sides(given).length === 0 && 'notParty',
        dissent?.level === BOARD && 'topOfLadder',
      ],
      act: () => {
        if (dissent) raiseLevel(seat, dissent, world, at);
      },
    };
  },
};
