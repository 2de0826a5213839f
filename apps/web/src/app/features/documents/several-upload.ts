import { LiveAnnouncer } from '@angular/cdk/a11y';
import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DocumentKind } from '@querraum/contracts';
import { DocumentsApi } from '../../core/documents/documents.api';
import { ACCEPTED_FILES, fileRefusal } from '../../core/documents/file-check';
import { inLanguage } from '../../core/language';
import { toProblem } from '../../core/problem';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';

interface Line {
  file: File;
  state: 'waiting' | 'running' | 'done' | 'failed';
  problem: string;
}

/** Several files, one request after the other, each with what became of it; one that is refused does not stop the others. */
@Component({
  selector: 'app-several-upload',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, Icon, TranslocoPipe],
  templateUrl: './several-upload.html',
  styles: `
    progress {
      width: 100%;
    }
    .failed {
      color: var(--kern-color-feedback-danger);
    }
  `,
})
export class SeveralUpload {
  readonly projectId = input.required<string>();
  readonly kinds = input.required<readonly DocumentKind[]>();
  readonly uploaded = output();
  private readonly documents = inject(DocumentsApi);
  private readonly texts = inject(Texts);
  private readonly announcer = inject(LiveAnnouncer);
  protected readonly accepted = ACCEPTED_FILES;
  protected readonly nameOf = inLanguage;
  protected readonly kind = signal('OTHER');
  protected readonly lines = signal<readonly Line[]>([]);
  protected readonly busy = signal(false);
  protected readonly error = signal<string | undefined>(undefined);
  protected readonly finished = computed(
    () => this.lines().filter(({ state }) => state === 'done' || state === 'failed').length,
  );

  protected choose(files: FileList | null): void {
    this.error.set(undefined);
    this.lines.set([...(files ?? [])].map((file) => ({ file, state: 'waiting', problem: '' })));
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    const waiting = this.lines().filter(({ state }) => state !== 'done');
    this.error.set(waiting.length === 0 ? this.texts.say('form.required') : undefined);
    if (waiting.length === 0) return;
    this.busy.set(true);
    for (const { file } of waiting) await this.sendOne(file);
    this.busy.set(false);
    const done = this.lines().filter(({ state }) => state === 'done').length;
    void this.announcer.announce(this.texts.say('documents.uploadedOf', { done, all: this.lines().length }));
    if (done > 0) this.uploaded.emit();
  }

  private async sendOne(file: File): Promise<void> {
    const refusal = fileRefusal(file, this.texts.say);
    if (refusal !== '') return this.mark(file, 'failed', refusal);
    this.mark(file, 'running');
    try {
      await this.documents.add(this.projectId(), titleOf(file), file, this.kind());
      this.mark(file, 'done');
    } catch (error) {
      this.mark(file, 'failed', toProblem(error).detail || this.texts.say('problem.network.detail'));
    }
  }

  private mark(file: File, state: Line['state'], problem = ''): void {
    this.lines.update((lines) => lines.map((line) => (line.file === file ? { file, state, problem } : line)));
  }
}

const titleOf = ({ name }: File): string => name.replace(/\.[^.]+$/, '').slice(0, 200) || name;
