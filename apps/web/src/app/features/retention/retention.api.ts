import { Injectable, inject } from '@angular/core';
import type { RetentionRegister, RetentionRule, RetentionRuleInput } from '@querraum/contracts';
import { Api } from '../../core/api';

/** Retention of the house: its rule, what is due, and the register of deletions. */
@Injectable({ providedIn: 'root' })
export class RetentionApi {
  private readonly api = inject(Api);

  register() {
    return this.api.get<RetentionRegister>('/retention');
  }

  setRule(rule: RetentionRuleInput, revision: number) {
    return this.api.put<RetentionRule>('/retention/rule', rule, revision);
  }

  release(projectId: string) {
    return this.api.post<RetentionRegister>(`/retention/projects/${projectId}/release`);
  }

  stop(projectId: string, reason: string) {
    return this.api.post<RetentionRegister>(`/retention/projects/${projectId}/stop`, { reason });
  }
}
