import { Injectable, inject } from '@angular/core';
import type { ExportJob, ExportJobs, NewExport, ProjectDetail } from '@querraum/contracts';
import { Api } from '../../core/api';

/** Files of projects to take away, made in the background. */
@Injectable({ providedIn: 'root' })
export class ExportsApi {
  private readonly api = inject(Api);

  exports() {
    return this.api.get<ExportJobs>('/exports');
  }

  project(id: string) {
    return this.api.get<ProjectDetail>(`/projects/${id}`);
  }

  request(input: NewExport) {
    return this.api.post<ExportJob>('/exports', input);
  }

  cancel(id: string) {
    return this.api.post<ExportJob>(`/exports/${id}/cancel`);
  }

  file(id: string) {
    return this.api.blob(`/exports/${id}/file`);
  }
}
