import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Command } from '../../core/command';
import { ACCEPTED_FILES, fileRefusal } from '../../core/documents/file-check';
import { DocumentsApi } from '../../core/documents/documents.api';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';

/** A further document of a project. */
@Component({
  selector: 'app-document-upload',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, ProblemView, TranslocoPipe],
  providers: [Command],
  template: `
    <form class="stack stack--tight" novalidate (submit)="send($event)">
      <ui-field
        fieldId="neues-dokument"
        [label]="'document.chooseFile' | transloco"
        [hint]="'document.accepted' | transloco"
        [error]="errors().file"
      >
        <input #upload uiInput type="file" [accept]="accepted" (change)="choose(upload.files)" />
      </ui-field>
      <ui-field fieldId="neuer-titel" [label]="'newProject.documentTitle' | transloco" [error]="errors().title">
        <input
          #box
          uiInput
          type="text"
          maxlength="200"
          autocomplete="off"
          [value]="title()"
          (input)="title.set(box.value)"
        />
      </ui-field>
      @if (command.problem(); as problem) {
        <app-problem [error]="problem" [retryLabel]="false" />
      }
      <div>
        <button uiButton="secondary" type="submit" [busy]="command.busy()">
          {{ 'document.upload' | transloco }}
        </button>
      </div>
    </form>
  `,
})
export class DocumentUpload {
  readonly projectId = input.required<string>();
  readonly uploaded = output();
  protected readonly command = inject(Command);
  private readonly documents = inject(DocumentsApi);
  private readonly texts = inject(Texts);
  protected readonly accepted = ACCEPTED_FILES;
  protected readonly title = signal('');
  protected readonly errors = signal<{ file?: string; title?: string }>({});
  private file: File | undefined;

  protected choose(files: FileList | null): void {
    this.file = files?.[0];
    if (this.file !== undefined && this.title() === '') this.title.set(this.file.name.replace(/\.[^.]+$/, ''));
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const { file } = this;
    const title = this.title().trim();
    const refusal = file === undefined ? this.texts.say('form.required') : fileRefusal(file, this.texts.say);
    this.errors.set({
      ...(refusal !== '' && { file: refusal }),
      ...(title === '' && { title: this.texts.say('form.required') }),
    });
    if (file === undefined || refusal !== '' || title === '') return;
    const document = await this.command.send(() => this.documents.add(this.projectId(), title, file));
    if (document === undefined) return;
    this.title.set('');
    this.uploaded.emit();
  }
}
