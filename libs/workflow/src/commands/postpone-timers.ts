import { nodeOf } from '../graph';
import type { Run } from '../run';
import { definitionIn } from '../scopes';
import type { Instant } from '../vocabulary';

/** Timers of a model have as much left as they had when the run came to stand; a date stays what it is. */
export function postponeTimers(run: Run, since: Instant): void {
  if (!run.subscriptions.some(({ at }) => at !== undefined)) return;
  const length = Date.parse(run.now) - Date.parse(since);
  run.state.subscriptions = run.subscriptions.map((subscription) => {
    if (subscription.at === undefined) return subscription;
    const node = nodeOf(definitionIn(run.bundle, run.state, subscription.scope), subscription.nodeId);
    const event = 'event' in node ? node.event : undefined;
    if (event?.kind === 'timer' && event.form === 'date') return subscription;
    return { ...subscription, at: new Date(Date.parse(subscription.at) + length).toISOString() };
  });
}
