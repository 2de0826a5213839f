import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Milestone, Phase } from '@querraum/contracts';
import { DateOf } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { CurrentProject } from '../../core/project/current-project';
import { ServerClock } from '../../core/server-clock';
import { Texts } from '../../core/texts';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { ActForm, type OpenedForm, type PlanAct } from './act-form';
import { endForm, milestoneForm, milestoneStepForm } from './phase-form';
import { PlanEditing, planList } from './plan-list';
import { RowActs } from './row-acts';

/** Milestones by day: with whom they lie, whether they were reached, are overdue, or lie outside of the phases. */
@Component({
  selector: 'app-milestones-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ActForm, Badge, Button, DateOf, EmptyState, Icon, ProblemView, RowActs, Skeleton, TranslocoPipe],
  providers: [PlanEditing],
  templateUrl: './milestones-panel.html',
  styles: `
    .warning {
      display: flex;
      gap: 0.375rem;
      font-weight: 600;
    }
  `,
})
export class MilestonesPanel {
  readonly phases = input.required<readonly Phase[]>();
  readonly mayPlan = input.required<boolean>();
  /** The strip above shows them too. */
  readonly loaded = output<readonly Milestone[]>();
  protected readonly editing = inject(PlanEditing);
  private readonly current = inject(CurrentProject);
  private readonly texts = inject(Texts);
  private readonly clock = inject(ServerClock);
  protected readonly list = planList<Milestone>('milestones');
  protected readonly mayAct = computed(
    () => this.mayPlan() || (this.list.items() ?? []).some(({ allowed }) => allowed.length > 0),
  );
  protected readonly opened = computed((): OpenedForm | undefined => {
    const { say } = this.texts;
    const act = this.editing.act();
    const milestone = this.editing.row() as Milestone | undefined;
    const place = { project: this.current.project(), phases: this.phases() };
    if (act === 'add')
      return { act, heading: say('planning.milestone.add'), form: milestoneForm(place, undefined, say) };
    if (milestone === undefined) return undefined;
    const heading = (one: string) => say(`planning.actOn.${one}`, { title: milestone.name });
    if (act === 'completion')
      return { act, heading: heading(act), form: milestoneStepForm(milestone, this.clock.today(), say) };
    if (act === 'end') return { act, heading: heading(act), form: endForm(say) };
    return { act: 'change', heading: heading('change'), form: milestoneForm(place, milestone, say) };
  });

  constructor() {
    effect(() => this.loaded.emit(this.list.items() ?? []));
  }

  protected actsOf({ allowed }: Milestone): PlanAct[] {
    const own: PlanAct[] = allowed.includes('plan:report') ? ['completion'] : [];
    return this.mayPlan() ? [...own, 'change', 'end'] : own;
  }
}
