import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Task } from '@querraum/contracts';
import { urgencyOf } from '../../core/deadline';
import { DUTY_KINDS, TASK_ICONS } from '../../core/round/task-kinds';
import { ServerClock } from '../../core/server-clock';
import { Localized, Texts } from '../../core/texts';
import { Badge } from '../../ui/badge';
import { DueChip } from '../../ui/due-chip';
import { Icon } from '../../ui/icon';

/** What one line of the inbox shows; the page puts it inside the link of the row. */
@Component({
  selector: 'app-task-row',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, DueChip, Icon, Localized, TranslocoPipe],
  template: `
    <ui-icon class="kind" [name]="icon()" />
    <span class="what">
      <span class="name">
        <span class="strong">{{ task().name | localized }}: {{ task().documentTitle }}</span>
        @if (gone()) {
          <ui-badge icon="check">{{ 'inbox.gone' | transloco }}</ui-badge>
        }
        @if (task().reason === 'deputy') {
          <ui-badge tone="info" icon="person">{{ 'inbox.reason.deputy' | transloco }}</ui-badge>
        }
        @if (task().priority === 'high') {
          <ui-badge tone="danger" icon="escalation">{{ 'assignment.priority.high' | transloco }}</ui-badge>
        }
        @if (task().escalated) {
          <ui-badge tone="danger" icon="escalation">{{ 'inbox.escalated' | transloco }}</ui-badge>
        }
        @if (task().remindedAt) {
          <ui-badge tone="warning" icon="bell">{{ 'inbox.reminded' | transloco }}</ui-badge>
        }
      </span>
      <span class="muted small">{{ place() }}</span>
    </span>
    <span class="side">
      @if (dueWords(); as words) {
        <ui-due-chip [words]="words" [urgency]="urgency()" />
      }
      <span class="muted small">{{ owner() }}</span>
    </span>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: 1.5rem minmax(0, 1fr) fit-content(18rem);
      gap: 0.25rem 0.75rem;
      align-items: start;
    }
    .kind {
      margin-top: 0.125rem;
      color: var(--kern-color-layout-text-muted);
    }
    .what,
    .side {
      display: flex;
      flex-direction: column;
      gap: 0.125rem;
      min-width: 0;
    }
    .name {
      display: flex;
      flex-wrap: wrap;
      gap: 0.125rem 0.5rem;
    }
    .side {
      align-items: flex-end;
      text-align: right;
      text-wrap: balance;
    }
    @media (max-width: 599px) {
      :host {
        grid-template-columns: 1.5rem minmax(0, 1fr);
      }
      .side {
        grid-column: 2;
        align-items: flex-start;
        text-align: left;
      }
    }
  `,
})
export class TaskRow {
  readonly task = input.required<Task>();
  readonly gone = input(false);
  private readonly texts = inject(Texts);
  private readonly clock = inject(ServerClock);
  protected readonly icon = computed(() => TASK_ICONS[this.task().kind]);
  protected readonly urgency = computed(() => urgencyOf(this.task().dueEnd, this.task().overdue, this.clock.now()));
  protected readonly place = computed(() => {
    const { projectTitle, areaNames, leadUnitName } = this.task();
    return [projectTitle, areaNames, this.texts.say('inbox.lead', { unit: leadUnitName })].filter(Boolean).join(' · ');
  });
  protected readonly dueWords = computed(() => {
    const { dueInWords, status } = this.task();
    return dueInWords === null || status === 'done' || status === 'cancelled' ? '' : this.texts.of(dueInWords);
  });
  protected readonly owner = computed(() => {
    const { owner, unit, kind } = this.task();
    if (DUTY_KINDS.has(kind)) return unit.name;
    return owner === null
      ? this.texts.say('inbox.free', { unit: unit.name })
      : this.texts.say('inbox.owned', { owner: owner.name });
  });
}
