import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Measure } from '@querraum/contracts';
import { Command } from '../../core/command';
import { language } from '../../core/language';
import { ProblemView } from '../../core/problem-view';
import { CurrentProject } from '../../core/project/current-project';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { ActForm, type OpenedForm } from './act-form';
import { measureEntryOf, measureForm, measureStepForm, measureValuesOf } from './measure-form';
import { MeasureRow } from './measure-row';
import { PlanEditing, planList } from './plan-list';
import { PlanningApi } from './planning.api';

/** Maßnahmen in their order: what, with whom it lies, until when and how it stands. */
@Component({
  selector: 'app-measures-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ActForm, Button, EmptyState, Icon, MeasureRow, ProblemView, Skeleton, TranslocoPipe],
  providers: [Command, PlanEditing],
  templateUrl: './measures-panel.html',
})
export class MeasuresPanel {
  readonly mayPlan = input.required<boolean>();
  protected readonly command = inject(Command);
  protected readonly editing = inject(PlanEditing);
  private readonly api = inject(PlanningApi);
  private readonly current = inject(CurrentProject);
  private readonly texts = inject(Texts);
  protected readonly measures = planList<Measure>('measures');
  protected readonly opened = computed((): OpenedForm | undefined => {
    const act = this.editing.act();
    const measure = this.editing.row() as Measure | undefined;
    const { say } = this.texts;
    if (act === 'add')
      return { act, heading: say('planning.measure.add'), form: measureForm(this.current.project(), undefined, say) };
    if (measure === undefined) return undefined;
    const { title } = measure;
    return act === 'state'
      ? { act, heading: say('planning.actOn.state', { title }), form: measureStepForm(measure, say) }
      : {
          act: 'change',
          heading: say('planning.actOn.change', { title }),
          form: measureForm(this.current.project(), measure, say),
        };
  });

  protected async move(measure: Measure, by: -1 | 1): Promise<void> {
    const entry = { ...measureEntryOf(measureValuesOf(measure)), position: measure.position + by };
    await this.command.send(() => this.api.change(this.measures.projectId(), 'measures', measure, entry));
    this.current.refresh();
  }

  protected async download(): Promise<void> {
    const reference = this.current.project().reference.replaceAll('/', '-');
    const fileName = `${this.texts.say('planning.measures')} ${reference}.csv`;
    await this.command.send(() => this.api.saveMeasures(this.measures.projectId(), language(), fileName));
  }
}
