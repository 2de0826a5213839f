import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { NoteQuestion } from '@querraum/contracts';
import { DateOf, DateTimeOf } from '../../core/format';
import { Badge } from '../../ui/badge';

/** The questions that came up in a note, each with its answer. */
@Component({
  selector: 'app-question-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, DateOf, DateTimeOf, RouterLink, TranslocoPipe],
  template: `
    <ul role="list" class="stack stack--tight" [attr.aria-label]="'notes.questions' | transloco">
      @for (question of questions(); track question.assignmentId) {
        <li class="stack stack--tight">
          <p class="row">
            <a [routerLink]="['/aufgaben', question.assignmentId]">{{
              'notes.questionTo' | transloco: { unit: question.unit.name, title: question.title }
            }}</a>
            <ui-badge [tone]="question.overdue ? 'danger' : question.answer ? 'success' : 'neutral'">
              {{ 'notes.questionState.' + stateOf(question) | transloco }}
            </ui-badge>
            @if (question.lastDay; as day) {
              @if (!question.answer) {
                <span class="muted small">{{ 'notes.questionUntil' | transloco: { day: (day | dateOf) } }}</span>
              }
            }
          </p>
          @if (question.answer; as answer) {
            @if (answer.words) {
              <p class="pre-line words">{{ answer.words }}</p>
            }
            <p class="muted small">{{ answer.author }}, {{ question.unit.name }} · {{ answer.at | dateTimeOf }}</p>
          }
        </li>
      }
    </ul>
  `,
  styles: `
    li {
      padding-inline-start: 0.75rem;
      border-inline-start: 4px solid var(--kern-color-layout-border);
    }
  `,
})
export class QuestionList {
  readonly questions = input.required<readonly NoteQuestion[]>();

  protected stateOf({ answer, overdue, state }: NoteQuestion): string {
    if (answer) return 'answered';
    if (overdue) return 'overdue';
    return state === 'declined' || state === 'takenBack' ? state : 'open';
  }
}
