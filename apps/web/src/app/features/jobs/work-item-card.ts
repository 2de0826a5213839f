import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { WorkItem, WorkState } from '@querraum/contracts';
import { Command } from '../../core/command';
import { DateTimeOf } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { Localized, Texts } from '../../core/texts';
import { Badge, type Tone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { decisionsOn } from './decisions';
import { JobsApi } from './jobs.api';

const TONES = {
  waiting: 'neutral',
  due: 'info',
  incident: 'danger',
  held: 'warning',
  done: 'success',
  skipped: 'neutral',
} as const satisfies Record<WorkState, Tone>;

const SHORTEST_REASON = 3;

/** One piece of work that is owed; where it is an incident, with what can be decided about it. */
@Component({
  selector: 'app-work-item-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, Button, DateTimeOf, Field, FieldControl, Localized, ProblemView, RouterLink, TranslocoPipe],
  providers: [Command],
  templateUrl: './work-item-card.html',
  styles: `
    .break {
      overflow-wrap: anywhere;
    }
  `,
})
export class WorkItemCard {
  readonly item = input.required<WorkItem>();
  /** What was decided, in words. */
  readonly settled = output<string>();
  private readonly api = inject(JobsApi);
  private readonly texts = inject(Texts);
  private readonly injector = inject(Injector);
  private readonly words = viewChild<ElementRef<HTMLElement>>('words');
  protected readonly command = inject(Command);
  protected readonly tones = TONES;
  protected readonly isSkipping = signal(false);
  protected readonly reason = signal('');
  protected readonly missing = signal(false);
  protected readonly isOpenQuestion = computed(() => ['incident', 'held'].includes(this.item().state));
  protected readonly acts = computed(() => decisionsOn(this.item().state));
  protected readonly reasonId = computed(() => `grund-${this.item().id}`);
  protected readonly attempts = computed(() => {
    const { attempts, mostAttempts } = this.item();
    return attempts === 0 ? '' : this.texts.say('jobs.attempts', { attempts, of: mostAttempts });
  });

  protected async retry(): Promise<void> {
    if (await this.command.send(() => this.api.retry(this.item().id))) this.tell(this.acts().retried);
  }

  protected startSkipping(): void {
    this.isSkipping.set(true);
    afterNextRender(() => this.words()?.nativeElement.focus(), { injector: this.injector });
  }

  protected async skip(event: Event): Promise<void> {
    event.preventDefault();
    const reason = this.reason().trim();
    this.missing.set(reason.length < SHORTEST_REASON);
    if (this.missing()) return;
    if (await this.command.send(() => this.api.skip(this.item().id, reason))) this.tell(this.acts().skipped);
  }

  private tell(key: string): void {
    this.settled.emit(this.texts.say(key, { name: this.texts.of(this.item().name) }));
  }
}
