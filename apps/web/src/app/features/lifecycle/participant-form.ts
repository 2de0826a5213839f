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
import type { Participation, ProjectDetail } from '@querraum/contracts';
import { Involvement } from '@querraum/workflow';
import { Command } from '../../core/command';
import { ProblemView } from '../../core/problem-view';
import { UnitChoice } from '../../core/round/unit-choice';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { LifecycleApi } from './lifecycle.api';

/** A participant more, or another kind of involvement for one that is there; always with a reason. */
@Component({
  selector: 'app-participant-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, ProblemView, TranslocoPipe, UnitChoice],
  providers: [Command],
  template: `
    <form class="stack" novalidate [attr.aria-label]="title() | transloco" (submit)="send($event)">
      @if (participation() === undefined) {
        <app-unit-choice
          fieldId="beteiligte-stelle"
          [label]="'newProject.unit' | transloco"
          [without]="taken()"
          [error]="errors().unit"
          [(unitId)]="unitId"
        />
      }
      <ui-field fieldId="beteiligte-art" [label]="'newProject.involvement' | transloco">
        <select #kind uiInput (change)="involvement.set(kind.value)">
          @for (option of involvements; track option) {
            <option [value]="option" [selected]="option === involvement()">
              {{ 'involvement.' + option | transloco }}
            </option>
          }
        </select>
      </ui-field>
      <ui-field fieldId="beteiligte-grund" [label]="'lifecycle.reason' | transloco" [error]="errors().reason">
        <textarea
          #words
          uiInput
          rows="2"
          maxlength="2000"
          [value]="reason()"
          (input)="reason.set(words.value)"
        ></textarea>
      </ui-field>
      @if (command.problem(); as problem) {
        <app-problem [error]="problem" [retryLabel]="false" />
      }
      <div class="row">
        <button uiButton="primary" type="submit" [busy]="command.busy()">{{ title() | transloco }}</button>
        <button uiButton="tertiary" type="button" (click)="cancelled.emit()">{{ 'cancel' | transloco }}</button>
      </div>
    </form>
  `,
})
export class ParticipantForm {
  readonly project = input.required<ProjectDetail>();
  readonly participation = input<Participation>();
  readonly done = output();
  readonly cancelled = output();
  protected readonly command = inject(Command);
  private readonly lifecycle = inject(LifecycleApi);
  private readonly texts = inject(Texts);
  protected readonly involvements = Involvement.options;
  protected readonly title = computed(() =>
    this.participation() === undefined ? 'lifecycle.add' : 'lifecycle.change',
  );
  /** Whoever takes part already is changed, not added. */
  protected readonly taken = computed(() =>
    this.project().parties.flatMap(({ unit, role }) => (role === 'ADDRESSEE' || role === 'ASSIGNEE' ? [] : [unit.id])),
  );
  protected readonly unitId = signal('');
  protected readonly involvement = linkedSignal<string>(() => this.participation()?.role ?? 'CO_SIGNATURE');
  protected readonly reason = signal('');
  protected readonly errors = signal<{ unit?: string; reason?: string }>({});

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const participation = this.participation();
    const errors = {
      ...(participation === undefined && this.unitId() === '' && { unit: this.texts.say('form.required') }),
      ...(this.reason().trim().length < 3 && { reason: this.texts.say('lifecycle.wordsMissing') }),
    };
    this.errors.set(errors);
    const involvement = this.involvements.find((one) => one === this.involvement());
    if (Object.keys(errors).length > 0 || involvement === undefined) return;
    const values = { involvement, reason: this.reason().trim() };
    const { id } = this.project();
    const answer = await this.command.send(() =>
      participation === undefined
        ? this.lifecycle.addParticipant(id, { unitId: this.unitId(), ...values })
        : this.lifecycle.changeParticipant(id, participation.unit.id, values),
    );
    if (answer !== undefined) this.done.emit();
  }
}
