import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { HousePersonDetail } from '@querraum/contracts';
import { Command } from '../../core/command';
import { DateOf } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { formErrors } from './form-errors';
import { HouseApi } from './house.api';
import { lastDay } from './periods';

const EMPTY = { deputyId: '', from: '', to: '' };
const FIELDS = { deputyId: 'vertretung', from: 'vertretung-von', to: 'vertretung-bis' };

/** Vertretung of one person, on both sides; the reason of an absence is nobody's business and is not asked for. */
@Component({
  selector: 'app-deputations',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, DateOf, Field, FieldControl, ProblemView, TranslocoPipe],
  providers: [Command],
  template: `
    <section class="card stack" [attr.aria-label]="'house.deputations' | transloco">
      <h2>{{ 'house.deputations' | transloco }}</h2>
      <ul role="list" class="stack stack--tight">
        @for (one of person().deputations; track one.id) {
          <li class="row row--between">
            <span>
              {{
                'house.deputation'
                  | transloco
                    : {
                        deputy: one.deputy.name,
                        principal: one.principal.name,
                        from: (one.validFrom | dateOf),
                        to: lastDay(one.validTo),
                      }
              }}
            </span>
            <button uiButton="danger" [small]="true" type="button" [busy]="command.busy()" (click)="end(one.id)">
              {{ 'house.endDeputation' | transloco }}
            </button>
          </li>
        } @empty {
          <li class="muted">{{ 'house.noDeputation' | transloco }}</li>
        }
      </ul>
      <details>
        <summary>{{ 'house.addDeputation' | transloco }}</summary>
        <form class="stack" novalidate [attr.aria-label]="'house.addDeputation' | transloco" (submit)="add($event)">
          <p class="muted small">{{ 'house.deputationHint' | transloco: { name: person().name } }}</p>
          <ui-field fieldId="vertretung" [label]="'house.deputy' | transloco" [error]="errorOf('vertretung')">
            <select #deputy uiInput (change)="change({ deputyId: deputy.value })">
              <option value="" [selected]="draft().deputyId === ''">{{ 'choose' | transloco }}</option>
              @for (one of others(); track one.id) {
                <option [value]="one.id" [selected]="one.id === draft().deputyId">{{ one.name }}</option>
              }
            </select>
          </ui-field>
          <ui-field
            fieldId="vertretung-von"
            [label]="'house.from' | transloco"
            [mark]="'optional' | transloco"
            [hint]="'house.fromHint' | transloco"
          >
            <input #from uiInput type="date" [value]="draft().from" (input)="change({ from: from.value })" />
          </ui-field>
          <ui-field fieldId="vertretung-bis" [label]="'house.to' | transloco" [error]="errorOf('vertretung-bis')">
            <input #to uiInput type="date" [value]="draft().to" (input)="change({ to: to.value })" />
          </ui-field>
          @if (command.problem(); as problem) {
            <app-problem [error]="problem" [retryLabel]="false" />
          }
          <div>
            <button uiButton="primary" type="submit" [busy]="command.busy()">
              {{ 'house.addDeputation' | transloco }}
            </button>
          </div>
        </form>
      </details>
    </section>
  `,
})
export class Deputations {
  readonly person = input.required<HousePersonDetail>();
  readonly changed = output<HousePersonDetail>();
  private readonly house = inject(HouseApi);
  private readonly texts = inject(Texts);
  protected readonly command = inject(Command);
  protected readonly lastDay = lastDay;
  protected readonly draft = signal(EMPTY);
  private readonly missing = signal<readonly { fieldId: string; message: string }[]>([]);
  private readonly people = rxResource({ stream: () => this.house.people('', undefined) });
  protected readonly others = computed(() =>
    this.people.hasValue()
      ? this.people.value().items.filter(({ id, disabledAt }) => id !== this.person().id && disabledAt === null)
      : [],
  );

  protected errorOf(fieldId: string): string | undefined {
    const problem = this.command.problem();
    const errors = problem === undefined ? this.missing() : formErrors(problem, FIELDS);
    return errors.find((error) => error.fieldId === fieldId)?.message;
  }

  protected change(change: Partial<typeof EMPTY>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
    this.missing.set([]);
  }

  protected async add(event: Event): Promise<void> {
    event.preventDefault();
    const { deputyId, from, to } = this.draft();
    const say = (fieldId: string, key: string) => ({ fieldId, message: this.texts.say(`house.missing.${key}`) });
    this.missing.set([
      ...(deputyId === '' ? [say('vertretung', 'deputy')] : []),
      ...(to === '' ? [say('vertretung-bis', 'to')] : []),
    ]);
    const [first] = this.missing();
    if (first !== undefined) return document.getElementById(first.fieldId)?.focus();
    const entry = { deputyId, from: from || null, to };
    const answer = await this.command.send(() => this.house.addDeputation(this.person().id, entry));
    if (answer === undefined) return;
    this.draft.set(EMPTY);
    this.changed.emit(answer);
  }

  protected async end(id: string): Promise<void> {
    const answer = await this.command.send(() => this.house.endDeputation(this.person().id, id));
    if (answer !== undefined) this.changed.emit(answer);
  }
}
