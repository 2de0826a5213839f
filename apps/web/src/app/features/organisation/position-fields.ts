import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';

export interface PositionDraft {
  code: string;
  name: string;
}

/** Kürzel and name of a post. */
@Component({
  selector: 'app-position-fields',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, TranslocoPipe],
  template: `
    <form class="stack stack--tight" novalidate [attr.aria-label]="name()" (submit)="send($event)">
      <ui-field
        [fieldId]="fieldId() + '-kuerzel'"
        [label]="'position.code' | transloco"
        [hint]="'position.codeHint' | transloco"
        [error]="errors().code"
      >
        <input
          #code
          uiInput
          type="text"
          maxlength="30"
          autocomplete="off"
          [value]="draft().code"
          (input)="change({ code: code.value })"
        />
      </ui-field>
      <ui-field [fieldId]="fieldId() + '-name'" [label]="'position.name' | transloco" [error]="errors().name">
        <input
          #title
          uiInput
          type="text"
          maxlength="150"
          autocomplete="off"
          [value]="draft().name"
          (input)="change({ name: title.value })"
        />
      </ui-field>
      <div>
        <button uiButton="secondary" [small]="true" type="submit" [busy]="busy()">{{ button() }}</button>
      </div>
    </form>
  `,
})
export class PositionFields {
  readonly fieldId = input.required<string>();
  readonly name = input.required<string>();
  readonly button = input.required<string>();
  readonly busy = input(false);
  readonly position = input<PositionDraft>({ code: '', name: '' });
  readonly entered = output<PositionDraft>();
  private readonly texts = inject(Texts);
  private readonly typed = signal<Partial<PositionDraft>>({});
  protected readonly draft = computed(() => ({
    code: this.typed().code ?? this.position().code,
    name: this.typed().name ?? this.position().name,
  }));
  protected readonly errors = signal<Partial<PositionDraft>>({});

  protected change(change: Partial<PositionDraft>): void {
    this.typed.update((typed) => ({ ...typed, ...change }));
    this.errors.set({});
  }

  protected send(event: Event): void {
    event.preventDefault();
    const code = this.draft().code.trim();
    const name = this.draft().name.trim();
    this.errors.set({
      ...(code === '' && { code: this.texts.say('position.missing.code') }),
      ...(name.length < 2 && { name: this.texts.say('position.missing.name') }),
    });
    if (code === '') return document.getElementById(`${this.fieldId()}-kuerzel`)?.focus();
    if (name.length < 2) return document.getElementById(`${this.fieldId()}-name`)?.focus();
    this.entered.emit({ code, name });
  }
}
