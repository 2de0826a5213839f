import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { PlaceView } from '@querraum/contracts';
import { Badge } from '../../ui/badge';
import { lastMomentInWords } from '../deadline';
import { formatDateTime } from '../format';
import { Texts } from '../texts';
import { placeWords } from './place-words';
import { personWithCapacity } from './seat-words';

/** The units of a block, each with what it has done, when and with which words. */
@Component({
  selector: 'app-place-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, TranslocoPipe],
  template: `
    <ul role="list" class="stack">
      @for (line of lines(); track line.id) {
        <li class="stack stack--tight">
          <div class="row">
            <span class="strong">{{ line.unit }}</span>
            <ui-badge [tone]="line.state.tone" [icon]="line.state.icon">{{ line.state.words }}</ui-badge>
            <span class="muted">{{ line.due }}</span>
          </div>
          @if (line.act) {
            <p class="small">{{ line.act }}</p>
          }
          @if (line.words; as words) {
            <p class="small pre-line">{{ 'quoted' | transloco: { text: words } }}</p>
          }
        </li>
      }
    </ul>
  `,
})
export class PlaceList {
  readonly places = input.required<readonly PlaceView[]>();
  private readonly texts = inject(Texts);
  protected readonly lines = computed(() =>
    this.places().map((place) => ({
      id: place.id,
      unit: place.unit.name,
      state: placeWords(place, this.texts.say),
      due: this.dueOf(place),
      act: this.actOf(place),
      words: place.words,
    })),
  );

  private dueOf({ state, dueEnd, owner }: PlaceView): string {
    if (state !== 'open') return '';
    const due = dueEnd === null ? [] : [this.texts.say('due.until', { moment: lastMomentInWords(dueEnd) })];
    return [...due, ...(owner === null ? [] : [this.texts.say('place.ownedBy', { owner })])].join(' · ');
  }

  private actOf({ by, at }: PlaceView): string {
    if (by === null || at === null) return '';
    const who = personWithCapacity(by.person, by.capacity, by.onBehalfOf, this.texts.say);
    return this.texts.say('signer.at', { who, when: formatDateTime(at) });
  }
}
