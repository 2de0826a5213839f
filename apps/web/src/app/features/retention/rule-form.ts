import { ChangeDetectionStrategy, Component, inject, input, linkedSignal, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RetentionRule } from '@querraum/contracts';
import { Command } from '../../core/command';
import { ProblemView } from '../../core/problem-view';
import { Localized, Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { ErrorSummary, type FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { RetentionApi } from './retention.api';

const SHORTEST = 3;
const LONGEST_WAIT = 365;

/** On what the house rests its retention, for all kinds and for single ones, and how long it waits after the archive. */
@Component({
  selector: 'app-rule-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, ErrorSummary, Field, FieldControl, Localized, ProblemView, RouterLink, TranslocoPipe],
  providers: [Command],
  template: `
    <form class="stack" novalidate [attr.aria-label]="'retention.rule' | transloco" (submit)="save($event)">
      <ui-error-summary [heading]="'form.errors' | transloco" [errors]="errors()" [attempt]="attempt()" />
      <ui-field fieldId="grundlage" [label]="'retention.basis' | transloco" [error]="errorOf('grundlage')">
        <input #all uiInput type="text" maxlength="500" [value]="basis()" (input)="basis.set(all.value)" />
      </ui-field>
      <ui-field fieldId="archiv" [label]="'retention.archive' | transloco" [error]="errorOf('archiv')">
        <input #where uiInput type="text" maxlength="200" [value]="archive()" (input)="archive.set(where.value)" />
      </ui-field>
      <ui-field
        fieldId="wartezeit"
        [label]="'retention.waitingDays' | transloco"
        [hint]="'retention.waitingDaysHint' | transloco"
        [error]="errorOf('wartezeit')"
      >
        <input
          #days
          uiInput
          type="number"
          min="0"
          max="365"
          [value]="waitingDays()"
          (input)="waitingDays.set(days.value)"
        />
      </ui-field>
      <fieldset class="stack">
        <legend>{{ 'retention.kinds' | transloco }}</legend>
        <p class="muted">{{ 'retention.kindsHint' | transloco }}</p>
        @for (kind of rule().kinds; track kind.id) {
          <ui-field
            [fieldId]="'grundlage-' + kind.id"
            [label]="'retention.kindBasis' | transloco: { kind: (kind.name | localized), years: kind.years }"
            [mark]="'optional' | transloco"
            [error]="errorOf('grundlage-' + kind.id)"
          >
            <input
              #own
              uiInput
              type="text"
              maxlength="500"
              [value]="basisOfKinds()[kind.id] ?? ''"
              (input)="setOwn(kind.id, own.value)"
            />
          </ui-field>
        }
        <p>
          <a routerLink="/verwaltung/vorhabenarten">{{ 'retention.changeYears' | transloco }}</a>
        </p>
      </fieldset>
      @if (command.problem(); as problem) {
        <app-problem [error]="problem" [retryLabel]="false" />
      }
      <div>
        <button uiButton="primary" type="submit" [busy]="command.busy()">{{ 'retention.save' | transloco }}</button>
      </div>
    </form>
  `,
})
export class RuleForm {
  readonly rule = input.required<RetentionRule>();
  readonly saved = output();
  protected readonly command = inject(Command);
  private readonly retention = inject(RetentionApi);
  private readonly texts = inject(Texts);
  protected readonly basis = linkedSignal(() => this.rule().basis);
  protected readonly archive = linkedSignal(() => this.rule().archive);
  protected readonly waitingDays = linkedSignal(() => String(this.rule().waitingDays));
  protected readonly basisOfKinds = linkedSignal<Record<string, string>>(() => this.rule().basisOfKinds);
  protected readonly errors = signal<readonly FieldError[]>([]);
  protected readonly attempt = signal(0);

  protected errorOf(fieldId: string): string | undefined {
    return this.errors().find((error) => error.fieldId === fieldId)?.message;
  }

  protected setOwn(kindId: string, basis: string): void {
    this.basisOfKinds.update((all) => ({ ...all, [kindId]: basis }));
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.errors.set(this.faults());
    this.attempt.update((count) => count + 1);
    if (this.errors().length > 0) return;
    const own = Object.entries(this.basisOfKinds()).map(([id, basis]) => [id, basis.trim()] as const);
    const rule = {
      basis: this.basis().trim(),
      archive: this.archive().trim(),
      waitingDays: Number(this.waitingDays()),
      basisOfKinds: Object.fromEntries(own.filter(([, basis]) => basis !== '')),
    };
    if ((await this.command.send(() => this.retention.setRule(rule, this.rule().revision))) !== undefined)
      this.saved.emit();
  }

  private faults(): FieldError[] {
    const short = (fieldId: string, words: string) =>
      words.trim().length < SHORTEST ? [{ fieldId, message: this.texts.say('lifecycle.wordsMissing') }] : [];
    const days = Number(this.waitingDays());
    const isDays = this.waitingDays().trim() !== '' && Number.isInteger(days) && days >= 0 && days <= LONGEST_WAIT;
    return [
      ...short('grundlage', this.basis()),
      ...short('archiv', this.archive()),
      ...(isDays ? [] : [{ fieldId: 'wartezeit', message: this.texts.say('retention.waitingDaysInvalid') }]),
      ...Object.entries(this.basisOfKinds()).flatMap(([id, basis]) =>
        basis.trim() === '' ? [] : short(`grundlage-${id}`, basis),
      ),
    ];
  }
}
