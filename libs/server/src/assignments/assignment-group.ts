import type { AssignmentGroup, AssignmentKind, NewAssignments, RecurrenceInput } from '@querraum/contracts';
import { fittingGrant, isLive } from '@querraum/workflow';
import { DomainError, type ActorTransaction, type Transaction } from '../platform';
import { actingOf } from '../runs';
import { projectHead } from './assignment-authority';
import { assignmentViewer, findShown, type ShownRow } from './assignment-summary';
import { entriesOf } from './assignment-view';

export interface GroupRecord {
  tenantId: string;
  id: string;
  projectId: string;
  issuingUnitId: string;
  issuingUnitName: string;
  issuerId: string;
  issuerName: string;
  kind: AssignmentKind;
  title: string;
  words: string;
  issuedAt: Date;
  revision: number;
  conclusion: AssignmentGroup['conclusion'];
  input: Pick<NewAssignments, 'due' | 'priority' | 'acceptance' | 'checklist' | 'documentIds'>;
  recurrence: RecurrenceInput | null;
  firstOn: string | null;
  turn: number;
  nextOn: string | null;
  stopped: { by: string; at: string; reason: string } | null;
  previousId: string | null;
  nextId: string | null;
  issuerIsGone: boolean;
}

/** What cannot be seen gives `notFound`, the same as what does not exist. */
export async function getGroup(tx: Transaction, id: string): Promise<GroupRecord> {
  const [group] = await tx.rows<GroupRecord>(
    `select g.tenant_id as "tenantId", g.id, g.project_id as "projectId", g.issuing_unit_id as "issuingUnitId",
       g.issuing_unit_name as "issuingUnitName", g.issuer_id as "issuerId", g.issuer_name as "issuerName", g.kind, g.title, g.words,
       g.issued_at as "issuedAt", g.revision, g.conclusion, g.input, g.recurrence, g.first_on::text as "firstOn", g.turn,
       g.next_on::text as "nextOn", g.stopped, g.previous_id as "previousId",
       (select n.id from assignment_group n where n.previous_id = g.id) as "nextId",
       not exists (select 1 from project_party y
         where y.project_id = g.project_id and y.unit_id = g.issuing_unit_id and y."until" is null) as "issuerIsGone"
     from assignment_group g where g.id = $1`,
    [id],
  );
  if (!group) throw new DomainError('notFound');
  return group;
}

/** The unit that gave it; the lead where that one has nothing to do with the project any more. */
export const issuesFor = (
  { issuerIsGone, issuingUnitId, issuingUnitName }: GroupRecord,
  lead: { leadUnitId: string; leadUnitName: string },
): { id: string; name: string } =>
  issuerIsGone ? { id: lead.leadUnitId, name: lead.leadUnitName } : { id: issuingUnitId, name: issuingUnitName };

export async function groupView(tx: ActorTransaction, group: GroupRecord): Promise<AssignmentGroup> {
  const viewer = await assignmentViewer(tx, group.projectId);
  const rows = await findShown(tx, 'group', group.id);
  const answers = await answersOf(tx, rows);
  const { id, projectId, kind, title, words, revision, conclusion, previousId, nextId } = group;
  return {
    ...{ id, projectId, kind, title, words, revision, conclusion, previousId, nextId },
    issuer: {
      unit: { id: group.issuingUnitId, name: group.issuingUnitName },
      person: { id: group.issuerId, name: group.issuerName },
    },
    issuedAt: group.issuedAt.toISOString(),
    due: rows[0] ? viewer.due(rows[0]) : null,
    assignments: rows.map((row) => ({ ...viewer.summary(row), answer: answers.get(row.id) ?? null })),
    recurrence: group.recurrence && {
      every: group.recurrence.every,
      until: group.recurrence.until,
      ...{ nextOn: group.nextOn, stopped: group.stopped },
    },
    allowed: await allowedOn(tx, group, rows),
  };
}

/** The last answer of each, where it counts: not of one that was sent back or given to somebody else since. */
async function answersOf(tx: ActorTransaction, rows: ShownRow[]) {
  const counting = rows.filter(
    ({ result, state }) => result !== null && (state === 'answered' || state === 'accepted'),
  );
  const entries = await entriesOf(
    tx,
    counting.map(({ id }) => id),
  );
  return new Map(
    entries.flatMap(({ assignmentId, act, words, result, by, at, documents }) =>
      act === 'answered' && result && by ? [[assignmentId, { words, result, by, at, documents }] as const] : [],
    ),
  );
}

async function allowedOn(
  tx: ActorTransaction,
  group: GroupRecord,
  rows: ShownRow[],
): Promise<AssignmentGroup['allowed']> {
  const head = await projectHead(tx, group.projectId);
  if (head.state === 'closed' || !fittingGrant(actingOf(tx.actor), issuesFor(group, head).id)) return [];
  const isOver = rows.every(({ state }) => !isLive(state));
  return [
    ...(group.conclusion === null && isOver ? (['conclude'] as const) : []),
    ...(group.nextOn === null ? [] : (['stopRecurrence'] as const)),
  ];
}
