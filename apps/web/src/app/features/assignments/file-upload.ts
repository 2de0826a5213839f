import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { AssignmentDetail } from '@querraum/contracts';
import { AssignmentsApi } from '../../core/assignments/assignments.api';
import { Command } from '../../core/command';
import { ACCEPTED_FILES, fileRefusal } from '../../core/documents/file-check';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { AssignmentState } from './assignment-state';

/** A file that goes to a task; what else is typed on the page stays as it is. */
@Component({
  selector: 'app-assignment-file',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, ProblemView, TranslocoPipe],
  providers: [Command],
  template: `
    <form
      class="stack stack--tight"
      novalidate
      [attr.aria-label]="'assignment.addFile' | transloco"
      (submit)="send($event)"
    >
      <ui-field
        fieldId="beilage-datei"
        [label]="'document.chooseFile' | transloco"
        [hint]="'document.accepted' | transloco"
        [error]="errors().file"
      >
        <input #upload uiInput type="file" [accept]="accepted" (change)="choose(upload.files)" />
      </ui-field>
      <ui-field fieldId="beilage-titel" [label]="'newProject.documentTitle' | transloco" [error]="errors().title">
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
export class FileUpload {
  readonly assignment = input.required<AssignmentDetail>();
  protected readonly command = inject(Command);
  private readonly state = inject(AssignmentState);
  private readonly api = inject(AssignmentsApi);
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
    const form = event.target instanceof HTMLFormElement ? event.target : undefined;
    const title = this.title().trim();
    const refusal = file === undefined ? this.texts.say('form.required') : fileRefusal(file, this.texts.say);
    this.errors.set({
      ...(refusal !== '' && { file: refusal }),
      ...(title === '' && { title: this.texts.say('form.required') }),
    });
    if (file === undefined || refusal !== '' || title === '') return;
    const { id } = this.assignment();
    if (!(await this.state.add(this.command, () => this.api.attachFile(id, title, file)))) return;
    this.title.set('');
    this.file = undefined;
    form?.reset();
  }
}
