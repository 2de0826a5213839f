import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Command } from '../../core/command';
import { kept } from '../../core/kept';
import { OrganisationApi } from '../../core/organisation.api';
import { ProblemView } from '../../core/problem-view';
import { ProjectTemplatesApi } from '../../core/project-templates/project-templates.api';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { ErrorSummary, type FieldError } from '../../ui/error-summary';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { templateErrors, type TemplateDraft } from './template-draft';
import { TemplateFields } from './template-fields';

/** A template that is there: renamed, its parts changed or left out. */
@Component({
  selector: 'app-template-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, ErrorSummary, PageHead, ProblemView, RouterLink, Skeleton, TemplateFields, TranslocoPipe],
  providers: [Command],
  template: `
    <div class="page">
      <ui-page-head [heading]="'templates.edit' | transloco" [above]="template()?.name" />
      @if (stored.error() && !template()) {
        <app-problem [error]="stored.error()" (retry)="stored.reload()" />
      } @else if (draft(); as typed) {
        <form
          class="stack stack--wide"
          novalidate
          [attr.aria-label]="'templates.edit' | transloco"
          (submit)="submit($event)"
        >
          <ui-error-summary [heading]="'form.errors' | transloco" [errors]="errors()" [attempt]="attempt()" />
          <app-template-fields
            [draft]="typed"
            [documents]="template()?.documents ?? []"
            [units]="units()"
            [errors]="errors()"
            (draftChange)="change($event)"
          />
          @if (command.problem(); as problem) {
            <app-problem [error]="problem" [retryLabel]="false" />
          }
          <div class="row">
            <button uiButton="primary" type="submit" [busy]="command.busy()">{{ 'kinds.save' | transloco }}</button>
            <a uiButton="tertiary" [routerLink]="['/verwaltung/vorlagen', id()]">{{ 'cancel' | transloco }}</a>
          </div>
        </form>
      } @else {
        <ui-skeleton [label]="'loading' | transloco" [lines]="8" />
      }
    </div>
  `,
})
export class TemplateForm {
  /** From the address. */
  readonly id = input.required<string>();
  private readonly api = inject(ProjectTemplatesApi);
  private readonly organisation = inject(OrganisationApi);
  private readonly texts = inject(Texts);
  private readonly router = inject(Router);
  protected readonly command = inject(Command);
  protected readonly stored = rxResource({
    params: () => this.id(),
    stream: ({ params }) => this.api.template(params),
  });
  protected readonly template = kept(this.stored, this.id);
  private readonly known = rxResource({ stream: () => this.organisation.units });
  protected readonly units = computed(() => (this.known.hasValue() ? this.known.value().items : []));
  /** What is typed stays when the template is read again after somebody else was faster. */
  protected readonly draft = linkedSignal<string | undefined, TemplateDraft | undefined>({
    source: () => this.template()?.id,
    computation: () => {
      const template = this.template();
      if (template === undefined) return undefined;
      const { name, description, content, documents } = template;
      return { name, description, content, documentIds: documents.map(({ id }) => id) };
    },
  });
  protected readonly attempt = signal(0);
  protected readonly errors = signal<readonly FieldError[]>([]);

  protected change(draft: TemplateDraft): void {
    this.draft.set(draft);
    const left = new Set(templateErrors(draft, this.texts.say).map(({ fieldId }) => fieldId));
    this.errors.update((errors) => errors.filter(({ fieldId }) => left.has(fieldId)));
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    const [template, draft] = [this.template(), this.draft()];
    if (this.command.busy() || template === undefined || draft === undefined) return;
    this.errors.set(templateErrors(draft, this.texts.say));
    this.attempt.update((count) => count + 1);
    if (this.errors().length > 0) return;
    const change = { ...draft, documentIds: [...draft.documentIds], kindId: template.kind.id };
    const saved = await this.command.send(() => this.api.change(template.id, change, template.revision));
    if (saved !== undefined) await this.router.navigate(['/verwaltung/vorlagen', template.id]);
    else if (this.command.problem()?.code === 'revisionConflict') this.stored.reload();
  }
}
