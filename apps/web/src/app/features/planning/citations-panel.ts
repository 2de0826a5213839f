import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Citation } from '@querraum/contracts';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { ActForm, type OpenedForm } from './act-form';
import { endForm } from './phase-form';
import { PlanEditing, planList } from './plan-list';
import { citationForm } from './resolution-form';
import { RowActs } from './row-acts';

/** Fundstellen: where something about the project can be read up. */
@Component({
  selector: 'app-citations-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ActForm, Button, Icon, ProblemView, RowActs, Skeleton, TranslocoPipe],
  providers: [PlanEditing],
  templateUrl: './citations-panel.html',
})
export class CitationsPanel {
  readonly mayPlan = input.required<boolean>();
  protected readonly editing = inject(PlanEditing);
  private readonly texts = inject(Texts);
  protected readonly list = planList<Citation>('citations');
  protected readonly opened = computed((): OpenedForm | undefined => {
    const { say } = this.texts;
    const act = this.editing.act();
    const citation = this.editing.row() as Citation | undefined;
    if (act === 'add') return { act, heading: say('planning.citation.add'), form: citationForm(undefined, say) };
    if (citation === undefined) return undefined;
    const heading = (one: string) => say(`planning.actOn.${one}`, { title: citation.title });
    if (act === 'end') return { act, heading: heading(act), form: endForm(say) };
    return { act: 'change', heading: heading('change'), form: citationForm(citation, say) };
  });
}
