import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Milestone, Plan } from '@querraum/contracts';
import { formatNumber } from '../../core/format';
import { kept } from '../../core/kept';
import { ProblemView } from '../../core/problem-view';
import { CurrentProject } from '../../core/project/current-project';
import { Texts } from '../../core/texts';
import { Skeleton } from '../../ui/skeleton';
import { Tabs } from '../../ui/tabs';
import { CitationsPanel } from './citations-panel';
import { LinksPanel } from './links-panel';
import { MeasuresPanel } from './measures-panel';
import { MilestonesPanel } from './milestones-panel';
import { PhasesPanel } from './phases-panel';
import { PlanningApi } from './planning.api';
import { ResolutionsPanel } from './resolutions-panel';
import { RisksPanel } from './risks-panel';

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((all, one) => all + one, 0);

/** Its name in the address, and how many there are of it where that is known. */
const PARTS = {
  zeit: () => undefined,
  massnahmen: ({ counts }: Plan) => sum(counts.measures),
  risiken: ({ counts }: Plan) => counts.risks.open,
  beschluesse: () => undefined,
  verbunden: ({ links }: Plan) => links.length,
} as const satisfies Record<string, (plan: Plan) => number | undefined>;
type Part = keyof typeof PARTS;
const NAMES = Object.keys(PARTS) as Part[];

/** Planung of a project: its five parts as tabs, the chosen one in the address. */
@Component({
  selector: 'app-planning-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CitationsPanel,
    LinksPanel,
    MeasuresPanel,
    MilestonesPanel,
    PhasesPanel,
    ProblemView,
    ResolutionsPanel,
    RisksPanel,
    Skeleton,
    Tabs,
    TranslocoPipe,
  ],
  templateUrl: './planning-page.html',
})
export class PlanningPage {
  /** From the address. */
  readonly teil = input<string>();
  private readonly current = inject(CurrentProject);
  private readonly api = inject(PlanningApi);
  private readonly texts = inject(Texts);
  private readonly router = inject(Router);
  private readonly projectId = computed(() => this.current.project().id);
  protected readonly plan = rxResource({
    params: () => ({ id: this.projectId(), at: this.current.revision() }),
    stream: ({ params }) => this.api.plan(params.id),
  });
  protected readonly loaded = kept(this.plan, this.projectId);
  protected readonly milestones = signal<readonly Milestone[]>([]);
  protected readonly part = computed<Part>(() => NAMES.find((name) => name === this.teil()) ?? 'zeit');
  protected readonly mayPlan = computed(() => this.loaded()?.allowed.includes('plan:edit') === true);
  protected readonly tabs = computed(() =>
    NAMES.map((id) => {
      const plan = this.loaded();
      const count = plan && PARTS[id](plan);
      const label = this.texts.say(`planning.part.${id}`);
      return count === undefined ? { id, label } : { id, label, count: formatNumber(count) };
    }),
  );

  protected go(teil: string): void {
    void this.router.navigate([], { queryParams: { teil }, queryParamsHandling: 'merge' });
  }
}
