import { LiveAnnouncer } from '@angular/cdk/a11y';
import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DocumentState, DocumentSummary } from '@querraum/contracts';
import { Command } from '../../core/command';
import { DocumentsApi } from '../../core/documents/documents.api';
import { formatCount } from '../../core/format';
import { kept } from '../../core/kept';
import { inLanguage } from '../../core/language';
import { ProblemView } from '../../core/problem-view';
import { CurrentProject } from '../../core/project/current-project';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Field, FieldControl } from '../../ui/field';
import { Skeleton } from '../../ui/skeleton';
import { DocumentCard } from './document-card';
import { SeveralUpload } from './several-upload';

/** How the states are called in the address. */
const STATES = { gueltig: 'current', ersetzt: 'replaced', zurueckgezogen: 'withdrawn' } as const satisfies Record<
  string,
  DocumentState
>;

/** Dokumente of a project: newest activity first, by kind and state, as many at a time as one looks through. */
@Component({
  selector: 'app-documents-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, DocumentCard, EmptyState, Field, FieldControl, ProblemView, SeveralUpload, Skeleton, TranslocoPipe],
  providers: [Command],
  templateUrl: './documents-page.html',
  styleUrl: './documents-page.scss',
})
export class DocumentsPage {
  /** From the address. */
  readonly art = input<string>();
  readonly stand = input<string>();
  protected readonly command = inject(Command);
  protected readonly current = inject(CurrentProject);
  private readonly documents = inject(DocumentsApi);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  private readonly announcer = inject(LiveAnnouncer);
  protected readonly states = Object.entries(STATES).map(([key, state]) => ({ key, state }));
  protected readonly nameOf = inLanguage;
  private readonly filter = computed(() => ({
    projectId: this.current.project().id,
    kind: this.art(),
    state: STATES[this.stand() as keyof typeof STATES] as DocumentState | undefined,
  }));
  protected readonly page = rxResource({
    params: () => ({ ...this.filter(), at: this.current.revision() }),
    stream: ({ params: { projectId, kind, state } }) => this.documents.documents(projectId, { kind, state }),
  });
  private readonly first = kept(this.page, this.filter);
  private readonly kindsResource = rxResource({ stream: () => this.documents.kinds() });
  protected readonly kinds = computed(() => (this.kindsResource.hasValue() ? this.kindsResource.value().items : []));
  /** What was loaded beyond the first page; a new first page begins anew. */
  private readonly older = linkedSignal<unknown, { items: DocumentSummary[]; next: string | null }>({
    source: this.first,
    computation: () => ({ items: [], next: this.first()?.nextCursor ?? null }),
  });
  protected readonly next = computed(() => this.older().next);
  protected readonly items = computed(() => {
    const first = this.first();
    return first && [...first.items, ...this.older().items];
  });
  protected readonly count = computed(() => {
    const first = this.first();
    return first
      ? this.texts.plural('documents.count', first.count, { shown: formatCount(first.count, first.countExact) })
      : '';
  });
  protected readonly mayAdd = computed(() => this.current.project().allowed.includes('document:add'));

  protected narrow(change: { art?: string; stand?: string }): void {
    const queryParams = Object.fromEntries(Object.entries(change).map(([name, value]) => [name, value || null]));
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected async more(): Promise<void> {
    const cursor = this.next();
    if (cursor === null) return;
    const { projectId, kind, state } = this.filter();
    const page = await this.command.send(() => this.documents.page(projectId, { kind, state, cursor }));
    if (page) this.older.update(({ items }) => ({ items: [...items, ...page.items], next: page.nextCursor }));
  }

  protected follow(): void {
    this.page.reload();
    this.current.refresh();
    void this.announcer.announce(this.texts.say('saved'));
  }
}
