import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RunDetail, SeatView } from '@querraum/contracts';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { Command } from '../command';
import { Drafts } from '../drafts';
import { ProblemView } from '../problem-view';
import { Texts } from '../texts';
import { RunsApi } from './runs.api';

/** The lead answers a Maßgabe: accepted once a newer version fulfils it, or declined with reasons. */
@Component({
  selector: 'app-condition-duty',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, Button, Field, FieldControl, ProblemView, TranslocoPipe],
  providers: [Command],
  template: `
    <section class="stack" [attr.aria-label]="'duty.condition.heading' | transloco: { unit: seat().unit.name }">
      <h3>{{ 'duty.condition.heading' | transloco: { unit: seat().unit.name } }}</h3>
      <blockquote class="pre-line">{{ seat().current?.words }}</blockquote>
      @if (!hasNewer()) {
        <ui-alert tone="info">
          <p>{{ 'duty.condition.needsVersion' | transloco: { version: answeredVersion() } }}</p>
        </ui-alert>
      }
      <ui-field
        [fieldId]="fieldId()"
        [label]="'duty.condition.words' | transloco"
        [hint]="'duty.condition.wordsHint' | transloco"
        [error]="error()"
      >
        <textarea #box uiInput maxlength="4000" [value]="words()" (input)="type(box.value)"></textarea>
      </ui-field>
      @if (command.problem(); as problem) {
        <app-problem [error]="problem" [retryLabel]="false" />
      }
      <div class="row">
        <button
          uiButton="primary"
          type="button"
          [busy]="command.busy()"
          [disabled]="!hasNewer()"
          (click)="answer(true)"
        >
          {{
            (hasNewer() ? 'duty.condition.accept' : 'duty.condition.acceptLater')
              | transloco: { version: run().paper.number }
          }}
        </button>
        <button uiButton="danger" type="button" [busy]="command.busy()" (click)="answer(false)">
          {{ 'duty.condition.decline' | transloco }}
        </button>
      </div>
    </section>
  `,
  styleUrl: './duty.scss',
})
export class ConditionDuty {
  readonly run = input.required<RunDetail>();
  readonly stepId = input.required<string>();
  readonly seat = input.required<SeatView>();
  readonly changed = output<RunDetail>();
  protected readonly command = inject(Command);
  private readonly runs = inject(RunsApi);
  private readonly texts = inject(Texts);
  private readonly drafts = inject(Drafts);
  protected readonly error = signal<string | undefined>(undefined);
  private readonly typed = signal<string | undefined>(undefined);
  protected readonly fieldId = computed(() => `massgabe-${this.seat().id}`);
  private readonly draft = computed(() => `condition-${this.run().id}-${this.seat().id}`);
  protected readonly words = computed(
    () => this.typed() ?? this.drafts.read<{ words: string }>(this.draft())?.words ?? '',
  );
  protected readonly answeredVersion = computed(() => this.seat().current?.paper.number ?? 0);
  protected readonly hasNewer = computed(() => this.run().paper.number > this.answeredVersion());

  protected type(words: string): void {
    this.typed.set(words);
    this.drafts.write(this.draft(), { words });
  }

  protected async answer(accept: boolean): Promise<void> {
    const words = this.words().trim();
    const missing = !accept && words === '';
    this.error.set(missing ? this.texts.say('form.wordsRequired') : undefined);
    if (missing) return document.getElementById(this.fieldId())?.focus();
    const { id } = this.run();
    const run = await this.command.send(() =>
      this.runs.command(id, this.stepId(), {
        type: 'answerCondition',
        seatId: this.seat().id,
        accept,
        ...(words !== '' && { words }),
      }),
    );
    if (run === undefined) return;
    this.drafts.drop(this.draft());
    this.changed.emit(run);
  }
}
