import { Injectable } from '@nestjs/common';
import {
  LocalDate,
  type Page,
  type PageQuery,
  type Resolution,
  type ResolutionCorrection,
  type ResolutionEntry,
} from '@querraum/contracts';
import { z } from 'zod';
import {
  decodeCursor,
  DomainError,
  newId,
  toPage,
  Transactions,
  type ActorTransaction,
  type Caller,
  type Transaction,
} from '../platform';
import { requireFile, type ProjectRecord } from '../projects';
import { requirePast, requireRoom, tellPlan, lockPlan } from './plan-file';

/** What bodies have decided: added, never changed. */
@Injectable()
export class ResolutionsService {
  constructor(private readonly transactions: Transactions) {}

  list(caller: Caller, projectId: string, query: PageQuery): Promise<Page<Resolution>> {
    return this.transactions.read(caller, async (tx) => listResolutions(tx, await requireFile(tx, projectId), query));
  }

  add(
    caller: Caller,
    key: string,
    { projectId, entry }: { projectId: string; entry: ResolutionEntry },
  ): Promise<Resolution> {
    const request = { command: 'addResolution', projectId, entry };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockPlan(tx, projectId);
      const resolution = await insertResolution(tx, project, entry, null);
      await tellPlan(tx, project, { action: 'resolution.added', data: wordsOf(resolution) });
      return resolution;
    });
  }

  /** The wrong entry stays readable; from now on this one counts. */
  correct(
    caller: Caller,
    key: string,
    { projectId, id, correction }: { projectId: string; id: string; correction: ResolutionCorrection },
  ): Promise<Resolution> {
    const request = { command: 'correctResolution', projectId, id, correction };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockPlan(tx, projectId);
      const wrong = await getResolution(tx, projectId, id);
      if (wrong.correctedBy !== null) throw new DomainError('resolutionCorrected');
      const { reason, ...entry } = correction;
      const resolution = await insertResolution(tx, project, entry, { id, reason });
      const data = { ...wordsOf(resolution), correctedId: id, reason };
      await tellPlan(tx, project, { action: 'resolution.corrected', data });
      return resolution;
    });
  }
}

type Row = Omit<Resolution, 'enteredAt'> & { enteredAt: Date };

const CursorOfList = z.object({ day: LocalDate, id: z.uuid() });

const RESOLUTION = `
  select r.id, r.body, r.decided_on::text as "decidedOn", r.number, r.text, r.result,
    case when d.id is not null then jsonb_build_object('id', d.id, 'title', d.title) end as document,
    r.entered_at as "enteredAt", r.entered_by_name as "enteredBy", r.corrects, r.correction_reason as "correctionReason",
    c.id as "correctedBy"
  from resolution r
  left join document d on d.tenant_id = r.tenant_id and d.id = r.document_id
  left join resolution c on c.tenant_id = r.tenant_id and c.corrects = r.id
  where r.project_id = $1`;

/** The youngest first. */
async function listResolutions(tx: Transaction, project: ProjectRecord, query: PageQuery): Promise<Page<Resolution>> {
  const cursor = decodeCursor(query.cursor, CursorOfList);
  const rows = await tx.rows<Row>(
    `${RESOLUTION} and ($2::date is null or (r.decided_on, r.id) < ($2, $3::uuid))
     order by r.decided_on desc, r.id desc limit $4`,
    [project.id, cursor?.day ?? null, cursor?.id ?? null, query.limit + 1],
  );
  return toPage(rows, {
    limit: query.limit,
    count: await countResolutions(tx, project.id),
    item: resolutionOf,
    cursorOf: ({ decidedOn, id }) => ({ day: decidedOn, id }),
  });
}

async function getResolution(tx: Transaction, projectId: string, id: string): Promise<Resolution> {
  const [row] = await tx.rows<Row>(`${RESOLUTION} and r.id = $2`, [projectId, id]);
  if (!row) throw new DomainError('notFound');
  return resolutionOf(row);
}

const resolutionOf = ({ enteredAt, ...row }: Row): Resolution => ({ ...row, enteredAt: enteredAt.toISOString() });

async function countResolutions(tx: Transaction, projectId: string): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(
    'select count(*)::int as count from resolution where project_id = $1',
    [projectId],
  );
  return row?.count ?? 0;
}

async function insertResolution(
  tx: ActorTransaction,
  project: ProjectRecord,
  entry: ResolutionEntry,
  corrects: { id: string; reason: string } | null,
): Promise<Resolution> {
  requireRoom('resolutions', await countResolutions(tx, project.id));
  requirePast(tx, entry.decidedOn);
  await requireDocument(tx, project.id, entry.documentId);
  const id = newId();
  const { body, decidedOn, number, text, result, documentId } = entry;
  await tx.rows(
    `insert into resolution (tenant_id, id, project_id, body, decided_on, number, text, result, document_id, corrects,
       correction_reason, entered_at, entered_by_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[project.tenantId, id, project.id, body, decidedOn, number, text, result, documentId],
      ...[corrects?.id ?? null, corrects?.reason ?? '', tx.now, tx.actor.name],
    ],
  );
  return getResolution(tx, project.id, id);
}

async function requireDocument(tx: Transaction, projectId: string, documentId: string | null): Promise<void> {
  if (documentId === null) return;
  const found = await tx.rows('select 1 from document where project_id = $1 and id = $2', [projectId, documentId]);
  if (found.length === 0) throw new DomainError('documentOutside');
}

const wordsOf = ({ id, body, number, decidedOn, result }: Resolution) => ({
  ...{ resolutionId: id, title: number === '' ? body : `${body}, ${number}` },
  ...{ body, number, decidedOn, result },
});
