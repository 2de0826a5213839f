import type { AcceptAssignment, ExtendAssignment, ReaddressAssignment, SendBackAssignment } from '@querraum/contracts';
import { dueOn, lastDayBefore } from '@querraum/workflow';
import { closedDaysOf } from '../calendar';
import { DomainError } from '../platform';
import { requireAddressee } from './addressees';
import type { Act } from './act';
import { dueFields, requireDay, requireDue } from './assignment-due';
import { getAssignment } from './assignment-record';

export async function accept({ work, task, named }: Act, { words = '' }: AcceptAssignment): Promise<void> {
  const ended = await work.end(task, { state: 'accepted' });
  work.tell(ended, { act: 'accepted', by: named, words });
  work.notify(ended, 'addressee', 'accepted');
}

/** Back for rework: whoever had it has it again. */
export async function sendBack(act: Act, { words, due }: SendBackAssignment): Promise<void> {
  const { work, task, named } = act;
  const back = work.change(task, {
    ...{ state: 'open' as const, result: null, answeredAt: null },
    ...(await newDue(act, due)),
  });
  work.tell(back, { act: 'sentBack', by: named, words, ...(due && { data: { lastDay: lastDayOf(back.dueEnd) } }) });
  work.notify(back, 'addressee', 'sentBack');
}

export async function takeBack({ work, task, named }: Act, { reason }: { reason: string }): Promise<void> {
  await work.takeBack(task, named, reason);
}

/** A task that was declined goes to somebody else, or to the same unit with other words. */
export async function readdress(act: Act, { to, words, due }: ReaddressAssignment): Promise<void> {
  const { tx, work, task, named } = act;
  const { unitId, unitName, positionId, personId, personName, inWords } = await requireAddressee(tx, to);
  const given = work.change(task, {
    ...{ unitId, unitName, positionId, personId, state: 'open' as const, openedAt: tx.now },
    ...{ ownerId: personId, ownerName: personName, ownerSince: personId === null ? null : tx.now },
    ...(await newDue(act, due)),
  });
  work.tell(given, { act: 'readdressed', by: named, ...(words && { words }), data: { to: inWords } });
  work.notify(given, 'addressee', 'newTask');
}

export async function extend(act: Act, { lastDay, reason }: ExtendAssignment): Promise<void> {
  const { tx, work, task, named } = act;
  const due = dueOn(lastDay);
  if (task.dueEnd !== null && Date.parse(due.end) <= task.dueEnd.getTime()) throw new DomainError('notLater');
  requireDay(tx, due, await parentEnd(act));
  const extended = work.change(task, dueFields(due, { day: lastDay }));
  work.tell(extended, { act: 'extended', by: named, words: reason, data: { lastDay } });
  if (task.state === 'open') work.notify(extended, 'addressee', 'extended');
}

async function newDue(act: Act, input: SendBackAssignment['due']) {
  if (input === undefined) return {};
  const { tx, project } = act;
  const closedDays = await closedDaysOf(tx, project.tenantId);
  const end = await parentEnd(act);
  return dueFields(requireDue(tx, input, closedDays, { dueEnd: end === null ? null : new Date(end) }), input);
}

async function parentEnd({ tx, task }: Act): Promise<string | null> {
  if (task.parentId === null) return null;
  return (await getAssignment(tx, task.parentId)).dueEnd?.toISOString() ?? null;
}

const lastDayOf = (end: Date | null): string | null => (end === null ? null : lastDayBefore(end.toISOString()));
