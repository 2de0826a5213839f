import { actedBy, actingAsHeadOf, fittingGrant } from '../../authority';
import { refuse } from '../../command';
import type { ActedBy } from '../../effects';
import type { Dissent, Seat } from '../../state';
import type { Acting } from '../../vocabulary';
import { openSeat, setAside } from './seats';
import { leadActing, onSeat, optionalReason, record, tellLead } from './work';
import type { RoundWork } from './work';

/** Case workers, section heads, office heads, board members, board. */
const TOP_LEVEL = 4;

/** A new refusal of the same seat starts at the level that was reached. */
export function openDissent(work: RoundWork, seat: Seat, words: string): void {
  const { run, round } = work;
  const level = seat.dissent?.level ?? 0;
  seat.dissent = {
    openedAt: run.now,
    words,
    level,
    dueEnd: run.endOf(round.settings.dissentPeriod),
    fired: false,
    paper: { ...run.state.paper },
    saysSettled: { seat: false, lead: false },
    saysShown: { seat: false, lead: false },
    ended: null,
  };
  record(work, { type: 'dissentOpened', words, level }, null, seat);
  tellLead(work, 'waitsForLead', seat);
}

/** What a refusal does, however it came about: by answer, by a declined condition or by silence. */
export function refused(work: RoundWork, seat: Seat, words: string): void {
  seat.everRefused = true;
  if (work.round.settings.onRefusal === 'dissent') openDissent(work, seat, words);
}

type Side = 'lead' | 'seat';

/** Who acts for the lead speaks for it first, and never as a deputy for the other side. */
function sidesOf(work: RoundWork, seat: Seat, by: Acting): { side: Side; acted: ActedBy }[] {
  const lead = leadActing(work, by);
  const grant = fittingGrant(by, seat.unitId);
  const forSeat = grant === null || (lead !== null && grant.capacity === 'DEPUTY') ? null : actedBy(by, grant);
  return [
    ...(lead === null ? [] : [{ side: 'lead' as const, acted: lead }]),
    ...(forSeat === null ? [] : [{ side: 'seat' as const, acted: forSeat }]),
  ];
}

/** The board stands at the end of the line above the lead. */
function boardOf(work: RoundWork): string | null {
  const { superiors } = work.run.facts;
  const seen = new Set<string>();
  let unitId = work.round.leadUnitId;
  for (let above = superiors[unitId]; above && !seen.has(above); above = superiors[unitId]) {
    seen.add(above);
    unitId = above;
  }
  return unitId === work.round.leadUnitId ? null : unitId;
}

const openDissentOf = (seat: Seat): Dissent | null => (seat.dissent?.ended === null ? seat.dissent : null);

function say(
  work: RoundWork,
  seat: Seat,
  sides: { side: Side; acted: ActedBy }[],
  position: 'settled' | 'shown',
  said: Dissent['saysShown'],
): { acted: ActedBy; both: boolean } | null {
  const speaking = sides.find(({ side }) => !said[side]) ?? sides[0];
  if (speaking === undefined) return null;
  if (!said[speaking.side]) {
    said[speaking.side] = true;
    record(work, { type: 'dissentPosition', position }, speaking.acted, seat);
  }
  return { acted: speaking.acted, both: said.lead && said.seat };
}

/** (a) An agreed text. The unit answers again: no refusal turns into consent by itself. */
export const settleDissent = onSeat<'settleDissent'>((work, seat, _command, by) => {
  const dissent = openDissentOf(seat);
  if (dissent === null) return refuse('noDissent');
  const sides = sidesOf(work, seat, by);
  if (sides.length === 0) return refuse('notParty');
  if (work.run.state.paper.number <= dissent.paper.number) return refuse('noAgreedText');
  const spoken = say(work, seat, sides, 'settled', dissent.saysSettled);
  if (spoken?.both) {
    dissent.ended = 'settled';
    record(work, { type: 'dissentEnded', how: 'settled' }, spoken.acted, seat);
    setAside(work, seat);
    openSeat(work, seat);
  }
  return null;
});

/** (c) To the decision with dissent shown: said by both, at the last level by the board alone. */
export const showDissent = onSeat<'showDissent'>((work, seat, _command, by) => {
  const dissent = openDissentOf(seat);
  if (dissent === null) return refuse('noDissent');
  const boardUnitId = dissent.level === TOP_LEVEL ? boardOf(work) : null;
  const board = boardUnitId === null ? null : actingAsHeadOf(by, boardUnitId);
  const sides = sidesOf(work, seat, by);
  if (board === null && sides.length === 0) {
    const ofBoard = boardUnitId !== null && fittingGrant(by, boardUnitId) !== null;
    return refuse(ofBoard ? 'noAuthority' : 'notParty');
  }
  const spoken = board === null ? say(work, seat, sides, 'shown', dissent.saysShown) : { acted: board, both: true };
  if (spoken?.both) {
    dissent.ended = 'shown';
    record(work, { type: 'dissentEnded', how: 'shown' }, spoken.acted, seat);
  }
  return null;
});

function raise(work: RoundWork, seat: Seat, dissent: Dissent, by: ActedBy | null, reason?: string): void {
  dissent.level += 1;
  dissent.dueEnd = work.run.endOf(work.round.settings.dissentPeriod);
  dissent.fired = false;
  record(work, { type: 'dissentRaised', level: dissent.level, ...optionalReason(reason) }, by, seat);
  tellLead(work, 'waitsForLead', seat);
  work.run.notify('escalation', { step: work.step, seat });
}

export const raiseDissent = onSeat<'raiseDissent'>((work, seat, command, by) => {
  const dissent = openDissentOf(seat);
  if (dissent === null) return refuse('noDissent');
  const speaking = sidesOf(work, seat, by)[0];
  if (speaking === undefined) return refuse('notParty');
  if (dissent.level >= TOP_LEVEL) return refuse('topOfLadder');
  raise(work, seat, dissent, speaking.acted, command.reason);
  return null;
});

/** A level that runs out passes the dissent up by itself; at the last one it stays, and the lead learns it. */
export function fireDissent(work: RoundWork, seat: Seat, dissent: Dissent): void {
  if (dissent.level < TOP_LEVEL) return raise(work, seat, dissent, null);
  dissent.fired = true;
  record(work, { type: 'incident', reason: 'dissentUnresolved' }, null, seat);
  tellLead(work, 'incident', seat);
}
