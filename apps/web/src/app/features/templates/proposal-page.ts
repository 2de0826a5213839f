import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProjectTemplate } from '@querraum/contracts';
import { Command } from '../../core/command';
import { OrganisationApi } from '../../core/organisation.api';
import { ProblemView } from '../../core/problem-view';
import { CurrentProject } from '../../core/project/current-project';
import { ProjectTemplatesApi } from '../../core/project-templates/project-templates.api';
import { Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { ErrorSummary, type FieldError } from '../../ui/error-summary';
import { Skeleton } from '../../ui/skeleton';
import { templateErrors, type TemplateDraft } from './template-draft';
import { TemplateFields } from './template-fields';

/** A finished project becomes a template: what goes in is read, changed and chosen before anything is saved. */
@Component({
  selector: 'app-proposal-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, Button, ErrorSummary, ProblemView, RouterLink, Skeleton, TemplateFields, TranslocoPipe],
  providers: [Command],
  template: `
    <div class="stack stack--wide">
      <h2>{{ 'templates.propose' | transloco }}</h2>
      @if (proposed(); as template) {
        <ui-alert tone="success" [heading]="'templates.proposed' | transloco: { name: template.name }">
          <p>{{ 'templates.waitsOther' | transloco }}</p>
          <a uiButton="secondary" [small]="true" [routerLink]="['/verwaltung/vorlagen', template.id]">
            {{ 'templates.show' | transloco }}
          </a>
        </ui-alert>
      } @else if (preview.error(); as error) {
        <app-problem [error]="error" (retry)="preview.reload()" />
      } @else if (draft(); as typed) {
        <ui-alert tone="info" [heading]="'templates.whatGoesIn' | transloco">
          <p>{{ 'templates.whatGoesInHint' | transloco }}</p>
        </ui-alert>
        <form
          class="stack stack--wide"
          novalidate
          [attr.aria-label]="'templates.propose' | transloco"
          (submit)="submit($event)"
        >
          <ui-error-summary [heading]="'form.errors' | transloco" [errors]="errors()" [attempt]="attempt()" />
          <app-template-fields
            [draft]="typed"
            [documents]="documents()"
            [units]="units()"
            [errors]="errors()"
            (draftChange)="change($event)"
          />
          @if (command.problem(); as problem) {
            <app-problem [error]="problem" [retryLabel]="false" />
          }
          <div class="row">
            <button uiButton="primary" type="submit" [busy]="command.busy()">
              {{ 'templates.submit' | transloco }}
            </button>
            <a uiButton="tertiary" [routerLink]="['/vorhaben', current.project().id]">{{ 'cancel' | transloco }}</a>
          </div>
        </form>
      } @else {
        <ui-skeleton [label]="'loading' | transloco" [lines]="8" />
      }
    </div>
  `,
})
export class ProposalPage {
  protected readonly current = inject(CurrentProject);
  private readonly api = inject(ProjectTemplatesApi);
  private readonly organisation = inject(OrganisationApi);
  private readonly texts = inject(Texts);
  protected readonly command = inject(Command);
  private readonly known = rxResource({ stream: () => this.organisation.units });
  protected readonly units = computed(() => (this.known.hasValue() ? this.known.value().items : []));
  protected readonly preview = rxResource({
    params: () => this.current.project().id,
    stream: ({ params }) => this.api.preview(params),
  });
  protected readonly documents = computed(() => (this.preview.hasValue() ? this.preview.value().documents : []));
  protected readonly draft = linkedSignal<TemplateDraft | undefined>(() =>
    this.preview.hasValue()
      ? { name: '', description: '', content: this.preview.value().content, documentIds: [] }
      : undefined,
  );
  protected readonly proposed = signal<ProjectTemplate | undefined>(undefined);
  protected readonly attempt = signal(0);
  protected readonly errors = signal<readonly FieldError[]>([]);

  protected change(draft: TemplateDraft): void {
    this.draft.set(draft);
    const left = new Set(templateErrors(draft, this.texts.say).map(({ fieldId }) => fieldId));
    this.errors.update((errors) => errors.filter(({ fieldId }) => left.has(fieldId)));
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    const draft = this.draft();
    if (this.command.busy() || draft === undefined) return;
    this.errors.set(templateErrors(draft, this.texts.say));
    this.attempt.update((count) => count + 1);
    if (this.errors().length > 0) return;
    const proposal = { ...draft, documentIds: [...draft.documentIds] };
    const template = await this.command.send(() => this.api.propose(this.current.project().id, proposal));
    if (template === undefined) return;
    this.proposed.set(template);
    this.current.refresh();
  }
}
