import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Task } from '@querraum/contracts';
import { AssignmentsApi } from '../../core/assignments/assignments.api';
import { formatList } from '../../core/format';
import { kept } from '../../core/kept';
import { ProblemView } from '../../core/problem-view';
import { Localized } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Fact, Facts } from '../../ui/facts';
import { Skeleton } from '../../ui/skeleton';

/** What a task by hand asks for, enough to decide without leaving the list. */
@Component({
  selector: 'app-assignment-preview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, Fact, Facts, Localized, ProblemView, Skeleton, TranslocoPipe],
  template: `
    @if (assignment.error(); as error) {
      <app-problem [error]="error" (retry)="assignment.reload()" />
    } @else if (shown(); as shown) {
      @if (latest(); as words) {
        <ui-alert tone="warning" [heading]="words.heading | transloco">
          <p class="pre-line">{{ words.text }}</p>
        </ui-alert>
      }
      @if (shown.words) {
        <p class="pre-line">{{ shown.words }}</p>
      }
      <ui-facts>
        <ui-fact [label]="'assignment.issuedBy' | transloco">
          {{ shown.issuer.person.name }}, {{ shown.issuer.unit.name }}
        </ui-fact>
        @if (shown.due; as due) {
          <ui-fact [label]="'assignment.due.label' | transloco">{{ due.explained | localized }}</ui-fact>
        }
        @if (documents(); as titles) {
          <ui-fact [label]="'project.documents' | transloco">{{ titles }}</ui-fact>
        }
        @if (shown.checklist.total > 0) {
          <ui-fact [label]="'assignment.checklist' | transloco">
            {{ 'assignment.ticked' | transloco: shown.checklist }}
          </ui-fact>
        }
      </ui-facts>
    } @else {
      <ui-skeleton [label]="'loading' | transloco" [lines]="4" />
    }
  `,
  host: { class: 'stack' },
})
export class AssignmentPreview {
  readonly assignmentId = input.required<string>();
  /** Its row: when that changes the task has changed too. */
  readonly task = input.required<Task>();
  private readonly api = inject(AssignmentsApi);
  protected readonly assignment = rxResource({
    params: () => {
      const { kind, status, owner, dueEnd } = this.task();
      return `${this.assignmentId()} ${kind} ${status} ${owner?.id} ${dueEnd}`;
    },
    stream: () => this.api.assignment(this.assignmentId()),
  });
  protected readonly shown = kept(this.assignment, this.assignmentId);
  protected readonly documents = computed(() => formatList(this.shown()?.documents.map(({ title }) => title) ?? []));
  /** What came back, or what is to be decided on. */
  protected readonly latest = computed(() => {
    const shown = this.shown();
    if (shown === undefined) return undefined;
    const { entries, state } = shown;
    const [act, heading] =
      state === 'answered'
        ? (['answered', 'assignment.answerToDecide'] as const)
        : state === 'declined'
          ? (['declined', 'assignment.declined'] as const)
          : (['sentBack', 'assignment.sentBack'] as const);
    const entry = state === 'waiting' ? undefined : entries.findLast((one) => one.act === act);
    return entry?.words ? { heading, text: entry.words } : undefined;
  });
}
