import { assignmentTick, dueOfTurn, nextRecurrence, recurrenceDay } from '@querraum/workflow';
import { closedDaysOf } from '../calendar';
import { serveProject, type JobPayload, type Transaction } from '../platform';
import { appendHistory, lockProject, type ProjectRecord } from '../projects';
import type { Addressed } from './addressees';
import { addressedTo } from './assignment-authority';
import { getGroup, type GroupRecord } from './assignment-group';
import { issue } from './assignment-issue';
import { findAssignments, getAssignment } from './assignment-record';
import { AssignmentWork } from './assignment-work';
import { timeOf, writeWork } from './assignment-write';
import { oweNext } from './give';

/** A reminder, or the end: done once, however often it is asked for. */
export async function tickAssignment(
  tx: Transaction,
  { projectId, assignmentId }: JobPayload<'tickAssignment'>,
): Promise<void> {
  await serveProject(tx, projectId);
  const project = await lockProject(tx, projectId);
  const task = await getAssignment(tx, assignmentId);
  if (project.state === 'closed') return;
  const closedDays = await closedDaysOf(tx, project.tenantId);
  const { due, next } = assignmentTick(timeOf(task), tx.now.toISOString(), closedDays);
  // Counted anew since, as when the Frist was extended: then a later item is owed already.
  if (due.length === 0 && (next === null || next === task.nextDueAt?.toISOString())) return;
  const work = new AssignmentWork(tx, project);
  if (due.includes('remind')) {
    const reminded = work.change(task, { remindedAt: tx.now });
    work.tell(reminded, { act: 'reminded', by: null });
    work.notify(reminded, 'addressee', 'reminder');
  }
  if (due.includes('escalate')) {
    const late = work.change(task, { escalated: true });
    work.tell(late, { act: 'escalated', by: null });
    work.notify(late, 'addressee', 'overdue');
    work.notify(late, 'issuer', 'overdue');
  }
  if (due.length === 0) work.change(task, {});
  await writeWork(work);
}

/** The next turn of a recurring task is issued by itself, as a group of its own; once for each turn. */
export async function issueNextAssignments(
  tx: Transaction,
  { projectId, groupId }: JobPayload<'issueNextAssignments'>,
): Promise<void> {
  await serveProject(tx, projectId);
  const project = await lockProject(tx, projectId);
  const group = await getGroup(tx, groupId);
  const { recurrence, firstOn, nextOn, nextId, turn, input } = group;
  if (recurrence === null || firstOn === null || nextOn === null || nextId !== null) return;
  const addressed = project.state === 'closed' || group.issuerIsGone ? [] : await addressedAgain(tx, group);
  await tx.rows('update assignment_group set next_on = null where id = $1', [groupId]);
  if (addressed.length === 0) return endSeries(tx, project, group);
  const due =
    input.due !== null && 'day' in input.due
      ? { day: recurrenceDay(input.due.day, recurrence.every, turn + 1) }
      : input.due;
  const next = nextRecurrence({ firstOn, ...recurrence }, turn + 1);
  const { kind, title, words, issuingUnitId, issuingUnitName, issuerId, issuerName } = group;
  const successor = await issue(tx, project, {
    // The first day stays in the input: the turn is counted from it each time.
    input: { kind, title, words, ...input },
    due: due && dueOfTurn(due, { turnOn: nextOn, now: tx.now.toISOString() }, await closedDaysOf(tx, project.tenantId)),
    addressed,
    issuer: {
      ...{ unitId: issuingUnitId, unitName: issuingUnitName },
      ...{ personId: issuerId, personName: issuerName },
    },
    by: null,
    dependsOn: [],
    series: { recurrence, firstOn, turn: turn + 1, nextOn: next, previousId: groupId },
  });
  if (next !== null) await oweNext(tx, projectId, successor, next);
}

/**
 * Where the turn before went at last, also where it was taken back: what recurs is ended by an act of its own. A post that is
 * gone, and a person who has left, fall to the unit.
 */
async function addressedAgain(tx: Transaction, { id }: GroupRecord): Promise<Addressed[]> {
  const before = await findAssignments(tx, 'group', id);
  const addressed = new Map<string, Addressed>();
  for (const { unitId, positionId, personId } of before) {
    const [unit] = await tx.rows<{ name: string }>('select name from org_unit where id = $1 and dissolved_at is null', [
      unitId,
    ]);
    if (!unit) continue;
    const people = await addressedTo(tx, { unitId, positionId, personId });
    const isThere = people.length > 0;
    const names = await tx.rows<{ person: string | null; code: string | null }>(
      'select (select name from person where id = $1) as person, (select code from position where id = $2 and ended_at is null) as code',
      [isThere ? personId : null, positionId],
    );
    const personName = names[0]?.person ?? null;
    const code = names[0]?.code ?? null;
    const one = {
      ...{ unitId, unitName: unit.name, personName },
      positionId: code === null ? null : positionId,
      personId: personName === null ? null : personId,
      inWords: [unit.name, code ?? personName].filter((part) => part !== null).join(', '),
    };
    addressed.set(`${unitId} ${one.positionId ?? ''} ${one.personId ?? ''}`, one);
  }
  return [...addressed.values()];
}

async function endSeries(tx: Transaction, project: ProjectRecord, group: GroupRecord): Promise<void> {
  const { id: groupId, title, kind } = group;
  await appendHistory(tx, project, [
    { action: 'assignment.recurrenceEnded', at: tx.now, by: null, data: { groupId, title, kind } },
  ]);
  const work = new AssignmentWork(tx, project);
  work.notices.push({
    assignmentId: null,
    unitId: group.issuerIsGone ? project.leadUnitId : group.issuingUnitId,
    reason: 'recurrenceEnded',
  });
  await writeWork(work);
}
