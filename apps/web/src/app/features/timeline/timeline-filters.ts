import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Party, TimelineFilter } from '@querraum/contracts';
import { TypingPause } from '../../core/typing-pause';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { isFiltered, SOURCE_CHOICES, TOPIC_CHOICES, toggledTopic, type TimelineAddress } from './timeline-filter';

export type AddressChange = Partial<Record<keyof TimelineAddress, string | null>>;
const UNIT = 'unit:';

/** What narrows the Verlauf: who, what, when, and a part of a title. */
@Component({
  selector: 'app-timeline-filters',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, TranslocoPipe],
  providers: [TypingPause],
  templateUrl: './timeline-filters.html',
  styleUrl: './timeline-filters.scss',
})
export class TimelineFilters {
  readonly filter = input.required<TimelineFilter>();
  readonly parties = input.required<readonly Party[]>();
  readonly changed = output<AddressChange>();
  private readonly typing = inject(TypingPause);
  protected readonly sources = SOURCE_CHOICES;
  protected readonly topics = TOPIC_CHOICES;
  protected readonly toggledTopic = toggledTopic;
  protected readonly isFiltered = computed(() => isFiltered(this.filter()));
  protected readonly nothing: AddressChange = { wer: null, stelle: null, was: null, von: null, bis: null, suche: null };
  /** Every unit once, also one that takes part in two ways; one from an old link that is no party any more stays chosen. */
  protected readonly units = computed(() => [
    ...new Map(this.parties().map(({ unit }) => [unit.id, { value: UNIT + unit.id, name: unit.name }])).values(),
  ]);
  protected readonly who = computed(() => {
    const { who, unit } = this.filter();
    return unit === undefined ? (who ?? '') : UNIT + unit;
  });

  protected chooseWho(value: string): void {
    const isUnit = value.startsWith(UNIT);
    this.changed.emit({
      wer: isUnit ? null : value || null,
      stelle: isUnit ? value.slice(UNIT.length) : null,
    });
  }

  protected search(text: string): void {
    this.typing.then(() => this.changed.emit({ suche: text.trim() || null }));
  }
}
