export { announceEvents } from './announce-events';
export { pausedMail } from './paused-mail';
export { forgetClearSecrets, sealSecrets } from './seal-secrets';
export { SecretKeys } from './secret-keys';
export * from './target-networks';
export * from './target-url';
export {
  beginRound,
  endRound,
  leaseEndOfRound,
  type WebhookMessage,
  type WebhookOutcome,
  type WebhookRound,
} from './webhook-delivery';
export { eventSource } from './webhook-events';
export * from './webhook-log.service';
export { newSecret, secretText, signedHeaders } from './webhook-signature';
export { targetRules, WebhooksService } from './webhooks.service';
