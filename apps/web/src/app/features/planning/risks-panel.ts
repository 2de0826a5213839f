import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Risk, RiskState } from '@querraum/contracts';
import { DateOf } from '../../core/format';
import { OrganisationApi } from '../../core/organisation.api';
import { ProblemView } from '../../core/problem-view';
import { CurrentProject } from '../../core/project/current-project';
import { Texts } from '../../core/texts';
import { Badge, type Tone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { ActForm, type OpenedForm, type PlanAct } from './act-form';
import { PlanEditing, planList } from './plan-list';
import { riskForm, riskStepForm } from './risk-form';
import { RowActs } from './row-acts';

const TONES = { open: 'warning', handled: 'info', closed: 'success' } as const satisfies Record<RiskState, Tone>;

/** Risks and Hemmnisse: what is open and weighs most comes first. */
@Component({
  selector: 'app-risks-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ActForm, Badge, Button, DateOf, EmptyState, Icon, ProblemView, RowActs, Skeleton, TranslocoPipe],
  providers: [PlanEditing],
  templateUrl: './risks-panel.html',
})
export class RisksPanel {
  readonly mayPlan = input.required<boolean>();
  protected readonly editing = inject(PlanEditing);
  protected readonly tones = TONES;
  private readonly current = inject(CurrentProject);
  private readonly texts = inject(Texts);
  private readonly organisation = inject(OrganisationApi);
  protected readonly list = planList<Risk>('risks');
  private readonly newKind = signal<Risk['kind']>('risk');
  /** Whoever decides need not take part: any unit. */
  private readonly units = rxResource({
    params: () => (['add', 'change'].includes(this.editing.act()) ? true : undefined),
    stream: () => this.organisation.units,
  });
  protected readonly opened = computed((): OpenedForm | undefined => {
    const { say } = this.texts;
    const act = this.editing.act();
    const risk = this.editing.row() as Risk | undefined;
    const units = this.units.hasValue() ? this.units.value().items : [];
    const place = { project: this.current.project(), units };
    const kind = this.newKind();
    if (act === 'add')
      return { act, heading: say(`planning.risk.heading.${kind}`), form: riskForm(kind, place, undefined, say) };
    if (risk === undefined) return undefined;
    const heading = (one: string) => say(`planning.actOn.${one}`, { title: risk.title });
    if (act === 'state') return { act, heading: heading(act), form: riskStepForm(risk, say) };
    return { act: 'change', heading: heading('change'), form: riskForm(risk.kind, place, risk, say) };
  });

  protected begin(kind: Risk['kind']): void {
    this.newKind.set(kind);
    this.editing.begin('add');
  }

  protected factsOf({ kind, category, likelihood, impact, unit }: Risk): string {
    const { say } = this.texts;
    const weight =
      likelihood === null || impact === null
        ? []
        : [
            `${say('planning.risk.likelihood')}: ${say(`planning.risk.level.${likelihood}`)}`,
            `${say('planning.risk.impact')}: ${say(`planning.risk.level.${impact}`)}`,
          ];
    return [say(`planning.risk.kind.${kind}`), say(`planning.risk.category.${category}`), ...weight, unit.name].join(
      ' · ',
    );
  }

  protected actsOf({ allowed }: Risk): PlanAct[] {
    const own: PlanAct[] = allowed.includes('plan:report') ? ['state'] : [];
    return this.mayPlan() ? [...own, 'change'] : own;
  }
}
