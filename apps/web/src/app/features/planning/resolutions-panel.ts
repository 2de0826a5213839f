import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Resolution } from '@querraum/contracts';
import { DocumentsApi } from '../../core/documents/documents.api';
import { DateOf } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { ActForm, type OpenedForm } from './act-form';
import { PlanEditing, planList } from './plan-list';
import { resolutionForm } from './resolution-form';
import { RowActs } from './row-acts';

/** Beschlüsse: what bodies have decided, the youngest first; a wrong entry is corrected by another one. */
@Component({
  selector: 'app-resolutions-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ActForm,
    Badge,
    Button,
    DateOf,
    EmptyState,
    Icon,
    ProblemView,
    RouterLink,
    RowActs,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [PlanEditing],
  templateUrl: './resolutions-panel.html',
})
export class ResolutionsPanel {
  readonly mayPlan = input.required<boolean>();
  protected readonly editing = inject(PlanEditing);
  private readonly texts = inject(Texts);
  private readonly api = inject(DocumentsApi);
  protected readonly list = planList<Resolution>('resolutions');
  private readonly documents = rxResource({
    params: () => (this.editing.act() === '' ? undefined : this.list.projectId()),
    stream: ({ params }) => this.api.documents(params, { limit: 200 }),
  });
  protected readonly opened = computed((): OpenedForm | undefined => {
    const { say } = this.texts;
    const act = this.editing.act();
    const wrong = this.editing.row() as Resolution | undefined;
    // Own ones only: what another project shows here by a link stays that project's.
    const documents = (this.documents.hasValue() ? this.documents.value().items : [])
      .filter(({ projectId }) => projectId === this.list.projectId())
      .map(({ id, title }) => ({ value: id, label: title }));
    if (act === 'add')
      return { act, heading: say('planning.resolution.add'), form: resolutionForm(documents, undefined, say) };
    if (wrong === undefined) return undefined;
    const heading = say('planning.actOn.correction', { title: this.titleOf(wrong) });
    return { act: 'correction', heading, form: resolutionForm(documents, wrong, say) };
  });

  protected titleOf({ body, number }: Resolution): string {
    return number === '' ? body : `${body}, ${number}`;
  }
}
