import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DocumentKind, DocumentSummary, DocumentVersion } from '@querraum/contracts';
import { of } from 'rxjs';
import { Command } from '../../core/command';
import { DocumentView } from '../../core/documents/document-view';
import { DocumentsApi } from '../../core/documents/documents.api';
import { VersionUpload } from '../../core/documents/version-upload';
import { DateTimeOf, formatSize } from '../../core/format';
import { inLanguage } from '../../core/language';
import { ProblemView } from '../../core/problem-view';
import { CurrentProject } from '../../core/project/current-project';
import { RunsApi } from '../../core/round/runs.api';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { DocumentReadings } from './document-readings';
import { StateForm, type StateAct } from './state-form';
import { VersionComparison } from './version-comparison';

const STATE_ACTS: readonly StateAct[] = ['withdraw', 'replace', 'restore'];

/** What a button of its own opens below the document, besides the preview. */
const PARTS = {
  compare: 'documents.compare',
  versions: 'documents.allVersions',
  renew: 'document.renew',
  replace: 'documents.replace.open',
  withdraw: 'documents.withdraw.open',
  restore: 'documents.restore.open',
  readings: 'documents.readings.open',
} as const;
type Part = keyof typeof PARTS;
type Open = '' | 'preview' | Part;

/** One document: what it is, how it stands, and below it whatever one of its buttons has opened. */
@Component({
  selector: 'app-document-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Badge,
    Button,
    DateTimeOf,
    DocumentReadings,
    DocumentView,
    Icon,
    ProblemView,
    RouterLink,
    StateForm,
    TranslocoPipe,
    VersionComparison,
    VersionUpload,
  ],
  providers: [Command],
  templateUrl: './document-card.html',
  styleUrl: './document-card.scss',
})
export class DocumentCard {
  readonly document = input.required<DocumentSummary>();
  readonly kinds = input.required<readonly DocumentKind[]>();
  readonly others = input.required<readonly DocumentSummary[]>();
  readonly changed = output();
  protected readonly command = inject(Command);
  private readonly current = inject(CurrentProject);
  private readonly documents = inject(DocumentsApi);
  private readonly runs = inject(RunsApi);
  protected readonly open = signal<Open>('');
  protected readonly sizeOf = formatSize;
  protected readonly newest = computed(() => this.document().versions.at(-1));
  protected readonly versions = computed(() => [...this.document().versions].reverse());
  protected readonly kind = computed(() => {
    const kind = this.kinds().find(({ key }) => key === this.document().kind);
    return kind ? inLanguage(kind.name) : '';
  });
  protected readonly successor = computed(
    () => this.others().find(({ id }) => id === this.document().replacedById)?.title ?? '',
  );
  protected readonly mayEdit = computed(
    () => this.document().link === null && this.current.project().allowed.includes('document:add'),
  );
  protected readonly mayUnlink = computed(
    () => this.document().link !== null && this.current.project().allowed.includes('document:add'),
  );
  private readonly runId = computed(() => {
    const isRunning = (run: { documentId: string; status: string }) =>
      run.documentId === this.document().id && run.status === 'running';
    return this.current.project().runs.find(isRunning)?.id;
  });
  protected readonly isInRun = computed(() => this.runId() !== undefined);
  /** The run that a new version touches, asked for when one is uploaded. */
  protected readonly run = rxResource({
    params: () => (this.open() === 'renew' ? this.runId() : undefined),
    stream: ({ params }) => (params === undefined ? of(undefined) : this.runs.run(params)),
  });
  protected readonly runOfRenewing = computed(() => (this.run.hasValue() ? this.run.value() : undefined));

  protected readonly partNames = PARTS;
  protected readonly furtherParts = computed<Part[]>(() => {
    const isCurrent = this.document().state === 'current';
    const ofVersions: Part[] = this.versions().length > 1 ? ['compare', 'versions'] : [];
    if (!this.mayEdit()) return ofVersions;
    if (!isCurrent) return [...ofVersions, 'restore', 'readings'];
    const ends: Part[] = this.isInRun() ? [] : ['replace', 'withdraw'];
    return [...ofVersions, 'renew', ...ends, 'readings'];
  });
  protected readonly stateActs = computed(() => STATE_ACTS.filter((act) => act === this.open()));

  protected toggle(what: Open): void {
    this.open.update((before) => (before === what ? '' : what));
  }

  protected follow(): void {
    this.open.set('');
    this.changed.emit();
  }

  protected async download(version: DocumentVersion): Promise<void> {
    await this.command.send(() => this.documents.download(this.document().id, version));
  }

  protected async unlink(): Promise<void> {
    const { link } = this.document();
    if (link === null) return;
    const done = await this.command.send(async () => {
      await this.documents.unlink(this.current.project().id, link.id);
      return true;
    });
    if (done) this.changed.emit();
  }
}
