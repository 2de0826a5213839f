import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { AssignmentSummary } from '@querraum/contracts';
import { ASSIGNMENT_LOOKS, addresseeOf, dueChipOf, holderOf } from '../../core/assignments/assignment-words';
import { ServerClock } from '../../core/server-clock';
import { Texts } from '../../core/texts';
import { Badge } from '../../ui/badge';
import { DueChip } from '../../ui/due-chip';

/** One task in a list: what or who, where it stands, who has it, until when. */
@Component({
  selector: 'app-assignment-row',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, DueChip, RouterLink, TranslocoPipe],
  template: `
    <span class="what">
      <a [routerLink]="['/aufgaben', assignment().id]">{{ name() }}</a>
      <span class="muted small">{{ about() }}</span>
    </span>
    <span class="state row">
      <ui-badge [tone]="look().tone" [icon]="look().icon">{{
        'assignment.state.' + assignment().state | transloco
      }}</ui-badge>
      @if (assignment().result; as result) {
        <span class="small">{{ 'assignment.result.' + result | transloco }}</span>
      }
      @if (assignment().priority !== 'normal') {
        <ui-badge
          [tone]="assignment().priority === 'high' ? 'danger' : 'neutral'"
          [icon]="assignment().priority === 'high' ? 'escalation' : undefined"
          >{{ 'assignment.priority.' + assignment().priority | transloco }}</ui-badge
        >
      }
      @if (assignment().recurring) {
        <ui-badge icon="refresh">{{ 'assignment.recurs' | transloco }}</ui-badge>
      }
    </span>
    <span class="side">
      @if (due(); as chip) {
        <ui-due-chip [words]="chip.words" [urgency]="chip.urgency" />
      }
      <span class="muted small">{{ holder() }}</span>
    </span>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 5fr) minmax(0, 3fr) minmax(0, 4fr);
      gap: 0.25rem 1rem;
      align-items: start;
    }
    .what,
    .side {
      display: flex;
      flex-direction: column;
      gap: 0.125rem;
      min-width: 0;
    }
    .side {
      align-items: flex-end;
      text-align: right;
      text-wrap: balance;
    }
    a {
      font-weight: 600;
    }
    @media (max-width: 767px) {
      :host {
        grid-template-columns: minmax(0, 1fr);
      }
      .side {
        align-items: flex-start;
        text-align: left;
      }
    }
  `,
})
export class AssignmentRow {
  readonly assignment = input.required<AssignmentSummary>();
  /** Below a heading that says what is asked: the row then says who is asked. */
  readonly byAddressee = input(false);
  private readonly texts = inject(Texts);
  private readonly clock = inject(ServerClock);
  protected readonly look = computed(() => ASSIGNMENT_LOOKS[this.assignment().state]);
  protected readonly due = computed(() => dueChipOf(this.assignment(), this.clock.now()));
  protected readonly holder = computed(() => holderOf(this.assignment(), this.texts.say));
  protected readonly name = computed(() =>
    this.byAddressee() ? addresseeOf(this.assignment()) : this.assignment().title,
  );
  protected readonly about = computed(() => {
    const { kind, number, checklist, openSubAssignments, parentId } = this.assignment();
    const { say } = this.texts;
    const isNamed = this.byAddressee();
    return [
      say('assignment.number', { number }),
      isNamed ? '' : say(`task.kind.${kind}`),
      isNamed ? '' : say('assignment.to', { name: addresseeOf(this.assignment()) }),
      parentId !== null ? say('assignment.part') : '',
      checklist.total > 0 ? say('assignment.ticked', checklist) : '',
      openSubAssignments > 0 ? this.texts.plural('assignment.openParts', openSubAssignments) : '',
    ]
      .filter(Boolean)
      .join(' · ');
  });
}
