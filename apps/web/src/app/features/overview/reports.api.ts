import { Injectable, inject } from '@angular/core';
import type { ReportInput, ReportSubscription } from '@querraum/contracts';
import { Api } from '../../core/api';

const ROOT = '/report-subscriptions';

/** Reports „Stand der Vorhaben“ that come by mail. */
@Injectable({ providedIn: 'root' })
export class ReportsApi {
  private readonly api = inject(Api);

  list() {
    return this.api.get<{ items: ReportSubscription[] }>(ROOT);
  }
  add(input: ReportInput) {
    return this.api.post<ReportSubscription>(ROOT, input);
  }
  change({ id, revision }: ReportSubscription, input: ReportInput) {
    return this.api.put<ReportSubscription>(`${ROOT}/${id}`, input, revision);
  }
  end({ id, revision }: ReportSubscription) {
    return this.api.delete(`${ROOT}/${id}`, revision);
  }
  leave({ id }: ReportSubscription) {
    return this.api.post<null>(`${ROOT}/${id}/leave`);
  }
}
