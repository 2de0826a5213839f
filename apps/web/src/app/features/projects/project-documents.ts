import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DocumentSummary, DocumentVersion, ProjectDetail } from '@querraum/contracts';
import { Command } from '../../core/command';
import { DocumentsApi } from '../../core/documents/documents.api';
import { FileForm } from '../../core/documents/file-form';
import { DateTimeOf, formatSize } from '../../core/format';
import { kept } from '../../core/kept';
import { ProblemView } from '../../core/problem-view';
import { RunsApi } from '../../core/round/runs.api';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { VersionUpload } from '../../core/documents/version-upload';

/** Documents with all versions; a version that was signed never changes, so a change is a new version. */
@Component({
  selector: 'app-project-documents',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, DateTimeOf, EmptyState, FileForm, Icon, ProblemView, Skeleton, TranslocoPipe, VersionUpload],
  providers: [Command],
  templateUrl: './project-documents.html',
})
export class ProjectDocuments {
  readonly project = input.required<ProjectDetail>();
  readonly changed = output();
  protected readonly command = inject(Command);
  private readonly documents = inject(DocumentsApi);
  private readonly runs = inject(RunsApi);
  /** Id of the document for which a new version is being uploaded. */
  protected readonly renewing = signal('');
  protected readonly sizeOf = formatSize;
  protected readonly resource = rxResource({
    params: () => ({ id: this.project().id, at: this.project().updatedAt }),
    stream: ({ params }) => this.documents.documents(params.id),
  });
  private readonly page = kept(this.resource, () => this.project().id);
  protected readonly items = computed(() => this.page()?.items);
  protected readonly runId = computed(
    () => this.project().runs.find((run) => run.documentId === this.renewing() && run.status === 'running')?.id,
  );
  /** The run that a new version touches, asked for when one is uploaded. */
  protected readonly run = rxResource({
    params: () => this.runId(),
    stream: ({ params }) => this.runs.run(params),
  });
  protected readonly runOfRenewing = kept(this.run, this.runId);

  protected newestFirst(document: DocumentSummary): DocumentVersion[] {
    return [...document.versions].sort((one, other) => other.number - one.number);
  }

  protected mayAdd(): boolean {
    return this.project().allowed.includes('document:add');
  }

  protected readonly add = async (command: Command, title: string, file: File): Promise<boolean> => {
    const document = await command.send(() => this.documents.add(this.project().id, title, file));
    if (document === undefined) return false;
    this.uploaded();
    return true;
  };

  protected async download(document: DocumentSummary, version: DocumentVersion): Promise<void> {
    await this.command.send(() => this.documents.download(document.id, version));
  }

  protected uploaded(): void {
    this.renewing.set('');
    this.changed.emit();
  }
}
