import { ChangeDetectionStrategy, Component, computed, effect, inject, input, model, output } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { FactDefinition, FactValue } from '@querraum/workflow';
import { FactField } from '../../core/facts/fact-field';
import { inLanguage } from '../../core/language';
import { OrganisationApi } from '../../core/organisation.api';
import { Texts } from '../../core/texts';
import type { FieldError } from '../../ui/error-summary';

export type StartFacts = Record<string, Exclude<FactValue, null>>;
const fieldOf = (key: string): string => `angabe-${key}`;

/** What a procedure asks before it starts. */
@Component({
  selector: 'app-start-facts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [FactField, TranslocoPipe],
  template: `
    @if (asked().length > 0) {
      <fieldset class="stack stack--tight">
        <legend>{{ 'run.start.facts' | transloco }}</legend>
        @for (fact of asked(); track fact.key) {
          <app-fact-field
            [fieldId]="idOf(fact.key)"
            [fact]="fact"
            [required]="true"
            [value]="facts()[fact.key]"
            [units]="units()"
            [error]="errorOf(fact.key)"
            (valueChange)="fill(fact.key, $event)"
          />
        }
      </fieldset>
    }
  `,
})
export class StartFactsForm {
  readonly declared = input.required<readonly FactDefinition[]>();
  readonly facts = model.required<StartFacts>();
  /** Fields that are pointed out as missing. */
  readonly errors = input<readonly FieldError[]>([]);
  readonly missing = output<readonly FieldError[]>();
  private readonly organisation = inject(OrganisationApi);
  private readonly texts = inject(Texts);
  protected readonly idOf = fieldOf;
  protected readonly asked = computed(() => this.declared().filter(({ atStart }) => atStart === true));
  private readonly namesUnits = computed(() => this.asked().some(({ type }) => type === 'units'));
  private readonly unitsResource = rxResource({
    params: () => this.namesUnits() || undefined,
    stream: () => this.organisation.units,
  });
  protected readonly units = computed(() => (this.unitsResource.hasValue() ? this.unitsResource.value().items : []));

  constructor() {
    effect(() => {
      const facts = this.facts();
      const missing = this.asked().filter(({ key }) => facts[key] === undefined);
      this.missing.emit(
        missing.map(({ key, name }) => ({
          fieldId: fieldOf(key),
          message: this.texts.say('newProject.error.fact', { name: inLanguage(name) }),
        })),
      );
    });
  }

  protected errorOf(key: string): string | undefined {
    return this.errors().find(({ fieldId }) => fieldId === fieldOf(key))?.message;
  }

  protected fill(key: string, value: FactValue | undefined): void {
    const { [key]: _, ...others } = this.facts();
    this.facts.set(value === undefined || value === null ? others : { ...others, [key]: value });
  }
}

/** Of what was typed, what the procedure asks: another procedure was chosen since, perhaps. */
export const factsFor = (declared: readonly FactDefinition[], facts: StartFacts): { facts?: StartFacts } => {
  const asked = declared.flatMap(({ key, atStart }) => (atStart === true ? key : []));
  const given = Object.fromEntries(Object.entries(facts).filter(([key]) => asked.includes(key)));
  return Object.keys(given).length === 0 ? {} : { facts: given };
};
