import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { MigrationChoice, MigrationRun, ProcedureMigration } from '@querraum/contracts';
import { formatCount } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { Skeleton } from '../../ui/skeleton';
import { reportInWords, RUN_TONES } from './change-words';
import { VersionChangesApi } from './version-changes.api';

/** What the dry run tells of each running procedure, which are chosen, and what has become of them. */
@Component({
  selector: 'app-change-runs',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, Button, Field, FieldControl, ProblemView, Skeleton, TranslocoPipe],
  templateUrl: './change-runs.html',
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 1rem;
    }
    .state {
      max-width: 20rem;
    }
    ul ul {
      margin: 0;
      padding-inline-start: 1.25rem;
    }
  `,
})
export class ChangeRuns {
  readonly plan = input.required<ProcedureMigration>();
  readonly canChoose = input.required<boolean>();
  readonly busy = input.required<boolean>();
  readonly chosen = output<MigrationChoice>();
  private readonly api = inject(VersionChangesApi);
  private readonly texts = inject(Texts);
  protected readonly states = ['movable', 'refused', 'pending'] as const;
  protected readonly tones = RUN_TONES;
  protected readonly status = signal('');
  /** Where the pages before this one ended. */
  protected readonly cursors = signal<string[]>([]);
  protected readonly page = rxResource({
    params: () => {
      const { procedureId, id, revision, progress } = this.plan();
      const { pending, left, moved, undone } = progress;
      return {
        procedureId,
        id,
        status: this.status(),
        cursor: this.cursors().at(-1),
        at: [revision, pending, left, moved, undone].join(),
      };
    },
    stream: ({ params: { procedureId, id, status, cursor } }) =>
      this.api.runs(procedureId, id, { status, ...(cursor !== undefined && { cursor }) }),
  });
  protected readonly rows = computed(() =>
    (this.page.hasValue() ? this.page.value().items : undefined)?.map((run) => ({
      run,
      badge: run.outcome ?? run.status,
      words: reportInWords(run.happened ?? run.told, this.texts),
    })),
  );
  protected readonly next = computed(() => (this.page.hasValue() ? this.page.value().nextCursor : null));
  protected readonly count = computed(() => {
    if (!this.page.hasValue()) return '';
    const { count, countExact } = this.page.value();
    return this.texts.plural('versionChanges.runs.count', count, { shown: formatCount(count, countExact) });
  });

  protected narrow(status: string): void {
    this.cursors.set([]);
    this.status.set(status);
  }

  protected toggle({ runId }: MigrationRun, isChosen: boolean): void {
    this.chosen.emit({ choose: isChosen ? 'add' : 'remove', runIds: [runId] });
  }
}
