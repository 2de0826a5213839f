import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { HousePosition, HouseUnitDetail } from '@querraum/contracts';
import { Command } from '../../core/command';
import { DateOf, formatList } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { HouseApi } from './house.api';
import { type PositionDraft, PositionFields } from './position-fields';

/** Dienstposten of a unit: to be addressed whoever holds them; whoever leaves a post leaves its tasks to the next. */
@Component({
  selector: 'app-unit-positions',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, Button, DateOf, PositionFields, ProblemView, TranslocoPipe],
  providers: [Command],
  template: `
    <h3>{{ 'position.heading' | transloco }}</h3>
    <ul role="list" class="stack stack--tight">
      @for (position of unit().positions; track position.id) {
        <li>
          <span class="row">
            <span class="strong">{{ position.code }}</span>
            <span>{{ position.name }}</span>
            @if (position.endedAt) {
              <ui-badge>{{ 'position.endedOn' | transloco: { date: (position.endedAt | dateOf) } }}</ui-badge>
            } @else if (position.holders.length === 0) {
              <ui-badge tone="warning" icon="person">{{ 'position.vacant' | transloco }}</ui-badge>
            }
          </span>
          @if (position.holders.length > 0) {
            <p class="small">{{ holdersOf(position) }}</p>
          }
          @if (isOpen() && !position.endedAt) {
            <details>
              <summary>{{ 'position.change' | transloco: { code: position.code } }}</summary>
              <div class="stack stack--tight">
                <app-position-fields
                  [fieldId]="'posten-' + position.id"
                  [name]="'position.change' | transloco: { code: position.code }"
                  [button]="'house.save' | transloco"
                  [busy]="command.busy()"
                  [position]="position"
                  (entered)="rename(position, $event)"
                />
                <p class="muted small">{{ 'position.endHint' | transloco }}</p>
                <div>
                  <button
                    uiButton="danger"
                    [small]="true"
                    type="button"
                    [busy]="command.busy()"
                    (click)="end(position)"
                  >
                    {{ 'position.end' | transloco: { code: position.code } }}
                  </button>
                </div>
              </div>
            </details>
          }
        </li>
      } @empty {
        <li class="muted">{{ 'position.none' | transloco }}</li>
      }
    </ul>
    @if (command.problem(); as problem) {
      <app-problem [error]="problem" [retryLabel]="false" />
    }
    @if (isOpen()) {
      <details>
        <summary>{{ 'position.add' | transloco }}</summary>
        @for (form of [added()]; track form) {
          <app-position-fields
            fieldId="neuer-posten"
            [name]="'position.add' | transloco"
            [button]="'position.add' | transloco"
            [busy]="command.busy()"
            (entered)="add($event)"
          />
        }
      </details>
    }
  `,
  host: { class: 'stack' },
})
export class UnitPositions {
  readonly unit = input.required<HouseUnitDetail>();
  readonly changed = output<HouseUnitDetail>();
  protected readonly command = inject(Command);
  private readonly house = inject(HouseApi);
  private readonly texts = inject(Texts);
  protected readonly isOpen = computed(() => this.unit().dissolvedAt === null);
  /** A new, empty form after every post that was added. */
  protected readonly added = signal(0);

  protected holdersOf({ holders }: HousePosition): string {
    return this.texts.say('position.heldBy', { names: formatList(holders.map(({ name }) => name)) });
  }

  protected async add(entry: PositionDraft): Promise<void> {
    if (await this.send(() => this.house.addPosition(this.unit().id, entry))) this.added.update((count) => count + 1);
  }

  protected rename({ id, revision }: HousePosition, entry: PositionDraft): Promise<boolean> {
    return this.send(() => this.house.changePosition(this.unit().id, id, entry, revision));
  }

  protected end({ id, revision }: HousePosition): Promise<boolean> {
    return this.send(() => this.house.endPosition(this.unit().id, id, revision));
  }

  private async send(command: () => Promise<HouseUnitDetail>): Promise<boolean> {
    const answer = await this.command.send(command);
    if (answer !== undefined) this.changed.emit(answer);
    return answer !== undefined;
  }
}
