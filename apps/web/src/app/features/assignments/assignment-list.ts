import { Injectable, computed, inject, signal } from '@angular/core';
import type { AssignmentSummary, Page } from '@querraum/contracts';
import type { Query } from '../../core/api';
import { AssignmentsApi } from '../../core/assignments/assignments.api';
import { blocksOf } from './assignment-blocks';

const ROWS = 50;

/** The tasks of a project under one filter, page after page. */
@Injectable()
export class AssignmentList {
  private readonly api = inject(AssignmentsApi);
  private asked: { projectId: string; filter: Query } | undefined;
  private readonly pages = signal<Page<AssignmentSummary> | undefined>(undefined);
  readonly loading = signal(false);
  readonly error = signal<unknown>(undefined);
  readonly blocks = computed(() => {
    const pages = this.pages();
    return pages && blocksOf(pages.items);
  });
  readonly total = computed(() => this.pages());
  readonly hasMore = computed(() => (this.pages()?.nextCursor ?? null) !== null);

  /** Begins anew; what is shown stays until the answer is there. */
  async load(projectId: string, filter: Query): Promise<void> {
    const asked = { projectId, filter };
    this.asked = asked;
    this.error.set(undefined);
    await this.ask(asked, (page) => page);
  }

  /** After news: asks for as many rows as are shown, so that nothing below disappears. */
  async refresh(): Promise<void> {
    const { asked } = this;
    if (asked === undefined || this.loading()) return;
    const shown = this.pages()?.items.length ?? ROWS;
    if (shown <= ROWS) await this.ask(asked, (page) => page);
    else await this.ask(asked, (page) => merged(page, this.pages()));
  }

  async more(): Promise<void> {
    const { asked } = this;
    const cursor = this.pages()?.nextCursor;
    if (asked === undefined || !cursor || this.loading()) return;
    await this.ask(
      asked,
      (page) => ({ ...page, items: [...(this.pages()?.items ?? []), ...fresh(page, this.pages())] }),
      cursor,
    );
  }

  private async ask(
    asked: NonNullable<AssignmentList['asked']>,
    change: (page: Page<AssignmentSummary>) => Page<AssignmentSummary>,
    cursor?: string,
  ): Promise<void> {
    this.loading.set(true);
    try {
      const page = await this.api.list(asked.projectId, { ...asked.filter, cursor, limit: ROWS });
      if (this.asked === asked) this.pages.set(change(page));
    } catch (error) {
      if (this.asked === asked) this.error.set(error);
    } finally {
      if (this.asked === asked) this.loading.set(false);
    }
  }
}

type Rows = Page<AssignmentSummary> | undefined;

const fresh = (page: Page<AssignmentSummary>, before: Rows): AssignmentSummary[] => {
  const known = new Set(before?.items.map(({ id }) => id));
  return page.items.filter(({ id }) => !known.has(id));
};

/** The first page as it is now, and behind it what was loaded further down. */
function merged(page: Page<AssignmentSummary>, before: Rows): Page<AssignmentSummary> {
  const now = new Set(page.items.map(({ id }) => id));
  const further = (before?.items ?? []).slice(page.items.length).filter(({ id }) => !now.has(id));
  return { ...page, items: [...page.items, ...further], nextCursor: before?.nextCursor ?? null };
}
