import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProjectDetail, RunSummary } from '@querraum/contracts';
import { Command } from '../../core/command';
import { DocumentsApi } from '../../core/documents/documents.api';
import { kept } from '../../core/kept';
import { ProblemView } from '../../core/problem-view';
import { RunsApi } from '../../core/round/runs.api';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import type { FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { ProcedureChoice } from './procedure-choice';
import type { StartFacts } from './start-facts';

/** As many as one page of the list holds; whoever has more current documents finds the newest here. */
const CHOICES = 200;

/** Starts a procedure on a document on which none is running. */
@Component({
  selector: 'app-procedure-start',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, ProblemView, ProcedureChoice, TranslocoPipe],
  providers: [Command],
  template: `
    @if (free().length > 0) {
      <section class="card stack no-print" aria-labelledby="verfahren-starten">
        <h2 id="verfahren-starten">{{ 'run.start.heading' | transloco }}</h2>
        <form class="stack" novalidate (submit)="start($event)">
          <ui-field fieldId="verfahren-dokument" [label]="'preview.document' | transloco">
            <select #choice uiInput (change)="chosen.set(choice.value)">
              @for (document of free(); track document.id) {
                <option [value]="document.id" [selected]="document.id === documentId()">{{ document.title }}</option>
              }
            </select>
          </ui-field>
          <app-procedure-choice
            [optional]="false"
            [departments]="departments()"
            [error]="error()"
            [factErrors]="factErrors()"
            [(procedureId)]="procedureId"
            [(facts)]="facts"
            (missingFacts)="missingFacts.set($event)"
          />
          @if (command.problem(); as problem) {
            <app-problem [error]="problem" [retryLabel]="false" />
          }
          <div>
            <button uiButton="primary" type="submit" [busy]="command.busy()">
              {{ 'run.start.button' | transloco }}
            </button>
          </div>
        </form>
      </section>
    }
  `,
  styles: `
    :host:not(:has(*)) {
      display: none;
    }
  `,
})
export class ProcedureStart {
  readonly project = input.required<ProjectDetail>();
  readonly running = input.required<readonly RunSummary[]>();
  readonly started = output();
  protected readonly command = inject(Command);
  private readonly runs = inject(RunsApi);
  private readonly texts = inject(Texts);
  protected readonly chosen = signal('');
  protected readonly procedureId = signal<string | null>(null);
  protected readonly error = signal<string | undefined>(undefined);
  protected readonly facts = signal<StartFacts>({});
  protected readonly missingFacts = signal<readonly FieldError[]>([]);
  private readonly attempted = signal(false);
  protected readonly factErrors = computed(() => (this.attempted() ? this.missingFacts() : []));
  private readonly documents = inject(DocumentsApi);
  private readonly current = rxResource({
    params: () => ({ id: this.project().id, at: this.project().updatedAt }),
    stream: ({ params }) => this.documents.documents(params.id, { state: 'current', limit: CHOICES }),
  });
  private readonly known = kept(this.current, () => this.project().id);
  protected readonly free = computed(() => {
    const busy = new Set(this.running().map((run) => run.documentId));
    return (this.known()?.items ?? []).filter((document) => !busy.has(document.id));
  });
  protected readonly documentId = computed(
    () => (this.free().find((document) => document.id === this.chosen()) ?? this.free()[0])?.id,
  );
  protected readonly departments = computed(
    () => new Set(this.project().parties.flatMap(({ unit, role }) => (role === 'LEAD' ? [] : (unit.department ?? [])))),
  );

  protected async start(event: Event): Promise<void> {
    event.preventDefault();
    const procedureId = this.procedureId();
    const documentId = this.documentId();
    this.error.set(procedureId ? undefined : this.texts.say('form.required'));
    if (!procedureId || documentId === undefined) return;
    this.attempted.set(true);
    const [missing] = this.missingFacts();
    if (missing !== undefined) return document.getElementById(missing.fieldId)?.focus();
    const facts = Object.keys(this.facts()).length > 0 && { facts: this.facts() };
    const start = { procedureId, documentId, ...facts };
    const run = await this.command.send(() => this.runs.start(this.project().id, start));
    this.attempted.set(false);
    if (run !== undefined) this.started.emit();
  }
}
