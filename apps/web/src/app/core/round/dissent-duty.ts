import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RunDetail, SeatView, StepCommand } from '@querraum/contracts';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Fact, Facts } from '../../ui/facts';
import { Field, FieldControl } from '../../ui/field';
import { Command } from '../command';
import { lastMomentInWords } from '../deadline';
import { ProblemView } from '../problem-view';
import { Texts } from '../texts';
import { RunsApi } from './runs.api';
import { SeatRole, sideThatIsMissing } from './seat-duties';

type Way = 'settleDissent' | 'showDissent' | 'raiseDissent' | 'withdraw';

/** A dissent: the point, where it lies, what each side has said, and the ways out of it. */
@Component({
  selector: 'app-dissent-duty',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, Button, Fact, Facts, Field, FieldControl, ProblemView, TranslocoPipe],
  providers: [Command],
  template: `
    <section class="stack" [attr.aria-label]="'duty.dissent.heading' | transloco: { unit: seat().unit.name }">
      <h3>{{ 'duty.dissent.heading' | transloco: { unit: seat().unit.name } }}</h3>
      @if (seat().dissent; as dissent) {
        <blockquote class="pre-line">{{ dissent.words }}</blockquote>
        <ui-facts>
          <ui-fact [label]="'duty.dissent.level' | transloco">
            {{ 'duty.dissent.levels.' + dissent.level | transloco }}
          </ui-fact>
          <ui-fact [label]="'duty.dissent.due' | transloco">{{ due() }}</ui-fact>
          @for (position of positions(); track position.label) {
            <ui-fact [label]="position.label">
              <ui-badge [tone]="position.words ? 'info' : 'neutral'">
                {{ position.words || ('duty.dissent.nothingSaid' | transloco) }}
              </ui-badge>
            </ui-fact>
          }
        </ui-facts>
      }
      <p class="muted">
        {{
          (hasNewer() ? 'duty.dissent.ways' : 'duty.dissent.waysWithoutVersion') | transloco: { unit: seat().unit.name }
        }}
      </p>
      @if (missingSide(); as side) {
        <p class="strong">{{ 'duty.dissent.waitsFor' | transloco: { side } }}</p>
      }
      <ui-field
        [fieldId]="fieldId()"
        [label]="'duty.dissent.reason' | transloco"
        [mark]="'optional' | transloco"
        [hint]="'duty.dissent.reasonHint' | transloco"
      >
        <input
          #box
          uiInput
          type="text"
          maxlength="1000"
          autocomplete="off"
          [value]="reason()"
          (input)="reason.set(box.value)"
        />
      </ui-field>
      @if (command.problem(); as problem) {
        <app-problem [error]="problem" [retryLabel]="false" />
      }
      <div class="row">
        <button
          uiButton="secondary"
          type="button"
          [busy]="command.busy()"
          [disabled]="!hasNewer()"
          (click)="go('settleDissent')"
        >
          {{ 'duty.dissent.settle' | transloco }}
        </button>
        <button uiButton="secondary" type="button" [busy]="command.busy()" (click)="go('showDissent')">
          {{ 'duty.dissent.show' | transloco }}
        </button>
        <button uiButton="secondary" type="button" [busy]="command.busy()" (click)="go('raiseDissent')">
          {{ 'duty.dissent.raise' | transloco }}
        </button>
        @if (role().answerer) {
          <button uiButton="secondary" type="button" [busy]="command.busy()" (click)="go('withdraw')">
            {{ 'duty.dissent.withdraw' | transloco }}
          </button>
        }
      </div>
    </section>
  `,
  styleUrl: './duty.scss',
})
export class DissentDuty {
  readonly run = input.required<RunDetail>();
  readonly stepId = input.required<string>();
  readonly seat = input.required<SeatView>();
  readonly role = input.required<SeatRole>();
  readonly changed = output<RunDetail>();
  protected readonly command = inject(Command);
  private readonly runs = inject(RunsApi);
  private readonly texts = inject(Texts);
  protected readonly reason = signal('');
  protected readonly fieldId = computed(() => `dissens-${this.seat().id}`);
  protected readonly due = computed(() => lastMomentInWords(this.seat().dissent?.dueEnd ?? this.run().startedAt));
  protected readonly hasNewer = computed(() => {
    const refused = this.seat().answers.findLast((answer) => answer.kind === 'refuse');
    return this.run().paper.number > (refused?.paper.number ?? 0);
  });
  protected readonly positions = computed(() => {
    const { dissent, unit } = this.seat();
    if (dissent === null) return [];
    const said = (side: 'seat' | 'lead') => {
      if (dissent.saysShown[side]) return this.texts.say('duty.dissent.saysShown');
      return dissent.saysSettled[side] ? this.texts.say('duty.dissent.saysSettled') : '';
    };
    return [
      { label: unit.name, words: said('seat') },
      { label: this.texts.say('project.lead'), words: said('lead') },
    ];
  });

  /** Who has not yet stated what the other side has. */
  protected readonly missingSide = computed(() => {
    const { dissent, unit } = this.seat();
    const side = dissent === null ? undefined : sideThatIsMissing(dissent);
    if (side === undefined) return '';
    return side === 'seat' ? unit.name : this.texts.say('project.lead');
  });

  protected async go(type: Way): Promise<void> {
    const run = await this.command.send(() => this.runs.command(this.run().id, this.stepId(), this.commandOf(type)));
    if (run !== undefined) this.changed.emit(run);
  }

  private commandOf(type: Way): StepCommand {
    const seatId = this.seat().id;
    const reason = this.reason().trim();
    if (type === 'settleDissent' || type === 'showDissent') return { type, seatId };
    return { type, seatId, ...(reason !== '' && { reason }) };
  }
}
