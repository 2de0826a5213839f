import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type {
  ComparisonQuery,
  DocumentKind,
  DocumentQuery,
  DocumentSummary,
  Page,
  TextComparison,
} from '@querraum/contracts';
import { access, newId, Transactions, type Caller } from '../platform';
import { getProject, lockProject, requireOpen } from '../projects';
import { getVersion, insertDocument, type VersionRecord } from './document-record';
import { documentSummary, listDocuments } from './document-view';
import { compareVersions } from './document-texts';
import { DocumentStore, type StoredFile, type Upload } from './document-store';
import { unusedOf } from './stored-bytes';
import { UploadCheck } from './upload-check';

interface NewDocument {
  projectId: string;
  title: string;
  kind?: string;
  upload: Upload;
}

@Injectable()
export class DocumentsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: DocumentStore,
    private readonly uploads: UploadCheck,
  ) {}

  add(
    caller: Caller,
    key: string,
    { projectId, title, kind = 'OTHER', upload }: NewDocument,
  ): Promise<DocumentSummary> {
    const id = newId();
    return this.withStored(upload, (stored) => {
      const { fileName, sha256 } = stored;
      const request = { command: 'addDocument', projectId, title, kind, fileName, sha256 };
      return this.transactions.command(caller, { key, request }, async (tx) => {
        const project = await lockProject(tx, projectId);
        access.require(tx, 'document:add', { leadUnitId: project.leadUnitId });
        requireOpen(project);
        await insertDocument(tx, project, { id, title, kind }, stored);
        return documentSummary(tx, id);
      });
    });
  }

  /** What sorts of documents there are, in the order in which people choose. */
  kinds(caller: Caller): Promise<DocumentKind[]> {
    return this.transactions.read(caller, (tx) =>
      tx.rows('select key, name from document_kind order by position, key'),
    );
  }

  list(caller: Caller, projectId: string, query: DocumentQuery): Promise<Page<DocumentSummary>> {
    return this.transactions.read(caller, async (tx) => listDocuments(tx, await getProject(tx, projectId), query));
  }

  get(caller: Caller, id: string): Promise<DocumentSummary> {
    return this.transactions.read(caller, (tx) => documentSummary(tx, id));
  }

  async content(caller: Caller, id: string, number: number): Promise<{ version: VersionRecord; bytes: Readable }> {
    const version = await this.transactions.read(caller, (tx) => getVersion(tx, id, number));
    return { version, bytes: await this.store.read(version.storageKey, version.sha256) };
  }

  compare(caller: Caller, id: string, query: ComparisonQuery): Promise<TextComparison> {
    return this.transactions.read(caller, (tx) => compareVersions(tx, id, query));
  }

  /** Checks the upload and gives it its lasting place, before any transaction. */
  async storeUpload(upload: Upload): Promise<StoredFile> {
    const { mediaType, fileName } = await this.uploads.check(upload);
    const storageKey = await this.store.keep(upload);
    return { sha256: upload.sha256, size: upload.size, mediaType, fileName, storageKey };
  }

  /**
   * Runs a command that may make the file a version of this document, and takes the file away again when it did not:
   * refused, failed, or a repeated request that only got its stored answer.
   */
  async withStored<T>(upload: Upload, command: (stored: StoredFile) => Promise<T>): Promise<T> {
    const stored = await this.storeUpload(upload);
    try {
      return await command(stored);
    } finally {
      await this.removeUnused([stored]);
    }
  }

  /** Runs a command that may take copies of kept files into something else; those that it did not take are removed. */
  async withCopies<T>(files: StoredFile[], command: (copies: StoredFile[]) => Promise<T>): Promise<T> {
    const copies: StoredFile[] = [];
    try {
      for (const file of files) copies.push({ ...file, storageKey: await this.store.copy(file) });
      return await command(copies);
    } finally {
      await this.removeUnused(copies);
    }
  }

  /** Only what is known to be unused is removed: an orphan costs a little space, a lost file a signed document. */
  private async removeUnused(stored: StoredFile[]): Promise<void> {
    if (stored.length === 0) return;
    const keys = stored.map(({ storageKey }) => storageKey);
    const unused = await this.transactions.run((tx) => unusedOf(tx, keys)).catch(() => []);
    for (const key of unused) await this.store.remove(key);
  }
}
