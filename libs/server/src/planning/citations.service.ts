import { Injectable } from '@nestjs/common';
import type { Citation, CitationEntry, Page, PageQuery, PlanEnding } from '@querraum/contracts';
import { z } from 'zod';
import { decodeCursor, DomainError, newId, toPage, Transactions, type Caller, type Transaction } from '../platform';
import { requireFile } from '../projects';
import { changedFields, requireRevision, requireRoom, tellPlan, lockPlan, type Edit } from './plan-file';

/** Fundstellen: where something about the project can be read up. */
@Injectable()
export class CitationsService {
  constructor(private readonly transactions: Transactions) {}

  list(caller: Caller, projectId: string, query: PageQuery): Promise<Page<Citation>> {
    return this.transactions.read(caller, async (tx) => {
      await requireFile(tx, projectId);
      return listCitations(tx, projectId, query);
    });
  }

  add(
    caller: Caller,
    key: string,
    { projectId, entry }: { projectId: string; entry: CitationEntry },
  ): Promise<Citation> {
    const request = { command: 'addCitation', projectId, entry };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockPlan(tx, projectId);
      requireRoom('citations', await countCitations(tx, projectId));
      const id = newId();
      await tx.rows(
        `insert into citation (tenant_id, id, project_id, title, source, link, created_at) values ($1, $2, $3, $4, $5, $6, $7)`,
        [project.tenantId, id, projectId, entry.title, entry.source, entry.link, tx.now],
      );
      await tellPlan(tx, project, { action: 'citation.added', data: { citationId: id, title: entry.title } });
      return getCitation(tx, { projectId, id });
    });
  }

  change(caller: Caller, key: string, { entry, ...edit }: Edit & { entry: CitationEntry }): Promise<Citation> {
    const request = { command: 'changeCitation', ...edit, entry };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockPlan(tx, edit.projectId);
      const before = await getCitation(tx, edit);
      requireRevision(before, edit.revision);
      await tx.rows('update citation set title = $2, source = $3, link = $4, revision = revision + 1 where id = $1', [
        edit.id,
        entry.title,
        entry.source,
        entry.link,
      ]);
      const citation = await getCitation(tx, edit);
      const data = { citationId: edit.id, title: entry.title, changed: changedFields(before, citation) };
      await tellPlan(tx, project, { action: 'citation.changed', data });
      return citation;
    });
  }

  end(caller: Caller, key: string, { ending, ...edit }: Edit & { ending: PlanEnding }): Promise<null> {
    const request = { command: 'endCitation', ...edit, ending };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockPlan(tx, edit.projectId);
      const citation = await getCitation(tx, edit);
      requireRevision(citation, edit.revision);
      await tx.rows('update citation set ended_at = $2, end_reason = $3, revision = revision + 1 where id = $1', [
        edit.id,
        tx.now,
        ending.reason,
      ]);
      const data = { citationId: edit.id, title: citation.title, reason: ending.reason };
      await tellPlan(tx, project, { action: 'citation.ended', data });
      return null;
    });
  }
}

const CursorOfList = z.object({ id: z.uuid() });

const CITATION = `select id, revision, title, source, link from citation where project_id = $1 and ended_at is null`;

async function listCitations(tx: Transaction, projectId: string, query: PageQuery): Promise<Page<Citation>> {
  const cursor = decodeCursor(query.cursor, CursorOfList);
  const rows = await tx.rows<Citation>(`${CITATION} and ($2::uuid is null or id > $2) order by id limit $3`, [
    projectId,
    cursor?.id ?? null,
    query.limit + 1,
  ]);
  return toPage(rows, {
    limit: query.limit,
    count: await countCitations(tx, projectId),
    item: (citation) => citation,
    cursorOf: ({ id }) => ({ id }),
  });
}

async function getCitation(tx: Transaction, { projectId, id }: Pick<Edit, 'projectId' | 'id'>): Promise<Citation> {
  const [citation] = await tx.rows<Citation>(`${CITATION} and id = $2`, [projectId, id]);
  if (!citation) throw new DomainError('notFound');
  return citation;
}

async function countCitations(tx: Transaction, projectId: string): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(
    'select count(*)::int as count from citation where project_id = $1 and ended_at is null',
    [projectId],
  );
  return row?.count ?? 0;
}
