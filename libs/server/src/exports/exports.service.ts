import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { EXPORT_LIMITS, type ExportJob, type ExportJobs, type NewExport } from '@querraum/contracts';
import { DocumentStore } from '../documents';
import { access, DomainError, newId, Transactions, workItems, type ActorTransaction, type Caller } from '../platform';
import { appendHistory, filesOfList, historyBy, requireFile } from '../projects';
import { endExport, exportsOf, exportView, findExport, hasEnded, lockExport } from './export-record';

interface File {
  id: string;
  tenantId: string;
  reference: string;
}
interface Piece {
  storageKey: string;
  sha256: string;
}
export interface ExportBytes {
  fileName: string;
  size: number;
  bytes: Readable;
}

const GIGABYTE = 1024 ** 3;
const FILE_NAMES = { de: 'Akten', en: 'files' } as const;

/** Files of projects to take away, made in the background: whoever asks gets what they may see themselves (docs/adr/0082). */
@Injectable()
export class ExportsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: DocumentStore,
  ) {}

  list(caller: Caller): Promise<ExportJobs> {
    return this.transactions.read(caller, async (tx) => ({
      items: (await exportsOf(tx, tx.actor.personId)).map((row) => exportView(row, tx.now)),
    }));
  }

  get(caller: Caller, id: string): Promise<ExportJob> {
    return this.transactions.read(caller, (tx) => viewOf(tx, id));
  }

  request(caller: Caller, key: string, input: NewExport): Promise<ExportJob> {
    return this.transactions.command(caller, { key, request: { command: 'requestExport', ...input } }, async (tx) => {
      access.require(tx, 'export:request');
      await requirePlace(tx);
      const files = await filesOf(tx, input.of);
      await requireSize(tx, files, input.versions);
      const id = await insertExport(tx, input, files);
      // In the same order for everybody: of two at once, one waits for the other.
      for (const file of files.toSorted((one, other) => (one.id < other.id ? -1 : 1)))
        await tellHistory(tx, file, input);
      await workItems.add(tx, 'makeExport', {
        payload: { tenantId: tx.actor.tenantId, personId: tx.actor.personId, exportId: id },
        dueAt: tx.now,
        dedupeKey: `makeExport:${id}`,
      });
      return viewOf(tx, id);
    });
  }

  cancel(caller: Caller, key: string, id: string): Promise<ExportJob> {
    return this.transactions.command(caller, { key, request: { command: 'cancelExport', id } }, async (tx) => {
      const row = await lockExport(tx, id);
      if (!row) throw new DomainError('notFound');
      if (hasEnded(row)) throw new DomainError('exportEnded');
      await endExport(tx, row, 'cancelled');
      return viewOf(tx, id);
    });
  }

  /** The pieces one after the other: together they are the archive. Each is held against its hash on the way. */
  async file(caller: Caller, id: string): Promise<ExportBytes> {
    const { row, pieces } = await this.transactions.read(caller, async (tx) => {
      const found = await findExport(tx, id);
      if (!found) throw new DomainError('notFound');
      if (found.state !== 'done' || !found.expiresAt || tx.now >= found.expiresAt)
        throw new DomainError('exportNotReady');
      const keys = await tx.rows<Piece>(PIECES, [id]);
      return { row: found, pieces: keys };
    });
    const name = row.reference ?? FILE_NAMES[row.language];
    return {
      fileName: `${name} ${row.requestedAt.toISOString().slice(0, 10)}.zip`,
      size: row.size ?? 0,
      bytes: await this.laidTogether(pieces),
    };
  }

  /** The first is opened before anything is answered: of a store that is away people are told, with no connection cut. */
  private async laidTogether([first, ...others]: Piece[]): Promise<Readable> {
    const opened = first && (await this.store.read(first.storageKey, first.sha256));
    const bytes = Readable.from(this.oneAfterTheOther(opened, others), { objectMode: false });
    // Who leaves before the first byte has begun none of them.
    return bytes.once('close', () => opened?.destroy());
  }

  private async *oneAfterTheOther(opened: Readable | undefined, others: Piece[]): AsyncGenerator<Buffer> {
    if (opened) yield* opened as AsyncIterable<Buffer>;
    for (const { storageKey, sha256 } of others)
      yield* (await this.store.read(storageKey, sha256)) as AsyncIterable<Buffer>;
  }
}

const PIECES = `select storage_key as "storageKey", sha256 from export_piece
  where export_id = $1 and state = 'done' order by position`;

async function viewOf(tx: ActorTransaction, id: string): Promise<ExportJob> {
  const row = await findExport(tx, id);
  if (!row) throw new DomainError('notFound');
  return exportView(row, tx.now);
}

/** Two requests of one person come one after the other, so that both count. */
async function requirePlace(tx: ActorTransaction): Promise<void> {
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('exports:' || $1, 0))", [tx.actor.personId]);
  const [row] = await tx.rows<{ open: number }>(
    "select count(*)::int as open from export_job where person_id = $1 and state in ('waiting', 'running')",
    [tx.actor.personId],
  );
  const limit = EXPORT_LIMITS.atOnce;
  if ((row?.open ?? 0) >= limit) throw new DomainError('exportTooMany', { limit });
}

async function filesOf(tx: ActorTransaction, of: NewExport['of']): Promise<File[]> {
  const files =
    of.what === 'list' ? await filesOfList(tx, of, EXPORT_LIMITS.projects + 1) : [await requireFile(tx, of.projectId)];
  if (files.length > EXPORT_LIMITS.projects) throw tooLarge();
  // What is being deleted is not copied any more.
  const deleted = await tx.rows<{ id: string }>(
    "select project_id as id from project_deletion where project_id = any ($1::uuid[]) and state in ('running', 'done')",
    [files.map(({ id }) => id)],
  );
  const gone = new Set(deleted.map(({ id }) => id));
  const left = files.filter(({ id }) => !gone.has(id));
  if (left.length === 0) throw new DomainError('exportNothing');
  return left;
}

async function requireSize(tx: ActorTransaction, files: File[], versions: NewExport['versions']): Promise<void> {
  const [row] = await tx.rows<{ count: number; bytes: number }>(
    `select count(*)::int as count, coalesce(sum(v.size), 0)::float8 as bytes from document_version v
     where v.project_id = any ($1::uuid[]) and ($2 or not exists (select 1 from document_version n
       where n.tenant_id = v.tenant_id and n.document_id = v.document_id and n.number > v.number))`,
    [files.map(({ id }) => id), versions === 'all'],
  );
  if (row && (row.count > EXPORT_LIMITS.files || row.bytes > EXPORT_LIMITS.bytes)) throw tooLarge();
}

const tooLarge = (): DomainError =>
  new DomainError('exportTooLarge', {
    projects: EXPORT_LIMITS.projects,
    files: EXPORT_LIMITS.files,
    gigabytes: EXPORT_LIMITS.bytes / GIGABYTE,
  });

async function insertExport(
  tx: ActorTransaction,
  { of, versions, language }: NewExport,
  files: File[],
): Promise<string> {
  const id = newId();
  const { tenantId, personId } = tx.actor;
  const reference = of.what === 'project' ? (files[0]?.reference ?? null) : null;
  await tx.rows(
    `insert into export_job (tenant_id, id, person_id, reference, versions, language, state, total, requested_at)
     values ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8)`,
    [tenantId, id, personId, reference, versions, language, files.length, tx.now],
  );
  // The last piece is the table of contents.
  await tx.rows(
    `insert into export_piece (tenant_id, export_id, position, project_id, state)
     select $1, $2, r.position, r.id, 'waiting' from unnest($3::uuid[]) with ordinality r(id, position)`,
    [tenantId, id, [...files.map((file) => file.id), null]],
  );
  return id;
}

/** Whoever has the file is told by its history that somebody took a copy. */
async function tellHistory(tx: ActorTransaction, file: File, { versions }: NewExport): Promise<void> {
  const [unit] = await tx.rows<{ id: string; name: string }>(OWN_UNIT, [file.id, tx.actor.unitIds]);
  const by = unit ? historyBy(tx.actor, unit) : { personId: tx.actor.personId, personName: tx.actor.name };
  await appendHistory(tx, file, [{ action: 'project.exportRequested', at: tx.now, by, data: { versions } }]);
}

/** For which unit the person sees the file: the lead before the others. */
const OWN_UNIT = `select u.id, u.name from project_party p join org_unit u on u.tenant_id = p.unit_tenant_id and u.id = p.unit_id
  where p.project_id = $1 and p."until" is null and p.role <> 'ASSIGNEE' and p.unit_id = any ($2::uuid[])
  order by p.role <> 'LEAD', u.code limit 1`;
