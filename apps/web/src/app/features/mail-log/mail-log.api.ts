import { Injectable, inject } from '@angular/core';
import type { MailDelivery, Page } from '@querraum/contracts';
import { Api } from '../../core/api';

@Injectable({ providedIn: 'root' })
export class MailLogApi {
  private readonly api = inject(Api);

  deliveries(state: string | undefined, cursor: string | undefined) {
    return this.api.get<Page<MailDelivery>>('/mail-deliveries', { state, cursor });
  }
}
