import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { Command } from '../command';
import { ProblemView } from '../problem-view';
import { Texts } from '../texts';
import { ACCEPTED_FILES, fileRefusal } from './file-check';

/** One file with its title; what became of it is the business of whoever sends it. */
@Component({
  selector: 'app-file-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, ProblemView, TranslocoPipe],
  providers: [Command],
  template: `
    <form class="stack stack--tight" novalidate [attr.aria-label]="label()" (submit)="submit($event)">
      <ui-field
        [fieldId]="idOf() + '-datei'"
        [label]="'document.chooseFile' | transloco"
        [hint]="'document.accepted' | transloco"
        [error]="errors().file"
      >
        <input #upload uiInput type="file" [accept]="accepted" (change)="choose(upload.files)" />
      </ui-field>
      <ui-field [fieldId]="idOf() + '-titel'" [label]="'newProject.documentTitle' | transloco" [error]="errors().title">
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
export class FileForm {
  /** Begins the ids of its fields. */
  readonly idOf = input.required<string>();
  readonly label = input<string>();
  /** Sends the file by this command; whether it has arrived. */
  readonly send = input.required<(command: Command, title: string, file: File) => Promise<boolean>>();
  protected readonly command = inject(Command);
  private readonly texts = inject(Texts);
  protected readonly accepted = ACCEPTED_FILES;
  protected readonly title = signal('');
  protected readonly errors = signal<{ file?: string; title?: string }>({});
  private file: File | undefined;

  protected choose(files: FileList | null): void {
    this.file = files?.[0];
    if (this.file !== undefined && this.title() === '') this.title.set(this.file.name.replace(/\.[^.]+$/, ''));
  }

  protected async submit(event: Event): Promise<void> {
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
    if (!(await this.send()(this.command, title, file))) return;
    this.title.set('');
    this.file = undefined;
    form?.reset();
  }
}
