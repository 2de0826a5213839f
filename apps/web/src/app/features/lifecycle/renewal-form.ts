import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Command } from '../../core/command';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { LifecycleApi } from './lifecycle.api';

const SHORTEST = 3;

/** Opens the Fortschreibung as a project of its own, and goes there. */
@Component({
  selector: 'app-renewal-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, ProblemView, TranslocoPipe],
  providers: [Command],
  template: `
    <form class="stack" novalidate [attr.aria-label]="'cycle.open' | transloco" (submit)="send($event)">
      <p>{{ 'cycle.openExplained' | transloco }}</p>
      <ui-field fieldId="fortschreibung-titel" [label]="'cycle.title' | transloco" [error]="error()">
        <input #name uiInput type="text" maxlength="200" [value]="title()" (input)="title.set(name.value)" />
      </ui-field>
      <ui-field
        fieldId="fortschreibung-beginn"
        [label]="'cycle.startOn' | transloco"
        [mark]="'optional' | transloco"
        [hint]="'cycle.startOnHint' | transloco"
      >
        <input #day uiInput type="date" [value]="startOn()" (input)="startOn.set(day.value)" />
      </ui-field>
      @if (command.problem(); as problem) {
        <app-problem [error]="problem" [retryLabel]="false" />
      }
      <div class="row">
        <button uiButton="primary" type="submit" [busy]="command.busy()">{{ 'cycle.open' | transloco }}</button>
        <button uiButton="tertiary" type="button" (click)="cancelled.emit()">{{ 'cancel' | transloco }}</button>
      </div>
    </form>
  `,
})
export class RenewalForm {
  readonly projectId = input.required<string>();
  readonly usualTitle = input.required<string>();
  readonly cancelled = output();
  protected readonly command = inject(Command);
  private readonly lifecycle = inject(LifecycleApi);
  private readonly texts = inject(Texts);
  private readonly router = inject(Router);
  private readonly name = viewChild.required<ElementRef<HTMLInputElement>>('name');
  protected readonly title = linkedSignal(() => this.usualTitle());
  protected readonly startOn = signal('');
  protected readonly error = signal<string | undefined>(undefined);

  constructor() {
    afterNextRender(() => this.name().nativeElement.focus());
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const title = this.title().trim();
    this.error.set(title.length < SHORTEST ? this.texts.say('cycle.titleMissing') : undefined);
    if (title.length < SHORTEST) return this.name().nativeElement.focus();
    const startOn = this.startOn();
    const opened = await this.command.send(() =>
      this.lifecycle.renew(this.projectId(), { title, ...(startOn !== '' && { startOn }) }),
    );
    if (opened !== undefined) await this.router.navigate(['/vorhaben', opened.id]);
  }
}
