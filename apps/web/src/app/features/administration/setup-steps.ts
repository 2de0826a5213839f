import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { SetupProgress, SetupStep } from '@querraum/contracts';
import { Api } from '../../core/api';
import { Badge } from '../../ui/badge';

const PLACES = {
  units: { path: '/verwaltung/organisation/einlesen' },
  people: { path: '/verwaltung/organisation/einlesen', query: { art: 'personen' } },
  secondAdministrator: { path: '/verwaltung/organisation/personen/neu', query: { rolle: 'fachadministration' } },
  procedure: { path: '/verwaltung/verfahren' },
  project: { path: '/vorhaben' },
} as const satisfies Record<SetupStep['name'], { path: string; query?: Record<string, string> }>;

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
                <a [routerLink]="places[step.name].path" [queryParams]="places[step.name].query">{{
                  'setup.step.' + step.name | transloco
                }}</a>
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
  protected readonly places: Record<SetupStep['name'], { path: string; query?: Record<string, string> }> = PLACES;
  protected readonly open = computed(() => {
    const progress = this.progress.hasValue() ? this.progress.value() : undefined;
    return progress?.isComplete === false ? progress : undefined;
  });
}
