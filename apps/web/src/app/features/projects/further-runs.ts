import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RunDetail, RunSummary } from '@querraum/contracts';
import { firstValueFrom } from 'rxjs';
import { Command } from '../../core/command';
import { formatDate } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { RunsApi } from '../../core/round/runs.api';
import { inLanguage } from '../../core/language';
import { Texts } from '../../core/texts';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { OpenedRun } from './opened-run';

/** So many that have ended a project names by itself. */
const LATELY_ENDED = 10;

/** Runs beyond those in full length, one line each; what is opened is asked for then. */
@Component({
  selector: 'app-further-runs',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, Button, OpenedRun, ProblemView, TranslocoPipe],
  providers: [Command],
  template: `
    <section class="card stack" aria-labelledby="weitere-verfahren">
      <h2 id="weitere-verfahren">{{ 'run.further' | transloco }}</h2>
      @for (row of rows(); track row.id) {
        <details [id]="'verfahren-' + row.id" (toggle)="toggle(row.id, $event)">
          <summary>
            <span>{{ row.name }}</span>
            <ui-badge>{{ row.status }}</ui-badge>
            <span class="muted small">{{ row.started }}</span>
          </summary>
          @if (opened().has(row.id)) {
            <app-opened-run [runId]="row.id" (changed)="changed.emit($event)" />
          }
        </details>
      }
      @if (command.problem(); as problem) {
        <app-problem [error]="problem" (retry)="more()" />
      }
      @if (hasMore()) {
        <div class="no-print">
          <button uiButton="secondary" [small]="true" type="button" [busy]="command.busy()" (click)="more()">
            {{ 'run.older' | transloco }}
          </button>
        </div>
      }
    </section>
  `,
  styles: `
    summary {
      cursor: pointer;
    }
    summary > * {
      margin-inline-end: 0.5rem;
    }
    app-opened-run {
      display: block;
      margin-block: 0.75rem;
    }
  `,
})
export class FurtherRuns {
  readonly projectId = input.required<string>();
  /** Those that stand above in full length. */
  readonly full = input.required<readonly RunSummary[]>();
  readonly runs = input.required<readonly RunSummary[]>();
  readonly changed = output<RunDetail>();
  private readonly api = inject(RunsApi);
  private readonly texts = inject(Texts);
  protected readonly command = inject(Command);
  protected readonly opened = signal<ReadonlySet<string>>(new Set());
  /** Pages of every run, once somebody wants to see older ones than the project itself names. */
  private readonly older = linkedSignal<string, { runs: RunSummary[]; cursor: string | null } | undefined>({
    source: this.projectId,
    computation: () => undefined,
  });
  protected readonly hasMore = computed(() => {
    const older = this.older();
    if (older !== undefined) return older.cursor !== null;
    return [...this.full(), ...this.runs()].filter(({ status }) => status !== 'running').length >= LATELY_ENDED;
  });
  protected readonly rows = computed(() => {
    const above = new Set(this.full().map(({ id }) => id));
    const all = new Map([...this.runs(), ...(this.older()?.runs ?? [])].map((run) => [run.id, run]));
    return [...all.values()]
      .filter(({ id }) => !above.has(id))
      .map(({ id, procedureName, documentTitle, status, startedAt }) => ({
        id,
        name: this.texts.say('run.ofDocument', { procedure: inLanguage(procedureName), document: documentTitle }),
        status: this.texts.say(`run.status.${status}`),
        started: this.texts.say('run.startedOn', { date: formatDate(startedAt) }),
      }));
  });

  protected toggle(id: string, event: Event): void {
    if (event.target instanceof HTMLDetailsElement && event.target.open)
      this.opened.update((before) => new Set([...before, id]));
  }

  protected async more(): Promise<void> {
    const { runs, cursor } = this.older() ?? { runs: [], cursor: null };
    const page = await this.command.send(() => firstValueFrom(this.api.ofProject(this.projectId(), cursor)));
    if (page) this.older.set({ runs: [...runs, ...page.items], cursor: page.nextCursor });
  }
}
