import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { LastChange as Change } from '@querraum/contracts';
import { formatDateTime } from '../../core/format';
import { Texts } from '../../core/texts';

/** „Zuletzt geändert von … am …“. */
@Component({
  selector: 'app-last-change',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<p class="muted small">{{ words() }}</p>`,
})
export class LastChange {
  readonly change = input.required<Change | null>();
  private readonly texts = inject(Texts);
  protected readonly words = computed(() => {
    const change = this.change();
    if (change === null) return this.texts.say('house.neverChanged');
    const values = { when: formatDateTime(change.at), who: change.by?.name ?? '' };
    return this.texts.say(change.by === null ? 'house.changedAt' : 'house.changedBy', values);
  });
}
