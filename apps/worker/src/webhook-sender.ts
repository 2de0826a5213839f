import {
  eventSource,
  SecretKeys,
  signedHeaders,
  targetRules,
  type Config,
  type WebhookOutcome,
  type WebhookRound,
} from '@querraum/server';
import type { WebhookSender } from './jobs';
import { resolveName } from './webhook-names';
import { postWebhook, type PostSettings } from './webhook-post';

/** So many targets are sent to at once, and so many messages to one of them. */
const MOST_TARGETS = 64;
const MOST_TO_ONE = 4;
/** No message is begun later in a round; with the last one it is over well before the lease ends (libs/server). */
const ROUND_MS = 20_000;

type Settings = Pick<
  Config,
  | 'NODE_ENV'
  | 'WEBHOOK_ALLOWED_NETWORKS'
  | 'WEBHOOK_HTTP'
  | 'PUBLIC_URL'
  | 'WEBHOOK_SECRET_KEY'
  | 'WEBHOOK_SECRET_FORMER_KEYS'
>;

/**
 * Sends to targets outside, each in a lane of its own: a target that hangs fills its lane, and neither another's nor a place of
 * the queue.
 */
export function webhookSender(
  config: Settings,
  onError: (error: unknown) => void,
  settings: Partial<PostSettings> = {},
): WebhookSender {
  const post = { rules: targetRules(config), resolve: resolveName, ...settings };
  const lanes = new Set<Promise<void>>();
  let isStopping = false;

  return {
    source: eventSource(config.PUBLIC_URL),
    keys: new SecretKeys(config),
    hasRoom: () => !isStopping && lanes.size < MOST_TARGETS,

    apart(work) {
      const lane: Promise<void> = work()
        .catch(onError)
        .finally(() => lanes.delete(lane));
      lanes.add(lane);
    },

    async send({ url, secrets, messages }: WebhookRound) {
      const began = performance.now();
      const outcomes = new Map<string, WebhookOutcome>(
        messages.map(({ deliveryId }) => [deliveryId, { state: 'unsent' }]),
      );
      const waiting = [...Map.groupBy(messages, ({ row }) => row).values()];
      const sendRows = async (): Promise<void> => {
        for (let row = waiting.shift(); row; row = waiting.shift())
          for (const { deliveryId, id, body } of row) {
            if (isStopping || performance.now() - began > ROUND_MS) return;
            const headers = signedHeaders({ id, body }, secrets, new Date());
            const outcome = await postWebhook(url, { body, headers }, post);
            outcomes.set(deliveryId, outcome);
            // Whatever comes after it waits with it.
            if (outcome.state === 'failed') break;
          }
      };
      await Promise.all(Array.from({ length: MOST_TO_ONE }, sendRows));
      return outcomes;
    },

    /** What is on its way is waited for; nothing new begins. */
    async stop() {
      isStopping = true;
      await Promise.all(lanes);
    },
  };
}
