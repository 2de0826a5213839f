import { Injectable, inject } from '@angular/core';
import type {
  GivenWebhook,
  Page,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryState,
  WebhookInput,
  WebhookReplayed,
} from '@querraum/contracts';
import { Api } from '../../core/api';

const ROOT = '/webhooks';

/** Targets outside that are told of events of the house. */
@Injectable({ providedIn: 'root' })
export class WebhooksApi {
  private readonly api = inject(Api);

  list() {
    return this.api.get<{ items: Webhook[] }>(ROOT);
  }
  webhook(id: string) {
    return this.api.get<Webhook>(`${ROOT}/${id}`);
  }
  add(input: WebhookInput) {
    return this.api.post<GivenWebhook>(ROOT, input);
  }
  change({ id, revision }: Webhook, input: WebhookInput) {
    return this.api.put<Webhook>(`${ROOT}/${id}`, input, revision);
  }
  rotateSecret({ id, revision }: Webhook) {
    return this.api.post<GivenWebhook>(`${ROOT}/${id}/secret`, {}, revision);
  }
  remove({ id, revision }: Webhook) {
    return this.api.delete(`${ROOT}/${id}`, revision);
  }

  deliveries(id: string, state: WebhookDeliveryState | undefined, cursor: string | undefined) {
    return this.api.get<Page<WebhookDelivery>>(`${ROOT}/${id}/deliveries`, { state, cursor });
  }
  test(id: string) {
    return this.api.post<WebhookDelivery>(`${ROOT}/${id}/test`);
  }
  /** Everything that failed or was held. */
  replay(id: string, since: string) {
    return this.api.post<WebhookReplayed>(`${ROOT}/${id}/replay`, { since });
  }
  replayOne(id: string, deliveryId: string) {
    return this.api.post<WebhookDelivery>(`${ROOT}/${id}/deliveries/${deliveryId}/replay`);
  }
}
