import { Injectable, inject } from '@angular/core';
import type { Insertion, ReturnPlanView, ReturnTargets, RunDetail, RunReturn } from '@querraum/contracts';
import { Api } from '../api';

/** What the lead does with a run as a whole. */
@Injectable({ providedIn: 'root' })
export class RunLeadApi {
  private readonly api = inject(Api);

  targets(runId: string) {
    return this.api.get<ReturnTargets>(`/runs/${runId}/return-targets`);
  }

  /** What a return would close and what would go on, before anybody decides. */
  plan(runId: string, nodeId: string, scope: string | undefined) {
    return this.api.get<ReturnPlanView>(`/runs/${runId}/return-plan`, { nodeId, ...(scope && { scope }) });
  }

  suspend(runId: string, reason: string): Promise<RunDetail> {
    return this.api.post<RunDetail>(`/runs/${runId}/suspension`, { reason });
  }

  resume(runId: string): Promise<RunDetail> {
    return this.api.post<RunDetail>(`/runs/${runId}/resumption`, {});
  }

  returnTo(runId: string, target: RunReturn): Promise<RunDetail> {
    return this.api.post<RunDetail>(`/runs/${runId}/return`, target);
  }

  insert(runId: string, insertion: Insertion): Promise<RunDetail> {
    return this.api.post<RunDetail>(`/runs/${runId}/insertions`, insertion);
  }

  skip(runId: string, stepId: string, reason: string): Promise<RunDetail> {
    return this.api.post<RunDetail>(`/runs/${runId}/skips`, { stepId, reason });
  }

  retry(runId: string, stepId: string): Promise<RunDetail> {
    return this.api.post<RunDetail>(`/runs/${runId}/retries`, { stepId });
  }

  reopen(runId: string, nodeId: string, reason: string): Promise<RunDetail> {
    return this.api.post<RunDetail>(`/runs/${runId}/reopening`, { nodeId, reason });
  }
}
