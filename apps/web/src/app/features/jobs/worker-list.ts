import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { WorkerReport } from '@querraum/contracts';
import { DateTimeOf } from '../../core/format';
import { Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Badge, type Tone } from '../../ui/badge';

type Standing = 'works' | 'directly' | 'silent';
const TONES = { works: 'success', directly: 'warning', silent: 'danger' } as const satisfies Record<Standing, Tone>;

/** Which processes do the work, how they are woken, and which of them has fallen silent. */
@Component({
  selector: 'app-worker-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, Badge, DateTimeOf, TranslocoPipe],
  template: `
    @if (!isAnyAlive()) {
      <ui-alert tone="danger" [heading]="'jobs.noWorker' | transloco">
        <p>{{ 'jobs.noWorkerHint' | transloco }}</p>
      </ui-alert>
    }
    <ul role="list" class="cards">
      @for (worker of rows(); track worker.id) {
        <li class="card stack stack--tight">
          <div class="row row--between">
            <h3 class="break">{{ worker.name }}</h3>
            <ui-badge [tone]="tones[worker.standing]">{{ 'jobs.worker.' + worker.standing | transloco }}</ui-badge>
          </div>
          <p>{{ 'jobs.transport.' + worker.bell | transloco }}</p>
          <p class="muted small">
            {{ 'jobs.since' | transloco: { at: (worker.startedAt | dateTimeOf) } }} · {{ worker.counted }}
            @if (worker.progressAt; as at) {
              · {{ 'jobs.progressAt' | transloco: { at: (at | dateTimeOf) } }}
            }
            @if (worker.isSilent) {
              · {{ 'jobs.seenAt' | transloco: { at: (worker.seenAt | dateTimeOf) } }}
            }
          </p>
        </li>
      }
    </ul>
  `,
  styles: `
    .break {
      overflow-wrap: anywhere;
    }
  `,
})
export class WorkerList {
  readonly workers = input.required<readonly WorkerReport[]>();
  private readonly texts = inject(Texts);
  protected readonly tones = TONES;
  protected readonly isAnyAlive = computed(() => this.workers().some(({ isSilent }) => !isSilent));
  protected readonly rows = computed(() =>
    this.workers().map((worker) => ({
      ...worker,
      standing: standingOf(worker),
      bell: bellOf(worker.transport),
      counted: this.texts.plural('jobs.executed', worker.executed, { directly: worker.executedDirectly }),
    })),
  );
}

function standingOf({ isSilent, bellAnswers }: WorkerReport): Standing {
  if (isSilent) return 'silent';
  return bellAnswers ? 'works' : 'directly';
}

const BELLS = { 'bullmq-redis': 'redis', 'bullmq-postgres': 'postgres' } as const satisfies Record<string, string>;
const bellOf = (transport: string) => BELLS[transport as keyof typeof BELLS] ?? 'inline';
