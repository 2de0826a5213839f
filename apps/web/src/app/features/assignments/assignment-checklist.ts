import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { AssignmentDetail } from '@querraum/contracts';
import { AssignmentsApi } from '../../core/assignments/assignments.api';
import { Command } from '../../core/command';
import { DateTimeOf } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { AssignmentState } from './assignment-state';

/** What is to be done one by one; ticked by whoever has the task. */
@Component({
  selector: 'app-assignment-checklist',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DateTimeOf, ProblemView, TranslocoPipe],
  providers: [Command],
  template: `
    <ul role="list" class="stack stack--tight">
      @for (item of assignment().checklistItems; track item.id) {
        <li>
          <label class="row" [for]="'punkt-' + item.id">
            <input
              #box
              class="ui-check"
              type="checkbox"
              [id]="'punkt-' + item.id"
              [checked]="item.done !== null"
              [disabled]="!mayTick()"
              (change)="tick(item.id, box)"
            />
            <span>
              {{ item.text }}
              @if (item.done; as done) {
                <span class="muted small">
                  {{ 'assignment.tickedBy' | transloco: { person: done.by, at: (done.at | dateTimeOf) } }}
                </span>
              }
            </span>
          </label>
        </li>
      }
    </ul>
    @if (command.problem(); as problem) {
      <app-problem [error]="problem" [retryLabel]="false" />
    }
  `,
  styles: `
    .row {
      flex-wrap: nowrap;
      align-items: flex-start;
    }
  `,
})
export class AssignmentChecklist {
  readonly assignment = input.required<AssignmentDetail>();
  protected readonly command = inject(Command);
  private readonly state = inject(AssignmentState);
  private readonly api = inject(AssignmentsApi);
  protected readonly mayTick = computed(() => this.assignment().allowed.includes('tick'));

  protected async tick(itemId: number, box: HTMLInputElement): Promise<void> {
    const done = box.checked;
    const { id } = this.assignment();
    const isDone = await this.state.add(this.command, () => this.api.tick(id, { itemId, done }));
    if (!isDone) box.checked = !done;
  }
}
