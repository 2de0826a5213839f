import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RunDetail, Task } from '@querraum/contracts';
import { PlaceList } from '../../core/round/place-list';
import { SeatList } from '../../core/round/seat-list';
import { Localized } from '../../core/texts';
import { Fact, Facts } from '../../ui/facts';

/** What the task belongs to, how the others stand, and what the blocks before it have brought. */
@Component({
  selector: 'app-task-parties',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Fact, Facts, Localized, PlaceList, SeatList, TranslocoPipe],
  template: `
    <section class="card stack" aria-labelledby="beteiligte-stand">
      <h2 id="beteiligte-stand">{{ 'preview.others' | transloco }}</h2>
      <app-seat-list [run]="run()" />
      @for (block of blocks(); track block.id) {
        <section class="stack stack--tight" [attr.aria-label]="block.name | localized">
          <h3>{{ block.name | localized }}</h3>
          <app-place-list [places]="block.places" />
        </section>
      }
      <ui-facts>
        <ui-fact [label]="'project.reference' | transloco">{{ task().projectReference }}</ui-fact>
        <ui-fact [label]="'project.areas' | transloco">{{ task().areaNames }}</ui-fact>
        <ui-fact [label]="'project.lead' | transloco">{{ task().leadUnitName }}</ui-fact>
      </ui-facts>
    </section>
  `,
})
export class TaskParties {
  readonly task = input.required<Task>();
  readonly run = input.required<RunDetail>();
  /** That of the task stands first. */
  protected readonly blocks = computed(() => {
    const { stepId } = this.task();
    const blocks = this.run().steps.flatMap((step) => ('places' in step && step.places.length > 0 ? [step] : []));
    return [...blocks.filter(({ id }) => id === stepId), ...blocks.filter(({ id }) => id !== stepId).reverse()];
  });
}
