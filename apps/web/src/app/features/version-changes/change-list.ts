import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Command } from '../../core/command';
import { DateTimeOf, formatList } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { ProceduresApi } from '../../core/procedures.api';
import { Texts } from '../../core/texts';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Field, FieldControl } from '../../ui/field';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { progressInWords, TONES } from './change-words';
import { VersionChangesApi } from './version-changes.api';

/** The changes of version of one procedure, and the beginning of another. */
@Component({
  selector: 'app-change-list-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Badge,
    Button,
    DateTimeOf,
    EmptyState,
    Field,
    FieldControl,
    PageHead,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [Command],
  templateUrl: './change-list.html',
})
export class ChangeListPage {
  /** From the address. */
  readonly id = input.required<string>();
  protected readonly command = inject(Command);
  private readonly api = inject(VersionChangesApi);
  private readonly procedures = inject(ProceduresApi);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  protected readonly tones = TONES;
  private readonly detail = rxResource({
    params: () => this.id(),
    stream: ({ params }) => this.procedures.procedure(params),
  });
  protected readonly above = computed(() =>
    this.detail.hasValue() ? this.texts.of(this.detail.value().name) : this.texts.say('title.procedure'),
  );
  protected readonly list = rxResource({ params: () => this.id(), stream: ({ params }) => this.api.list(params) });
  protected readonly history = rxResource({
    params: () => this.id(),
    stream: ({ params }) => this.api.versions(params),
  });
  protected readonly versions = computed(() =>
    this.history.hasValue()
      ? this.history.value().items.map(({ version, running }) => ({
          version,
          words: this.texts.plural('versionChanges.version', running ?? 0, { version }),
          running: running ?? 0,
        }))
      : undefined,
  );
  /** The oldest version by which something runs, to the one that is valid. */
  protected readonly from = linkedSignal(() => {
    const versions = this.versions() ?? [];
    return (versions.findLast(({ running }) => running > 0) ?? versions.at(-1))?.version ?? 1;
  });
  protected readonly to = linkedSignal(() => this.versions()?.[0]?.version ?? 1);
  protected readonly rows = computed(() =>
    this.list.hasValue()
      ? this.list.value().items.map((plan) => ({
          plan,
          people: formatList(plan.editedBy),
          progress: progressInWords(plan, this.texts),
        }))
      : undefined,
  );

  protected async plan(event: Event): Promise<void> {
    event.preventDefault();
    const versions = { fromVersion: this.from(), toVersion: this.to() };
    const planned = await this.command.send(() => this.api.plan(this.id(), versions));
    if (planned) await this.router.navigate(['/verwaltung/verfahren', this.id(), 'umstellungen', planned.id]);
  }
}
