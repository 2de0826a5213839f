import { ChangeDetectionStrategy, Component, computed, inject, input, model, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { addresseeInWords, type Addressee, type FactDefinition, type UnitNames } from '@querraum/workflow';
import { inLanguage } from '../../core/language';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { AddresseeChoice } from './addressee-choice';
import { valueOf } from './draft-edit';
import { FocusNext } from './focus-next';

/** Several units, in an order that can be changed. */
@Component({
  selector: 'app-addressees-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AddresseeChoice, Button, Icon, TranslocoPipe],
  providers: [FocusNext],
  template: `
    <fieldset class="stack stack--tight">
      <legend>{{ label() }}</legend>
      @if (lines().length > 0) {
        <ol class="stack stack--tight">
          @for (line of lines(); track line.value; let index = $index) {
            <li class="row row--between" [id]="line.id" tabindex="-1">
              <span>
                {{ line.name }}
                @if (line.error; as error) {
                  <span class="error">{{ error }}</span>
                }
              </span>
              <span class="row acts">
                @if (index > 0) {
                  <button
                    uiButton="tertiary"
                    [small]="true"
                    type="button"
                    [attr.aria-label]="'procedures.form.moveUp' | transloco: { unit: line.name }"
                    (click)="raise(index)"
                  >
                    {{ 'procedures.form.up' | transloco }}
                  </button>
                }
                <button
                  uiButton="tertiary"
                  [small]="true"
                  type="button"
                  [attr.aria-label]="'procedures.form.removeUnit' | transloco: { unit: line.name }"
                  (click)="remove(index)"
                >
                  <ui-icon name="close" />{{ 'procedures.form.remove' | transloco }}
                </button>
              </span>
            </li>
          }
        </ol>
      }
      <div class="add">
        <app-addressee-choice
          [fieldId]="fieldId() + '-add'"
          [label]="'blocks.form.choiceFor' | transloco: { list: label() }"
          [error]="errors()[fieldId()]"
          [names]="names()"
          [facts]="facts()"
          [addressee]="adding()"
          (chosen)="adding.set($event)"
        />
        <button
          uiButton="secondary"
          type="button"
          [attr.aria-label]="'blocks.form.addToList' | transloco: { list: label() }"
          (click)="add()"
        >
          <ui-icon name="plus" />{{ 'procedures.form.add' | transloco }}
        </button>
      </div>
    </fieldset>
  `,
  styles: `
    ol {
      margin: 0;
      padding-inline-start: 1.5rem;
    }
    .error {
      display: block;
      color: var(--kern-color-feedback-danger);
      font-weight: 600;
    }
    .acts {
      gap: 0.25rem;
    }
    .add {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 0.5rem 0.75rem;
      align-items: end;
    }
    @media (max-width: 599px) {
      .add {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class AddresseesEditor {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly errors = input.required<Record<string, string>>();
  readonly names = input.required<UnitNames>();
  readonly facts = input.required<readonly FactDefinition[]>();
  readonly addressees = model.required<readonly Addressee[]>();
  private readonly focus = inject(FocusNext);
  protected readonly adding = signal<Addressee | undefined>(undefined);
  protected readonly lines = computed(() =>
    this.addressees().map((addressee, index) => ({
      value: valueOf(addressee),
      name: inLanguage(addresseeInWords(addressee, { units: this.names(), facts: this.facts() })),
      id: `${this.fieldId()}-${index}`,
      error: this.errors()[`${this.fieldId()}-${index}`],
    })),
  );

  protected add(): void {
    const addressee = this.adding();
    this.focus.on(`${this.fieldId()}-add`);
    if (addressee === undefined || this.lines().some(({ value }) => value === valueOf(addressee))) return;
    this.addressees.set([...this.addressees(), addressee]);
    this.adding.set(undefined);
  }

  protected remove(index: number): void {
    this.focus.on(`${this.fieldId()}-add`);
    this.addressees.set(this.addressees().toSpliced(index, 1));
  }

  protected raise(index: number): void {
    const [raised] = this.addressees().slice(index, index + 1);
    if (raised === undefined) return;
    this.focus.on(`${this.fieldId()}-${index - 1}`);
    this.addressees.set(
      this.addressees()
        .toSpliced(index, 1)
        .toSpliced(index - 1, 0, raised),
    );
  }
}
