import type { IssuedAssignments, NewAssignments, NewSubAssignments } from '@querraum/contracts';
import { addDays, fittingGrant, localDate, nextRecurrence, startOfDay } from '@querraum/workflow';
import { closedDaysOf } from '../calendar';
import { DomainError, workItems, type ActorTransaction, type Transaction } from '../platform';
import type { HistoryBy, ProjectRecord } from '../projects';
import { actingOf } from '../runs';
import { requireDocument, requirePredecessors } from './acts-of-both';
import { participantsOf, requireAddressees, type Addressed } from './addressees';
import { closeTasks, openTasks } from './assignment-authority';
import { requireDue } from './assignment-due';
import { issue, type Issue } from './assignment-issue';
import type { AssignmentRecord } from './assignment-record';
import { assignmentViewer, findShown } from './assignment-summary';
import { namedBy } from './assignment-work';
import { issuingUnits } from './issuing-units';

/** Tasks by hand for a unit that may give them, in an open transaction and under the lock of the project. */
export async function giveAssignments(
  tx: ActorTransaction,
  project: ProjectRecord,
  input: NewAssignments,
): Promise<IssuedAssignments> {
  const units = await issuingUnits(tx, project.id);
  const unit = input.issuingUnitId === undefined ? units[0] : units.find(({ id }) => id === input.issuingUnitId);
  const grant = unit && fittingGrant(actingOf(tx.actor), unit.id);
  if (!unit || !grant) throw new DomainError('mayNotIssue');
  const by = namedBy(tx.actor, { personId: tx.actor.personId, ...grant }, [unit]);
  return give(tx, project, { input, unit, by, recurrence: input.recurrence });
}

interface Gift {
  input: NewAssignments | NewSubAssignments;
  unit: { id: string; name: string };
  by: HistoryBy;
  recurrence: NewAssignments['recurrence'];
  parent?: AssignmentRecord;
}

/** Everything named exists and fits before anything is written; then one group, and the answer as its issuer sees it. */
export async function give(
  tx: ActorTransaction,
  project: ProjectRecord,
  { input, unit, by, recurrence, parent }: Gift,
): Promise<IssuedAssignments> {
  const addressed = await addressedBy(tx, project.id, input.addressees, unit.id);
  const due = requireDue(tx, input.due, await closedDaysOf(tx, project.tenantId), parent);
  await requirePredecessors(tx, project.id, input.dependsOn);
  for (const documentId of input.documentIds) await requireDocument(tx, project.id, documentId);
  const isPart = parent !== undefined || input.dependsOn.length > 0;
  const series = recurrence && seriesOf(tx, recurrence, isPart);
  const issuer = {
    ...{ unitId: unit.id, unitName: unit.name },
    ...{ personId: tx.actor.personId, personName: tx.actor.name },
  };
  await openTasks(tx, project.id);
  const groupId = await issue(tx, project, {
    ...{ input, due, addressed, issuer, by, dependsOn: input.dependsOn, series },
    ...(parent && { parent }),
  });
  if (series?.nextOn) await oweNext(tx, project.id, groupId, series.nextOn);
  await closeTasks(tx);
  const viewer = await assignmentViewer(tx, project.id);
  const rows = await findShown(tx, 'group', groupId);
  return { groupId, assignments: rows.map((row) => viewer.summary(row)) };
}

async function addressedBy(
  tx: ActorTransaction,
  projectId: string,
  addressees: NewAssignments['addressees'],
  issuingUnitId: string,
): Promise<Addressed[]> {
  if (addressees !== 'participants') return requireAddressees(tx, addressees);
  const participants = await participantsOf(tx, projectId, issuingUnitId);
  if (participants.length === 0) throw new DomainError('noParticipants');
  return requireAddressees(
    tx,
    participants.map(({ id }) => ({ unitId: id })),
  );
}

function seriesOf(tx: Transaction, recurrence: NonNullable<Gift['recurrence']>, isPart: boolean): Issue['series'] {
  if (isPart) throw new DomainError('recurrenceOfPart');
  const firstOn = localDate(tx.now.toISOString());
  const nextOn = nextRecurrence({ firstOn, ...recurrence }, 0);
  if (nextOn === null) {
    const next = nextRecurrence({ firstOn, ...recurrence, until: addDays(firstOn, 366) }, 0) ?? firstOn;
    throw new DomainError('recurrenceBackwards', { until: recurrence.until, next });
  }
  return { recurrence, firstOn, turn: 0, nextOn, previousId: null };
}

/** The next turn is owed on the morning of its day, once ever. */
export const oweNext = (tx: Transaction, projectId: string, groupId: string, nextOn: string): Promise<void> =>
  workItems.add(tx, 'issueNextAssignments', {
    payload: { projectId, groupId },
    dueAt: new Date(startOfDay(nextOn)),
    dedupeKey: `issueNextAssignments:${groupId}`,
  });
