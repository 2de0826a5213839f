import type { DocumentQuery, DocumentState, DocumentSummary, Page } from '@querraum/contracts';
import { COUNT_CAP, Instant } from '@querraum/contracts';
import { z } from 'zod';
import { decodeCursor, DomainError, toPage, type Transaction } from '../platform';

interface Row {
  id: string;
  projectId: string;
  title: string;
  kind: string;
  state: DocumentState;
  stateReason: string | null;
  stateAt: Date | null;
  stateByName: string | null;
  replacedById: string | null;
  revision: number;
  activeAt: Date;
  versions: DocumentSummary['versions'];
  linkId: string | null;
  linkedAt: Date | null;
  linkedBy: string | null;
  fromReference: string | null;
  fromTitle: string | null;
}

/** `listed` says which documents, and by which link where it is not by being the project's own. */
const SUMMARY = `
  select d.id, d.project_id as "projectId", d.title, d.kind, d.state, d.state_reason as "stateReason",
    d.state_at as "stateAt", d.state_by_name as "stateByName", d.replaced_by_id as "replacedById", d.revision,
    d.active_at as "activeAt", v.versions, l.id as "linkId", l.linked_at as "linkedAt", l.linked_by_name as "linkedBy",
    p.reference as "fromReference", p.title as "fromTitle"
  from listed l
  join document d on d.tenant_id = l.document_tenant_id and d.id = l.document_id
  left join project p on l.id is not null and p.id = d.project_id
  cross join lateral (
    select jsonb_agg(jsonb_build_object('number', v.number, 'sha256', v.sha256, 'size', v.size, 'mediaType', v.media_type,
      'fileName', v.file_name, 'author', v.author_name,
      'createdAt', to_char(v.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by v.number) as versions
    from document_version v where v.tenant_id = d.tenant_id and v.document_id = d.id
  ) v`;

/** What cannot be seen gives `notFound`, the same as what does not exist. */
export async function documentSummary(tx: Transaction, id: string): Promise<DocumentSummary> {
  const [row] = await tx.rows<Row>(`with listed as (${ONE}) ${SUMMARY}`, [id]);
  if (!row) throw new DomainError('notFound');
  return summaryOf(row);
}

const Cursor = z.object({ at: Instant, id: z.uuid() });
const NO_LINK = 'null::uuid as id, null::timestamptz as linked_at, null::text as linked_by_name';
const ONE = `select ${NO_LINK}, tenant_id as document_tenant_id, id as document_id from document where id = $1`;
/** Of links only those are seen whose document is. */
const OF_PROJECT = `
  select ${NO_LINK}, tenant_id as document_tenant_id, id as document_id from document
  where tenant_id = $1 and project_id = $2
  union all
  select id, linked_at, linked_by_name, document_tenant_id, document_id from document_link
  where tenant_id = $1 and project_id = $2 and removed_at is null`;
const FILTERED = '($3::text is null or d.kind = $3) and ($4::text is null or d.state = $4)';

/** The documents of a project with all versions, newest activity first. */
export async function listDocuments(
  tx: Transaction,
  project: { tenantId: string; id: string },
  query: DocumentQuery,
): Promise<Page<DocumentSummary>> {
  const cursor = decodeCursor(query.cursor, Cursor);
  const filter = [project.tenantId, project.id, query.kind ?? null, query.state ?? null];
  const rows = await tx.rows<Row>(
    `with listed as (${OF_PROJECT}) ${SUMMARY} where ${FILTERED} and ($5::timestamptz is null or (d.active_at, d.id) < ($5, $6::uuid))
     order by d.active_at desc, d.id desc limit $7`,
    [...filter, cursor?.at ?? null, cursor?.id ?? null, query.limit + 1],
  );
  const [total] = await tx.rows<{ count: number }>(
    `with listed as (${OF_PROJECT}) select count(*)::int as count from (
       select 1 from listed l join document d on d.tenant_id = l.document_tenant_id and d.id = l.document_id
       where ${FILTERED} limit ${COUNT_CAP + 1}) capped`,
    filter,
  );
  return toPage(rows, {
    limit: query.limit,
    count: total?.count ?? 0,
    item: summaryOf,
    cursorOf: ({ activeAt, id }) => ({ at: activeAt, id }),
  });
}

function summaryOf({ stateReason, stateAt, stateByName, activeAt, ...row }: Row): DocumentSummary {
  const { linkId, linkedAt, linkedBy, fromReference, fromTitle, ...document } = row;
  return {
    ...document,
    standing: stateAt && { reason: stateReason ?? '', at: stateAt.toISOString(), by: stateByName ?? '' },
    activeAt: activeAt.toISOString(),
    link:
      linkId && linkedAt
        ? {
            id: linkId,
            at: linkedAt.toISOString(),
            by: linkedBy ?? '',
            projectReference: fromReference ?? '',
            projectTitle: fromTitle ?? '',
          }
        : null,
  };
}
