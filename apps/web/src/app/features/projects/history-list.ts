import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { HistoryEntry } from '@querraum/contracts';
import { formatDateTime } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { historyLine } from './history-words';
import { ProjectsApi } from './projects.api';

const SOURCES = ['all', 'people', 'system'] as const;
type Source = (typeof SOURCES)[number];

/** Verlauf: everything that happened, newest first; entries are never changed. */
@Component({
  selector: 'app-history-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Icon, ProblemView, Skeleton, TranslocoPipe],
  templateUrl: './history-list.html',
  styleUrl: './history-list.scss',
})
export class HistoryList {
  readonly projectId = input.required<string>();
  /** Changes when the project has changed, so that the history is asked again. */
  readonly revision = input.required<string>();
  private readonly api = inject(ProjectsApi);
  private readonly texts = inject(Texts);
  private readonly entries = signal<readonly HistoryEntry[] | undefined>(undefined);
  protected readonly cursor = signal<string | null>(null);
  protected readonly error = signal<unknown>(undefined);
  protected readonly loadingMore = signal(false);
  protected readonly sources = SOURCES;
  protected readonly source = signal<Source>('all');
  protected readonly lines = computed(() =>
    this.entries()
      ?.filter(({ person }) => this.source() === 'all' || (person === null) === (this.source() === 'system'))
      .map((entry) => ({
        seq: entry.seq,
        at: formatDateTime(entry.at),
        system: entry.person === null,
        ...historyLine(entry, this.texts.say),
      })),
  );

  constructor() {
    effect(() => {
      this.revision();
      const projectId = this.projectId();
      untracked(() => void this.load(projectId));
    });
  }

  protected async load(projectId = this.projectId()): Promise<void> {
    this.error.set(undefined);
    try {
      const page = await this.api.history(projectId);
      this.entries.set(page.items);
      this.cursor.set(page.nextCursor);
    } catch (error) {
      this.error.set(error);
    }
  }

  protected async more(): Promise<void> {
    const cursor = this.cursor();
    if (cursor === null || this.loadingMore()) return;
    this.loadingMore.set(true);
    try {
      const page = await this.api.history(this.projectId(), cursor);
      this.entries.update((entries) => [...(entries ?? []), ...page.items]);
      this.cursor.set(page.nextCursor);
    } catch (error) {
      this.error.set(error);
    } finally {
      this.loadingMore.set(false);
    }
  }
}
