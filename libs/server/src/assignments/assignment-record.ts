import type {
  AssignmentDueInput,
  AssignmentKind,
  AssignmentPriority,
  AssignmentResult,
  AssignmentState,
  ChecklistItem,
} from '@querraum/contracts';
import type { LocalizedText } from '@querraum/workflow';
import { DomainError, type Transaction } from '../platform';

/** A task by hand as its row has it. */
export interface AssignmentRecord {
  tenantId: string;
  id: string;
  projectId: string;
  groupId: string;
  groupSize: number;
  parentId: string | null;
  number: number;
  kind: AssignmentKind;
  title: string;
  words: string;
  issuingUnitId: string;
  issuingUnitName: string;
  issuerId: string;
  issuerName: string;
  unitId: string;
  unitName: string;
  positionId: string | null;
  personId: string | null;
  state: AssignmentState;
  priority: AssignmentPriority;
  acceptance: boolean;
  ownerId: string | null;
  ownerName: string | null;
  ownerSince: Date | null;
  reviewerId: string | null;
  reviewerName: string | null;
  reviewerSince: Date | null;
  checklist: ChecklistItem[];
  dueEnd: Date | null;
  dueInput: AssignmentDueInput | null;
  dueExplained: LocalizedText | null;
  remindedAt: Date | null;
  escalated: boolean;
  /** Its unit had it when it was taken back. */
  wasHeld: boolean;
  nextDueAt: Date | null;
  result: AssignmentResult | null;
  issuedAt: Date;
  openedAt: Date;
  answeredAt: Date | null;
  endedAt: Date | null;
  revision: number;
  /** The unit that gave it has nothing to do with the project any more: the lead stands in its place. */
  issuerIsGone: boolean;
}

/** Columns of the table that a record is read from and written to, in one order for both. */
export const ASSIGNMENT_FIELDS = {
  tenantId: 'uuid',
  id: 'uuid',
  projectId: 'uuid',
  groupId: 'uuid',
  groupSize: 'int',
  parentId: 'uuid',
  number: 'int',
  kind: 'text',
  title: 'text',
  words: 'text',
  issuingUnitId: 'uuid',
  issuingUnitName: 'text',
  issuerId: 'uuid',
  issuerName: 'text',
  unitId: 'uuid',
  unitName: 'text',
  positionId: 'uuid',
  personId: 'uuid',
  state: 'text',
  priority: 'text',
  acceptance: 'boolean',
  ownerId: 'uuid',
  ownerName: 'text',
  ownerSince: 'timestamptz',
  reviewerId: 'uuid',
  reviewerName: 'text',
  reviewerSince: 'timestamptz',
  checklist: 'jsonb',
  dueEnd: 'timestamptz',
  dueInput: 'jsonb',
  dueExplained: 'jsonb',
  remindedAt: 'timestamptz',
  escalated: 'boolean',
  wasHeld: 'boolean',
  nextDueAt: 'timestamptz',
  result: 'text',
  issuedAt: 'timestamptz',
  openedAt: 'timestamptz',
  answeredAt: 'timestamptz',
  endedAt: 'timestamptz',
  revision: 'int',
} as const satisfies Record<Exclude<keyof AssignmentRecord, 'issuerIsGone'>, string>;

export const columnOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export const ASSIGNMENT_COLUMNS = [
  ...Object.keys(ASSIGNMENT_FIELDS).map((field) => `a.${columnOf(field)} as "${field}"`),
  `not exists (select 1 from project_party y
     where y.project_id = a.project_id and y.unit_id = a.issuing_unit_id and y."until" is null) as "issuerIsGone"`,
].join(', ');

/** What cannot be seen gives `notFound`, the same as what does not exist. */
export async function getAssignment(tx: Transaction, id: string): Promise<AssignmentRecord> {
  const [record] = await findAssignments(tx, 'one', id);
  if (!record) throw new DomainError('notFound');
  return record;
}

/** Which tasks are meant, by what names them. */
const WHICH = {
  one: 'a.id = $1',
  any: 'a.id = any ($1)',
  anyOfProject: 'a.project_id = $1 and a.id = any ($2)',
  parts: 'a.parent_id = $1',
  group: 'a.group_id = $1',
  predecessors: 'a.id in (select predecessor_id from assignment_dependency where assignment_id = $1)',
  waitingFor: `a.state = 'waiting' and a.id in (select assignment_id from assignment_dependency where predecessor_id = $1)`,
} as const;
export type Which = keyof typeof WHICH;

export const selectsOf = (columns: string): Record<Which, string> => {
  const select = (which: Which) => `select ${columns} from assignment a where ${WHICH[which]} order by a.number`;
  const names = Object.keys(WHICH) as Which[];
  return Object.fromEntries(names.map((which) => [which, select(which)])) as Record<Which, string>;
};
const SELECTS = selectsOf(ASSIGNMENT_COLUMNS);

export const findAssignments = (tx: Transaction, which: Which, ...parameters: unknown[]): Promise<AssignmentRecord[]> =>
  tx.rows<AssignmentRecord>(SELECTS[which], parameters);
