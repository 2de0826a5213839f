import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Measure, MeasureState } from '@querraum/contracts';
import { DateOf, formatList } from '../../core/format';
import { Texts } from '../../core/texts';
import { Badge, type Tone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import type { PlanAct } from './act-form';
import { periodInWords } from './plan-words';
import { RowActs } from './row-acts';

const TONES = {
  planned: 'neutral',
  running: 'info',
  done: 'success',
  abandoned: 'warning',
} as const satisfies Record<MeasureState, Tone>;

/** One measure as a line of the table, a card on a narrow screen. */
@Component({
  selector: 'tr[app-measure-row]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, Button, DateOf, Icon, RowActs, TranslocoPipe],
  templateUrl: './measure-row.html',
  styles: `
    p {
      font-weight: 400;
    }
    .moves {
      flex-wrap: nowrap;
      gap: 0;
    }
    .up {
      rotate: -90deg;
    }
    .down {
      rotate: 90deg;
    }
  `,
})
export class MeasureRow {
  readonly measure = input.required<Measure>();
  readonly mayPlan = input.required<boolean>();
  readonly isFirst = input.required<boolean>();
  readonly isLast = input.required<boolean>();
  readonly act = output<PlanAct>();
  readonly move = output<-1 | 1>();
  private readonly texts = inject(Texts);
  protected readonly acts = computed((): PlanAct[] => [
    ...(this.measure().allowed.includes('plan:report') ? (['state'] as const) : []),
    ...(this.mayPlan() ? (['change'] as const) : []),
  ]);
  protected readonly mayAct = computed(() => this.acts().length > 0);
  protected readonly tone = computed(() => TONES[this.measure().state]);
  protected readonly period = computed(() => periodInWords(this.measure(), this.texts.say));
  protected readonly partners = computed(() => formatList(this.measure().partners.map(({ name }) => name)));
  protected readonly areas = computed(() => formatList(this.measure().areas.map(({ name }) => name)));
}
