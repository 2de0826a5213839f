import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Milestone, Phase, PhaseState } from '@querraum/contracts';
import { firstValueFrom } from 'rxjs';
import { CurrentProject } from '../../core/project/current-project';
import { Texts } from '../../core/texts';
import { Badge, type Tone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { ActForm, type OpenedForm } from './act-form';
import { endForm, phaseForm, phaseStepForm } from './phase-form';
import { PhaseStrip } from './phase-strip';
import { PlanEditing } from './plan-list';
import { periodInWords } from './plan-words';
import { PlanningApi } from './planning.api';
import { RowActs } from './row-acts';

const TONES = { planned: 'neutral', current: 'info', done: 'success' } as const satisfies Record<PhaseState, Tone>;

/** Phases in their order, as a strip and as a table. */
@Component({
  selector: 'app-phases-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ActForm, Badge, Button, EmptyState, Icon, PhaseStrip, RowActs, TranslocoPipe],
  providers: [PlanEditing],
  templateUrl: './phases-panel.html',
})
export class PhasesPanel {
  readonly phases = input.required<readonly Phase[]>();
  readonly milestones = input.required<readonly Milestone[]>();
  readonly mayPlan = input.required<boolean>();
  protected readonly editing = inject(PlanEditing);
  protected readonly tones = TONES;
  private readonly api = inject(PlanningApi);
  private readonly current = inject(CurrentProject);
  private readonly texts = inject(Texts);
  protected readonly opened = computed((): OpenedForm | undefined => {
    const { say } = this.texts;
    const act = this.editing.act();
    const phase = this.editing.row() as Phase | undefined;
    const count = this.phases().length;
    if (act === 'add') return { act, heading: say('planning.phase.add'), form: phaseForm(undefined, count, say) };
    if (phase === undefined) return undefined;
    const heading = (one: string) => say(`planning.actOn.${one}`, { title: phase.name });
    if (act === 'state') return { act, heading: heading(act), form: phaseStepForm(phase, say) };
    if (act === 'end') return { act, heading: heading(act), form: endForm(say) };
    return { act: 'change', heading: heading('change'), form: phaseForm(phase, count, say) };
  });

  protected periodOf(phase: Phase): string {
    return periodInWords(phase, this.texts.say);
  }

  protected async renew(): Promise<void> {
    this.editing.renew((await firstValueFrom(this.api.plan(this.current.project().id))).phases);
    this.current.refresh();
  }
}
