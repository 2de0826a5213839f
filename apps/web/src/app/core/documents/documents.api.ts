import { Injectable, inject } from '@angular/core';
import type { DocumentKind, DocumentSummary, DocumentVersion, NewVersionFields, Page } from '@querraum/contracts';
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

  add(projectId: string, title: string, file: File): Promise<DocumentSummary> {
    const form = new FormData();
    form.set('title', title);
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
