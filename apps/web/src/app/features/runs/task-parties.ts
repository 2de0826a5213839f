import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RunDetail, Task } from '@querraum/contracts';
import { SeatList } from '../../core/round/seat-list';
import { Fact, Facts } from '../../ui/facts';

/** What the task belongs to, and how the others stand. */
@Component({
  selector: 'app-task-parties',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Fact, Facts, SeatList, TranslocoPipe],
  template: `
    <section class="card stack" aria-labelledby="beteiligte-stand">
      <h2 id="beteiligte-stand">{{ 'preview.others' | transloco }}</h2>
      <app-seat-list [run]="run()" />
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
}
