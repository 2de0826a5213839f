import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RunDetail, Task } from '@querraum/contracts';
import type { FactValue, TaskForm } from '@querraum/workflow';
import { Command } from '../../core/command';
import { Drafts } from '../../core/drafts';
import { FactField } from '../../core/facts/fact-field';
import { inLanguage } from '../../core/language';
import { OrganisationApi } from '../../core/organisation.api';
import { ProblemView } from '../../core/problem-view';
import {
  askedFields,
  begun,
  completionOf,
  missingIn,
  needsWords,
  type Completing,
  type Missing,
} from '../../core/round/task-form';
import { TasksApi } from '../../core/round/tasks.api';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';

const PLAIN: TaskForm = { request: null, results: [], fields: [] };
/** Kinds whose button says what is done; the others are reported as done. */
const DEEDS: ReadonlySet<string> = new Set(['takeNote', 'vote', 'dispatch', 'report', 'agenda', 'minutes']);

/** Any task of a block: the results that it offers, what it asks to be filled in, and words. */
@Component({
  selector: 'app-completion-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, FactField, Field, FieldControl, ProblemView, TranslocoPipe],
  providers: [Command],
  templateUrl: './completion-form.html',
})
export class CompletionForm {
  readonly task = input.required<Task>();
  readonly asked = input<TaskForm | null>(null);
  readonly completed = output<RunDetail>();
  protected readonly command = inject(Command);
  private readonly tasks = inject(TasksApi);
  private readonly drafts = inject(Drafts);
  private readonly organisation = inject(OrganisationApi);
  private readonly texts = inject(Texts);
  protected readonly form = computed(() => this.asked() ?? PLAIN);
  private readonly store = computed(() => `completion.${this.task().id}`);
  /** What is typed survives a reload and the answer of the server; only another task begins anew. */
  protected readonly given = linkedSignal<string, Completing>({
    source: this.store,
    computation: (store) => ({ ...begun(this.form()), ...this.drafts.read<Completing>(store) }),
  });
  protected readonly missing = signal<readonly Missing[]>([]);
  protected readonly request = computed(() => {
    const { request } = this.form();
    return request === null ? '' : inLanguage(request);
  });
  protected readonly results = computed(() =>
    this.form().results.map(({ key, name }) => ({ key, name: inLanguage(name), id: `ergebnis-${key}` })),
  );
  protected readonly wordsNeeded = computed(() => needsWords(this.form(), this.given()));
  protected readonly fields = computed(() =>
    askedFields(this.form(), this.given()).map((fact) => ({
      fact,
      id: `angabe-${fact.key}`,
      value: this.given().values[fact.key],
      error: this.missing().some((one) => typeof one === 'object' && one.field === fact.key)
        ? this.texts.say('form.required')
        : undefined,
    })),
  );
  private readonly namesUnits = computed(() => this.form().fields.some(({ type }) => type === 'units'));
  private readonly unitsResource = rxResource({
    params: () => this.namesUnits() || undefined,
    stream: () => this.organisation.units,
  });
  protected readonly units = computed(() => (this.unitsResource.hasValue() ? this.unitsResource.value().items : []));
  protected readonly resultError = computed(() =>
    this.missing().includes('result') ? this.texts.say('form.required') : undefined,
  );
  protected readonly wordsError = computed(() =>
    this.missing().includes('words') ? this.texts.say('form.reasonRequired') : undefined,
  );
  protected readonly button = computed(() =>
    this.texts.say(DEEDS.has(this.task().kind) ? `completion.deed.${this.task().kind}` : 'completion.button'),
  );

  protected change(change: Partial<Completing>): void {
    this.given.update((given) => ({ ...given, ...change }));
    this.drafts.write(this.store(), this.given());
    if (this.missing().length > 0) this.missing.set(missingIn(this.form(), this.given()));
  }

  protected fill(key: string, value: FactValue | undefined): void {
    const { [key]: _, ...others } = this.given().values;
    this.change({ values: value === undefined ? others : { ...others, [key]: value } });
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const missing = missingIn(this.form(), this.given());
    this.missing.set(missing);
    if (missing.length > 0) return document.getElementById(this.idOf(missing[0]))?.focus();
    const completion = completionOf(this.form(), this.given());
    const run = await this.command.send(() => this.tasks.complete(this.task().id, completion));
    if (run === undefined) return;
    this.drafts.drop(this.store());
    this.completed.emit(run);
  }

  private idOf(missing: Missing | undefined): string {
    if (missing === 'result') return this.results()[0]?.id ?? '';
    return typeof missing === 'object' ? `angabe-${missing.field}` : 'vermerk';
  }
}
