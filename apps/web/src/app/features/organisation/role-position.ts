import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { HousePersonDetail, PersonRole } from '@querraum/contracts';
import { Command } from '../../core/command';
import { OrganisationApi } from '../../core/organisation.api';
import { ProblemView } from '../../core/problem-view';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { HouseApi } from './house.api';

/** The post that goes with a role of a person. */
@Component({
  selector: 'app-role-position',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, ProblemView, TranslocoPipe],
  providers: [Command],
  template: `
    <details (toggle)="opened.set(true)">
      <summary>
        @if (role().position; as position) {
          {{ 'position.held' | transloco: position }}
        } @else {
          {{ 'position.give' | transloco: { unit: role().unit.name } }}
        }
      </summary>
      <form
        class="row"
        novalidate
        [attr.aria-label]="'position.give' | transloco: { unit: role().unit.name }"
        (submit)="save($event)"
      >
        <ui-field [fieldId]="'posten-' + role().id" [label]="'position.one' | transloco">
          <select #position uiInput (change)="chosen.set(position.value)">
            <option value="" [selected]="positionId() === ''">{{ 'house.none' | transloco }}</option>
            @for (option of positions(); track option.id) {
              <option [value]="option.id" [selected]="option.id === positionId()">
                {{ option.code }} {{ option.name }}
              </option>
            }
          </select>
        </ui-field>
        <button uiButton="secondary" [small]="true" type="submit" [busy]="command.busy()">
          {{ 'house.save' | transloco }}
        </button>
      </form>
      @if (command.problem() || known.error(); as problem) {
        <app-problem [error]="problem" [retryLabel]="false" />
      }
    </details>
  `,
  styles: `
    form {
      align-items: flex-end;
    }
  `,
})
export class RolePosition {
  readonly personId = input.required<string>();
  readonly role = input.required<PersonRole>();
  readonly changed = output<HousePersonDetail>();
  protected readonly command = inject(Command);
  private readonly house = inject(HouseApi);
  private readonly organisation = inject(OrganisationApi);
  protected readonly opened = signal(false);
  protected readonly chosen = signal<string | undefined>(undefined);
  protected readonly positionId = computed(() => this.chosen() ?? this.role().position?.id ?? '');
  protected readonly known = rxResource({
    params: () => (this.opened() ? this.role().unit.id : undefined),
    stream: ({ params }) => this.organisation.positions(params),
  });
  protected readonly positions = computed(() => (this.known.hasValue() ? this.known.value().items : []));

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const answer = await this.command.send(() =>
      this.house.givePosition(this.personId(), this.role().id, this.positionId() || null),
    );
    if (answer === undefined) return;
    this.chosen.set(undefined);
    this.changed.emit(answer);
  }
}
