import { Injectable, inject } from '@angular/core';
import type {
  ImportedProcedures,
  NewProcedure,
  ProcedureDraft,
  ProcedureOverview,
  ProcedureTemplate,
  ProcedureVersion,
} from '@querraum/contracts';
import type { ProcedureEdit } from '@querraum/workflow';
import { Api } from '../../core/api';

@Injectable({ providedIn: 'root' })
export class ProcedureDraftsApi {
  private readonly api = inject(Api);

  overview() {
    return this.api.get<{ items: ProcedureOverview[] }>('/procedures/overview');
  }

  templates() {
    return this.api.get<{ items: ProcedureTemplate[] }>('/procedures/templates');
  }

  create(procedure: NewProcedure) {
    return this.api.post<{ id: string }>('/procedures', procedure);
  }

  importBpmn(file: File) {
    const form = new FormData();
    form.set('file', file);
    return this.api.post<ImportedProcedures>('/procedures/import', form);
  }

  bpmn(id: string, draft: boolean) {
    return this.api.blob(`/procedures/${id}/bpmn${draft ? '?draft=true' : ''}`);
  }

  versions(id: string) {
    return this.api.get<{ items: ProcedureVersion[] }>(`/procedures/${id}/versions`);
  }

  draft(id: string) {
    return this.api.get<ProcedureDraft>(`/procedures/${id}/draft`);
  }

  open(id: string) {
    return this.api.post<ProcedureDraft>(`/procedures/${id}/draft`);
  }

  change(id: string, revision: number, edit: ProcedureEdit) {
    return this.api.put<ProcedureDraft>(`/procedures/${id}/draft`, edit, revision);
  }

  discard(id: string, revision: number) {
    return this.api.delete(`/procedures/${id}/draft`, revision);
  }

  release(id: string, revision: number) {
    return this.api.post<ProcedureVersion>(`/procedures/${id}/versions`, {}, revision);
  }
}
