import { type HistoryEntry, type Page, type PageQuery } from '@querraum/contracts';
import { z } from 'zod';
import { decodeCursor, toPage, type Transaction } from '../platform';
import type { HistoryBody } from './history';
import { getProject } from './project-record';

export interface EntryRow {
  seq: number;
  at: Date;
  kind: string;
  hash: string;
  /** `null` once the words were deleted after their retention period; the chain stays. */
  body: HistoryBody | null;
}

const HistoryCursor = z.object({ seq: z.int().positive() });

/** What happened, newest first. */
export async function readHistory(tx: Transaction, projectId: string, query: PageQuery): Promise<Page<HistoryEntry>> {
  const { tenantId } = await getProject(tx, projectId);
  const before = decodeCursor(query.cursor, HistoryCursor)?.seq ?? null;
  const rows = await tx.rows<EntryRow>(
    `select e.seq::float8 as seq, e.at, e.action as kind, encode(e.hash, 'hex') as hash, b.body
     from audit_entry e
     left join audit_body b on b.tenant_id = e.tenant_id and b.chain = e.chain and b.seq = e.seq
     where e.tenant_id = $1 and e.chain = $2 and ($3::bigint is null or e.seq < $3)
     order by e.seq desc limit $4`,
    [tenantId, projectId, before, query.limit + 1],
  );
  // The head of the chain is open to assignees too, because what they do is appended there; how long it is does not concern them.
  const [head] = await tx.rows<{ count: number }>(
    'select head_seq::float8 as count from audit_chain where tenant_id = $1 and chain = $2 and app.sees_file(chain)',
    [tenantId, projectId],
  );
  return toPage(rows, {
    limit: query.limit,
    count: head?.count ?? 0,
    item: entryOf,
    cursorOf: ({ seq }) => ({ seq }),
  });
}

export const entryOf = ({ seq, at, kind, hash, body }: EntryRow): HistoryEntry => ({
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
