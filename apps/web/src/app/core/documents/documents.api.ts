import { Injectable, inject } from '@angular/core';
import type {
  DocumentKind,
  DocumentReading,
  DocumentSummary,
  DocumentVersion,
  NewVersionFields,
  Page,
  TextComparison,
} from '@querraum/contracts';
import { Api } from '../api';
import { saveFile } from '../save-file';

@Injectable({ providedIn: 'root' })
export class DocumentsApi {
  private readonly api = inject(Api);

  /** The documents of a project, newest activity first. */
  documents(projectId: string, query: { kind?: string; state?: string; limit?: number; cursor?: string } = {}) {
    return this.api.get<Page<DocumentSummary>>(`/projects/${projectId}/documents`, query);
  }

  kinds() {
    return this.api.get<{ items: DocumentKind[] }>('/document-kinds');
  }

  document(id: string) {
    return this.api.get<DocumentSummary>(`/documents/${id}`);
  }

  page(projectId: string, query: { kind?: string; state?: string; limit?: number; cursor?: string }) {
    return this.api.read<Page<DocumentSummary>>(`/projects/${projectId}/documents`, query);
  }

  compare(documentId: string, from: number, to: number) {
    return this.api.get<TextComparison>(`/documents/${documentId}/comparison`, { from, to });
  }

  readings(documentId: string) {
    return this.api.get<{ items: DocumentReading[] }>(`/documents/${documentId}/readings`);
  }

  /** That this version was opened for a task. */
  noteReading(documentId: string, version: number, taskId: string): Promise<unknown> {
    return this.api.post(`/documents/${documentId}/versions/${version}/readings`, { taskId });
  }

  withdraw({ id, revision }: DocumentSummary, reason: string): Promise<DocumentSummary> {
    return this.api.post(`/documents/${id}/withdrawal`, { reason }, revision);
  }

  replace({ id, revision }: DocumentSummary, replacedById: string, reason: string): Promise<DocumentSummary> {
    return this.api.post(`/documents/${id}/replacement`, { replacedById, reason }, revision);
  }

  restore({ id, revision }: DocumentSummary, reason: string): Promise<DocumentSummary> {
    return this.api.post(`/documents/${id}/restoration`, { reason }, revision);
  }

  unlink(projectId: string, linkId: string): Promise<unknown> {
    return this.api.post(`/projects/${projectId}/document-links/${linkId}/removal`);
  }

  add(projectId: string, title: string, file: File, kind = 'OTHER'): Promise<DocumentSummary> {
    const form = new FormData();
    form.set('title', title);
    form.set('kind', kind);
    form.set('file', file);
    return this.api.post<DocumentSummary>(`/projects/${projectId}/documents`, form);
  }

  addVersion(documentId: string, file: File, fields: NewVersionFields): Promise<DocumentSummary> {
    const form = new FormData();
    form.set('change', fields.change);
    form.set('reason', fields.reason);
    form.set('affectedSeatIds', fields.affectedSeatIds.join(','));
    form.set('file', file);
    return this.api.post<DocumentSummary>(`/documents/${documentId}/versions`, form);
  }

  content(documentId: string, version: number): Promise<Blob> {
    return this.api.blob(`/documents/${documentId}/versions/${version}/content`);
  }

  async download(documentId: string, version: DocumentVersion): Promise<void> {
    saveFile(await this.content(documentId, version.number), version.fileName);
  }
}
