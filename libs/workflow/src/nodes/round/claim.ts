import { actingFor, isTaken } from '../../authority';
import { refuse } from '../../command';
import { isBarredAuthor, onSeat, record } from './work';

export const claim = onSeat<'claim'>((work, seat, command, by) => {
  if (seat.state !== 'open') return refuse('notOpen');
  const acted = actingFor(by, seat.unitId);
  if (acted === null) return refuse('noAuthority');
  if (isBarredAuthor(work, by.personId)) return refuse('author');
  // A second click of the owner, or a repeated request, is no news.
  if (seat.owner === by.personId) return null;
  if (isTaken(seat, command.owner)) return refuse('alreadyClaimed', { owner: seat.owner ?? '' });
  seat.owner = by.personId;
  seat.ownerSince = work.run.now;
  record(work, { type: 'seatClaimed' }, acted, seat);
  return null;
});

export const release = onSeat<'release'>((work, seat, _command, by) => {
  if (seat.state !== 'open') return refuse('notOpen');
  const acted = actingFor(by, seat.unitId);
  if (seat.owner !== by.personId || acted === null) return refuse('notOwner');
  seat.owner = null;
  seat.ownerSince = null;
  record(work, { type: 'seatUnclaimed' }, acted, seat);
  return null;
});

export const delegate = onSeat<'delegate'>((work, seat, command, by) => {
  if (seat.state !== 'open') return refuse('notOpen');
  const acted = actingFor(by, seat.unitId);
  if (seat.owner !== by.personId || acted === null) return refuse('notOwner');
  const { personId } = command.to;
  if (actingFor(command.to, seat.unitId) === null) return refuse('noAuthority', { personId });
  if (isBarredAuthor(work, personId)) return refuse('author', { personId });
  seat.owner = command.to.personId;
  seat.ownerSince = work.run.now;
  record(work, { type: 'seatDelegated', to: command.to.personId }, acted, seat);
  work.run.notify('newTask', { step: work.step, seat });
  return null;
});
