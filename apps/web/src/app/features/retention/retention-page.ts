import { LiveAnnouncer } from '@angular/cdk/a11y';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProjectDeletion } from '@querraum/contracts';
import { Command } from '../../core/command';
import { DateOf, DateTimeOf, formatNumber } from '../../core/format';
import { kept } from '../../core/kept';
import { ProblemView } from '../../core/problem-view';
import { Localized, Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Field, FieldControl } from '../../ui/field';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { RetentionApi } from './retention.api';
import { RuleForm } from './rule-form';

const DUE_COLUMNS = ['reference', 'kind', 'lead', 'retainUntil', 'archive', 'act'] as const;
const DELETION_COLUMNS = ['reference', 'kind', 'retainUntil', 'archive', 'state', 'released', 'act'] as const;
const SHORTEST = 3;

/** Aufbewahrung und Löschung of the house: what is due, what is being deleted, what is left, and the rule. */
@Component({
  selector: 'app-retention-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Button,
    DateOf,
    DateTimeOf,
    EmptyState,
    Field,
    FieldControl,
    Localized,
    PageHead,
    ProblemView,
    RuleForm,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [Command],
  templateUrl: './retention-page.html',
})
export class RetentionPage {
  protected readonly command = inject(Command);
  private readonly retention = inject(RetentionApi);
  private readonly texts = inject(Texts);
  private readonly announcer = inject(LiveAnnouncer);
  protected readonly dueColumns = DUE_COLUMNS;
  protected readonly deletionColumns = DELETION_COLUMNS;
  protected readonly resource = rxResource({ stream: () => this.retention.register() });
  protected readonly register = kept(this.resource, () => 'house');
  /** The released deletion whose stop is being written, and the project whose release is to be confirmed. */
  protected readonly stopping = signal<string | undefined>(undefined);
  protected readonly releasing = signal<string | undefined>(undefined);
  protected readonly reason = signal('');
  protected readonly reasonError = signal<string | undefined>(undefined);
  protected readonly deletions = computed(() =>
    (this.register()?.deletions ?? []).map((deletion) => ({ ...deletion, progress: this.progressOf(deletion) })),
  );

  protected async release(projectId: string): Promise<void> {
    if ((await this.command.send(() => this.retention.release(projectId))) === undefined) return;
    this.releasing.set(undefined);
    this.refresh();
  }

  protected async stop(event: Event, projectId: string): Promise<void> {
    event.preventDefault();
    const reason = this.reason().trim();
    this.reasonError.set(reason.length < SHORTEST ? this.texts.say('lifecycle.wordsMissing') : undefined);
    if (reason.length < SHORTEST) return document.getElementById('anhalten-grund')?.focus();
    if ((await this.command.send(() => this.retention.stop(projectId, reason))) === undefined) return;
    this.stopping.set(undefined);
    this.reason.set('');
    this.refresh();
  }

  protected refresh(): void {
    this.resource.reload();
    void this.announcer.announce(this.texts.say('saved'));
  }

  private progressOf({ state, rowsFound, rowsRemoved, filesRemoved }: ProjectDeletion) {
    if (state !== 'running' && state !== 'done') return undefined;
    const words = this.texts.say('retention.progress', {
      removed: formatNumber(rowsRemoved),
      found: formatNumber(Math.max(rowsFound, rowsRemoved)),
      files: formatNumber(filesRemoved),
    });
    return { words, removed: rowsRemoved, found: Math.max(rowsFound, rowsRemoved, 1) };
  }
}
