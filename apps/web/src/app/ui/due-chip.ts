import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Badge, Tone } from './badge';
import { IconName } from './icon';

export type Urgency = 'overdue' | 'soon' | 'later' | 'none';

const LOOKS = {
  overdue: { tone: 'danger', icon: 'alert' },
  soon: { tone: 'warning', icon: 'clock' },
  later: { tone: 'neutral', icon: 'calendar' },
  none: { tone: 'neutral', icon: 'calendar' },
} as const satisfies Record<Urgency, { tone: Tone; icon: IconName }>;

/** A period in words; every urgency has its own icon, so that colour is never alone. */
@Component({
  selector: 'ui-due-chip',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge],
  template: `<ui-badge [tone]="look().tone" [icon]="look().icon">{{ words() }}</ui-badge>`,
})
export class DueChip {
  readonly words = input.required<string>();
  readonly urgency = input.required<Urgency>();
  protected readonly look = computed(() => LOOKS[this.urgency()]);
}
