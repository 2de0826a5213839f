import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { TemplateDocument, Unit } from '@querraum/contracts';
import type { FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { PartsEditor } from './parts-editor';
import type { TemplateDraft } from './template-draft';

/** The controls of a template, for whoever edits one and for whoever makes one of a project. */
@Component({
  selector: 'app-template-fields',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FieldControl, PartsEditor, TranslocoPipe],
  template: `
    <section class="card stack">
      <ui-field fieldId="name" [label]="'templates.name' | transloco" [error]="errorMap()['name']">
        <input
          #name
          uiInput
          type="text"
          maxlength="200"
          autocomplete="off"
          [value]="draft().name"
          (input)="change({ name: name.value })"
        />
      </ui-field>
      <ui-field
        fieldId="description"
        [label]="'templates.description' | transloco"
        [mark]="'optional' | transloco"
        [hint]="'templates.descriptionHint' | transloco"
      >
        <textarea
          #description
          uiInput
          maxlength="2000"
          [value]="draft().description"
          (input)="change({ description: description.value })"
        ></textarea>
      </ui-field>
    </section>
    <section class="card stack" aria-labelledby="abschnitt-inhalt">
      <h2 id="abschnitt-inhalt">{{ 'newProject.brings' | transloco }}</h2>
      <p class="muted small">{{ 'templates.daysHint' | transloco }}</p>
      <app-parts-editor
        [content]="draft().content"
        [units]="units()"
        [errors]="errorMap()"
        (contentChange)="change({ content: $event })"
      />
      @if (documents().length > 0) {
        <fieldset class="stack stack--tight">
          <legend>{{ 'templates.parts.documents' | transloco }}</legend>
          <p class="muted small">{{ 'templates.documentsHint' | transloco }}</p>
          @for (document of documents(); track document.id) {
            <label class="row">
              <input
                #goes
                type="checkbox"
                class="ui-check"
                [checked]="draft().documentIds.includes(document.id)"
                (change)="choose(document.id, goes.checked)"
              />
              <span
                >{{ document.title }} <span class="muted small">({{ document.fileName }})</span></span
              >
            </label>
          }
        </fieldset>
      }
    </section>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 1.5rem;
    }
  `,
})
export class TemplateFields {
  readonly draft = model.required<TemplateDraft>();
  readonly documents = input.required<readonly TemplateDocument[]>();
  readonly units = input.required<readonly Unit[]>();
  readonly errors = input.required<readonly FieldError[]>();
  protected readonly errorMap = computed(() =>
    Object.fromEntries(this.errors().map(({ fieldId, message }) => [fieldId, message])),
  );

  protected change(change: Partial<TemplateDraft>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
  }

  /** A procedure that would start on a document that stays behind is offered instead. */
  protected choose(id: string, goesAlong: boolean): void {
    const { documentIds, content } = this.draft();
    const others = documentIds.filter((one) => one !== id);
    if (goesAlong) return this.change({ documentIds: [...others, id] });
    const procedures = content.procedures.map((one) => (one.documentId === id ? { ...one, documentId: null } : one));
    this.change({ documentIds: others, content: { ...content, procedures } });
  }
}
