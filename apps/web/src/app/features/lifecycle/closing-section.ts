import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProjectClosing } from '@querraum/contracts';
import { Command } from '../../core/command';
import { DateOf, DateTimeOf } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { ServerClock } from '../../core/server-clock';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Fact, Facts } from '../../ui/facts';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { FileSection } from './file-section';
import { MatterList } from './matter-list';
import { WordsForm } from './words-form';

/** The end of a project: what is still open, closing, z. d. A., and opening again. */
@Component({
  selector: 'app-closing-section',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Alert,
    Button,
    DateOf,
    DateTimeOf,
    Fact,
    Facts,
    Field,
    FieldControl,
    Icon,
    MatterList,
    ProblemView,
    Skeleton,
    TranslocoPipe,
    WordsForm,
  ],
  providers: [Command],
  templateUrl: './closing-section.html',
})
export class ClosingSection extends FileSection<ProjectClosing, 'close' | 'reopen'> {
  protected readonly command = inject(Command);
  protected readonly today = inject(ServerClock).today();
  protected readonly allowed = computed(() => new Set(this.current.project().allowed));
  protected readonly retainUntil = linkedSignal(() => this.known()?.usualRetention ?? '');
  protected readonly close = (note: string) => this.lifecycle.close(this.current.project().id, note);
  protected readonly reopen = (reason: string) => this.lifecycle.reopen(this.current.project().id, reason);

  protected async file(event: Event): Promise<void> {
    event.preventDefault();
    const filed = await this.command.send(() => this.lifecycle.file(this.current.project().id, this.retainUntil()));
    if (filed !== undefined) this.finish();
  }

  /** Opens the form only for what is really settled: the page may be older than what has come since. */
  protected ask(): void {
    this.resource.reload();
    this.open.set('close');
  }

  protected override load(projectId: string) {
    return this.lifecycle.closing(projectId);
  }
}
