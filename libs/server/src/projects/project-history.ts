import { COUNT_CAP, type HistoryEntry, type Page, type PageQuery } from '@querraum/contracts';
import { decodeCursor, DomainError, encodeCursor, type Transaction } from '../platform';
import type { HistoryBody } from './history';
import { getProject } from './project-record';

interface Row {
  seq: number;
  at: Date;
  kind: string;
  hash: string;
  /** `null` once the words were deleted after their retention period; the chain stays. */
  body: HistoryBody | null;
}

/** What happened, newest first. */
export async function readHistory(tx: Transaction, projectId: string, query: PageQuery): Promise<Page<HistoryEntry>> {
  const { tenantId } = await getProject(tx, projectId);
  const before = readCursor(query.cursor);
  const rows = await tx.rows<Row>(
    `select e.seq::float8 as seq, e.at, e.action as kind, encode(e.hash, 'hex') as hash, b.body
     from audit_entry e
     left join audit_body b on b.tenant_id = e.tenant_id and b.chain = e.chain and b.seq = e.seq
     where e.tenant_id = $1 and e.chain = $2 and ($3::bigint is null or e.seq < $3)
     order by e.seq desc limit $4`,
    [tenantId, projectId, before, query.limit + 1],
  );
  const [head] = await tx.rows<{ count: number }>(
    'select head_seq::float8 as count from audit_chain where tenant_id = $1 and chain = $2',
    [tenantId, projectId],
  );
  const items = rows.slice(0, query.limit).map(entryOf);
  const last = items.at(-1);
  const count = head?.count ?? 0;
  return {
    items,
    nextCursor: rows.length > query.limit && last ? encodeCursor({ order: 'seq', id: String(last.seq) }) : null,
    count: Math.min(count, COUNT_CAP),
    countExact: count <= COUNT_CAP,
  };
}

const entryOf = ({ seq, at, kind, hash, body }: Row): HistoryEntry => ({
  seq,
  at: at.toISOString(),
  kind,
  person: body?.personName ?? null,
  onBehalfOf: body?.onBehalfOfName ?? null,
  capacity: body?.capacity ?? null,
  unitName: body?.unitName ?? null,
  data: body?.data ?? {},
  hash,
});

function readCursor(text: string | undefined): string | null {
  const cursor = decodeCursor(text);
  if (cursor === null) return null;
  if (!/^\d{1,15}$/.test(cursor.id)) throw new DomainError('invalidInput', { summary: 'cursor' });
  return cursor.id;
}
