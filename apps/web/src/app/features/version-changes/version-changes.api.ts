import { Injectable, inject } from '@angular/core';
import type {
  MigrationChoice,
  MigrationRun,
  NewProcedureMigration,
  Page,
  ProcedureMigration,
  ProcedureMigrationSummary,
  ProcedureVersion,
} from '@querraum/contracts';
import { switchMap, takeWhile, timer } from 'rxjs';
import { Api } from '../../core/api';

/** How often somebody who watches is shown how far the work has come. */
const WATCH_MS = 1500;

/** Something is still being done by the workers. */
export const isUnderWay = ({ status, progress }: Pick<ProcedureMigration, 'status' | 'progress'>): boolean =>
  progress.pending > 0 ||
  (status === 'released' && progress.left > 0) ||
  (status === 'undone' && progress.left + progress.moved > 0);

@Injectable({ providedIn: 'root' })
export class VersionChangesApi {
  private readonly api = inject(Api);

  versions(procedureId: string) {
    return this.api.get<{ items: ProcedureVersion[] }>(`/procedures/${procedureId}/versions`);
  }

  list(procedureId: string) {
    return this.api.get<{ items: ProcedureMigrationSummary[] }>(`/procedures/${procedureId}/migrations`);
  }

  /** Told again and again for as long as something is being done. */
  watch(procedureId: string, id: string) {
    return timer(0, WATCH_MS).pipe(
      switchMap(() => this.api.get<ProcedureMigration>(path(procedureId, id))),
      takeWhile((plan) => isUnderWay(plan), true),
    );
  }

  runs(procedureId: string, id: string, query: { status?: string; cursor?: string }) {
    return this.api.get<Page<MigrationRun>>(`${path(procedureId, id)}/runs`, query);
  }

  plan(procedureId: string, versions: NewProcedureMigration) {
    return this.api.post<ProcedureMigration>(`/procedures/${procedureId}/migrations`, versions);
  }

  change({ procedureId, id, revision }: ProcedureMigration, mapping: Record<string, string>) {
    return this.api.put<ProcedureMigration>(path(procedureId, id), { mapping }, revision);
  }

  choose({ procedureId, id, revision }: ProcedureMigration, choice: MigrationChoice) {
    return this.api.put<ProcedureMigration>(`${path(procedureId, id)}/choice`, choice, revision);
  }

  act({ procedureId, id, revision }: ProcedureMigration, act: 'check' | 'release' | 'undo') {
    return this.api.post<ProcedureMigration>(`${path(procedureId, id)}/${act}`, {}, revision);
  }

  discard({ procedureId, id, revision }: ProcedureMigration) {
    return this.api.delete(path(procedureId, id), revision);
  }
}

const path = (procedureId: string, id: string): string => `/procedures/${procedureId}/migrations/${id}`;
