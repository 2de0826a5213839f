import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  inject,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import { Command } from '../../core/command';
import { DateOf, DateTimeOf } from '../../core/format';
import { kept } from '../../core/kept';
import { ProblemView } from '../../core/problem-view';
import { CurrentProject } from '../../core/project/current-project';
import { ServerClock } from '../../core/server-clock';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Fact, Facts } from '../../ui/facts';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { LifecycleApi } from './lifecycle.api';
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
export class ClosingSection {
  protected readonly current = inject(CurrentProject);
  protected readonly command = inject(Command);
  private readonly lifecycle = inject(LifecycleApi);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly changed = output();
  protected readonly today = inject(ServerClock).today();
  protected readonly resource = rxResource({
    params: () => ({ id: this.current.project().id, revision: this.current.revision() }),
    stream: ({ params }) => this.lifecycle.closing(params.id),
  });
  protected readonly known = kept(this.resource, this.current.id);
  protected readonly allowed = computed(() => new Set(this.current.project().allowed));
  protected readonly open = signal<'close' | 'reopen' | undefined>(undefined);
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

  /** The form goes; whoever works by keyboard stays in its place. */
  protected leave(): void {
    this.open.set(undefined);
    this.host.nativeElement.querySelector('h2')?.focus();
  }

  protected finish(): void {
    this.leave();
    this.resource.reload();
    this.changed.emit();
  }
}
