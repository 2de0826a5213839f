import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { SetupProgress, SetupStep } from '@querraum/contracts';
import { Api } from '../../core/api';
import { Badge } from '../../ui/badge';

const PATHS = {
  units: '/verwaltung/organisation/einlesen',
  people: '/verwaltung/organisation/einlesen',
  secondAdministrator: '/verwaltung/organisation/personen/neu',
  procedure: '/verwaltung/verfahren',
  project: '/vorhaben',
} as const satisfies Record<SetupStep['name'], string>;

/** Einrichten in fünf Schritten, until all of them are really done. Where the state cannot be had, the page goes on without. */
@Component({
  selector: 'app-setup-steps',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, RouterLink, TranslocoPipe],
  template: `
    @if (open(); as progress) {
      <section class="card stack" aria-labelledby="einrichten">
        <h2 id="einrichten">{{ 'setup.steps' | transloco }}</h2>
        <p>{{ 'setup.stepsHint' | transloco }}</p>
        <ol class="stack">
          @for (step of progress.steps; track step.name) {
            <li>
              <div class="row">
                <a [routerLink]="paths[step.name]">{{ 'setup.step.' + step.name | transloco }}</a>
                @if (step.isDone) {
                  <ui-badge tone="success" icon="check">{{ 'setup.done' | transloco }}</ui-badge>
                } @else {
                  <ui-badge icon="clock">{{ 'setup.toDo' | transloco }}</ui-badge>
                }
              </div>
              <p class="muted small">{{ 'setup.stepHint.' + step.name | transloco }}</p>
            </li>
          }
        </ol>
      </section>
    }
  `,
  styles: `
    section {
      margin-bottom: 1.25rem;
    }
    ol {
      padding-inline-start: 1.5rem;
    }
  `,
})
export class SetupSteps {
  private readonly api = inject(Api);
  private readonly progress = rxResource({ stream: () => this.api.get<SetupProgress>('/setup/progress') });
  protected readonly paths = PATHS;
  protected readonly open = computed(() => {
    const progress = this.progress.hasValue() ? this.progress.value() : undefined;
    return progress?.isComplete === false ? progress : undefined;
  });
}
