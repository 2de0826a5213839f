import { ChangeDetectionStrategy, Component, computed, inject, input, output, resource, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { AssignmentDetail } from '@querraum/contracts';
import { AssignmentsApi } from '../../core/assignments/assignments.api';
import { LIVE, addresseeOf } from '../../core/assignments/assignment-words';
import { DocumentsApi } from '../../core/documents/documents.api';
import { ProblemView } from '../../core/problem-view';
import { CurrentProject } from '../../core/project/current-project';
import { ServerClock } from '../../core/server-clock';
import { Texts } from '../../core/texts';
import { TypingPause } from '../../core/typing-pause';
import { Field, FieldControl } from '../../ui/field';
import type { AssignmentDraft } from './new-assignment';

const SHOWN_TASKS = 20;
const EVERY = ['month', 'quarter', 'halfYear', 'year'] as const;
const PRIORITIES = ['low', 'normal', 'high'] as const;

/** What a task may have besides: documents, checklist, priority, what it waits for, whether it comes again. */
@Component({
  selector: 'app-assignment-extras',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FieldControl, ProblemView, TranslocoPipe],
  providers: [TypingPause],
  templateUrl: './assignment-extras.html',
  styles: `
    label.row {
      flex-wrap: nowrap;
    }
  `,
})
export class AssignmentExtras {
  readonly draft = input.required<AssignmentDraft>();
  /** Of a part: it can only be given what the task itself has. */
  readonly parent = input<AssignmentDetail>();
  readonly errorOf = input.required<(fieldId: string) => string | undefined>();
  readonly draftChange = output<Partial<AssignmentDraft>>();
  private readonly current = inject(CurrentProject);
  private readonly documentsApi = inject(DocumentsApi);
  private readonly api = inject(AssignmentsApi);
  private readonly texts = inject(Texts);
  private readonly typing = inject(TypingPause);
  protected readonly priorities = PRIORITIES;
  protected readonly every = EVERY;
  protected readonly today = inject(ServerClock).today();
  private readonly projectId = computed(() => this.current.project().id);
  protected readonly query = signal('');
  protected readonly ofFile = rxResource({
    params: () => (this.current.project().seesFile ? this.projectId() : undefined),
    stream: ({ params }) => this.documentsApi.documents(params, { state: 'current', limit: 200 }),
  });
  protected readonly documents = computed(() =>
    this.ofFile.hasValue() ? this.ofFile.value().items : (this.parent()?.documents ?? []),
  );
  protected readonly tasks = resource({
    params: () => ({ id: this.projectId(), query: this.query() }),
    loader: async ({ params: { id, query } }) =>
      (await this.api.list(id, { state: LIVE.join(','), query, limit: SHOWN_TASKS })).items,
  });
  protected readonly predecessors = computed(() =>
    (this.tasks.hasValue() ? this.tasks.value() : [])
      .filter(({ id }) => id !== this.parent()?.id)
      .map((task) => ({
        id: task.id,
        label: this.texts.say('assignment.oneOf', {
          number: task.number,
          title: task.title,
          unit: addresseeOf(task),
        }),
      })),
  );

  /** Open where something is already filled in or wrong. */
  protected readonly isUsed = computed(() => {
    const { priority, checklist, documentIds, dependsOn, every } = this.draft();
    const isWrong = ['pruefliste', 'wiederkehr-bis'].some((fieldId) => this.errorOf()(fieldId) !== undefined);
    return isWrong || priority !== 'normal' || checklist + every !== '' || documentIds.length + dependsOn.length > 0;
  });

  protected find(query: string): void {
    this.typing.then(() => this.query.set(query.trim()));
  }

  protected toggle(name: 'documentIds' | 'dependsOn', id: string, chosen: boolean): void {
    const others = this.draft()[name].filter((one) => one !== id);
    this.draftChange.emit({ [name]: chosen ? [...others, id] : others });
  }

  protected chooseEvery(value: string): void {
    this.draftChange.emit({ every: EVERY.find((one) => one === value) ?? '' });
  }

  protected choosePriority(value: string): void {
    this.draftChange.emit({ priority: PRIORITIES.find((one) => one === value) ?? 'normal' });
  }
}
