import {
  EXPORT_LIMITS,
  type ExportFailure,
  type ExportJob,
  type ExportState,
  type ExportVersions,
} from '@querraum/contracts';
import type { Transaction } from '../platform';

export interface ExportRecord {
  tenantId: string;
  id: string;
  personId: string;
  reference: string | null;
  versions: ExportVersions;
  language: 'de' | 'en';
  state: ExportState;
  failure: ExportFailure | null;
  total: number;
  done: number;
  skipped: number;
  size: number | null;
  requestedAt: Date;
  endedAt: Date | null;
  expiresAt: Date | null;
}

const EXPORT = `select tenant_id as "tenantId", id, person_id as "personId", reference, versions, language, state, failure, total, done,
    skipped, size::float8 as size, requested_at as "requestedAt", ended_at as "endedAt", expires_at as "expiresAt"
  from export_job`;
const DAY_MS = 86_400_000;
const MOST_SHOWN = 50;

/** Row level security shows nobody the exports of somebody else. */
export async function findExport(tx: Transaction, id: string): Promise<ExportRecord | undefined> {
  const [row] = await tx.rows<ExportRecord>(`${EXPORT} where id = $1`, [id]);
  return row;
}

/** Under its lock, as whoever held it before has left it. */
export async function lockExport(tx: Transaction, id: string): Promise<ExportRecord | undefined> {
  await tx.rows('select 1 from export_job where id = $1 for update', [id]);
  await tx.lookAtClock();
  return findExport(tx, id);
}

/** The newest first. */
export const exportsOf = (tx: Transaction, personId: string): Promise<ExportRecord[]> =>
  tx.rows<ExportRecord>(`${EXPORT} where person_id = $1 order by requested_at desc, id desc limit ${MOST_SHOWN}`, [
    personId,
  ]);

export const hasEnded = ({ state }: Pick<ExportRecord, 'state'>): boolean => state !== 'waiting' && state !== 'running';

export async function endExport(
  tx: Transaction,
  { id }: Pick<ExportRecord, 'id'>,
  state: 'done' | 'cancelled' | 'failed',
): Promise<void> {
  const expiresAt = new Date(tx.now.getTime() + EXPORT_LIMITS.days * DAY_MS);
  await tx.rows('update export_job set state = $2, ended_at = $3, expires_at = $4 where id = $1', [
    ...[id, state],
    ...[tx.now, expiresAt],
  ]);
}

export function exportView(row: ExportRecord, now: Date): ExportJob {
  const { id, state, reference, versions, done, total, skipped, size, failure } = row;
  const isThere = state === 'done' && row.expiresAt !== null && now < row.expiresAt;
  return {
    ...{ id, state, reference, versions, done, total, skipped, failure },
    size: isThere ? size : null,
    requestedAt: row.requestedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    allowed: [...(hasEnded(row) ? [] : ['cancel' as const]), ...(isThere ? ['download' as const] : [])],
  };
}
