import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Webhook } from '@querraum/contracts';
import { Badge, type Tone } from '../../ui/badge';

type Standing = 'active' | 'failing' | 'paused' | 'pausedFailing' | 'pausedGone';
const TONES = {
  active: 'success',
  failing: 'warning',
  paused: 'neutral',
  pausedFailing: 'danger',
  pausedGone: 'danger',
} as const satisfies Record<Standing, Tone>;

export function standingOf({ state, pausedBecause, failingSince }: Webhook): Standing {
  if (state === 'active') return failingSince === null ? 'active' : 'failing';
  if (pausedBecause === 'failing') return 'pausedFailing';
  return pausedBecause === 'gone' ? 'pausedGone' : 'paused';
}

/** Whether a target works, in a word. */
@Component({
  selector: 'app-webhook-standing',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, TranslocoPipe],
  template: `<ui-badge [tone]="tone()">{{ 'webhooks.standing.' + standing() | transloco }}</ui-badge>`,
})
export class WebhookStanding {
  readonly webhook = input.required<Webhook>();
  protected readonly standing = computed(() => standingOf(this.webhook()));
  protected readonly tone = computed(() => TONES[this.standing()]);
}
