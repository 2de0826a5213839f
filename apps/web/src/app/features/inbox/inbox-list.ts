import { Injectable, computed, inject, signal } from '@angular/core';
import type { Page, Task } from '@querraum/contracts';
import { InboxApi, InboxFilter } from './inbox.api';
import { InboxRow, mergeFresh } from './inbox-rows';

/** The rows of one box as the person sees them, and what has changed behind them. */
@Injectable()
export class InboxList {
  private readonly api = inject(InboxApi);
  private filter: InboxFilter = { box: 'mine', query: '', kind: '' };
  private nextCursor: string | null = null;
  /** How often the person has changed the list themselves. */
  private ownChanges = 0;
  private readonly shown = signal<readonly InboxRow[]>([]);
  readonly rows = this.shown.asReadonly();
  readonly loading = signal(true);
  readonly loadingMore = signal(false);
  readonly error = signal<unknown>(undefined);
  /** Tasks that have arrived since and are not shown yet. */
  readonly added = signal(0);
  readonly hasMore = signal(false);
  readonly empty = computed(() => !this.loading() && this.error() === undefined && this.rows().length === 0);

  async load(filter: InboxFilter = this.filter): Promise<void> {
    this.filter = filter;
    this.loading.set(true);
    this.error.set(undefined);
    try {
      const page = await this.ask(filter);
      if (this.filter === filter) this.show(page);
    } catch (error) {
      if (this.filter === filter) this.error.set(error);
    } finally {
      if (this.filter === filter) this.loading.set(false);
    }
  }

  async more(): Promise<void> {
    const { filter, nextCursor } = this;
    if (nextCursor === null || this.loadingMore()) return;
    this.loadingMore.set(true);
    try {
      const page = await this.ask(filter, nextCursor);
      if (this.filter !== filter) return;
      const known = new Set(this.rows().map((row) => row.task.id));
      const further = page.items.filter((task) => !known.has(task.id));
      this.shown.update((rows) => [...rows, ...further.map((task) => ({ task, gone: false }))]);
      this.remember(page);
    } catch (error) {
      this.error.set(error);
    } finally {
      this.loadingMore.set(false);
    }
  }

  /** After news: asks for the first page, but changes the order of nothing. */
  async look(): Promise<void> {
    const { filter } = this;
    if (this.loading()) return;
    const page = await this.ask(filter).catch(() => undefined);
    if (page === undefined || this.filter !== filter) return;
    const { rows, added } = mergeFresh(this.rows(), page.items, page.nextCursor === null);
    if (this.rows().length === 0) return this.show(page);
    this.shown.set(rows);
    this.added.set(added);
  }

  replace(task: Task): void {
    this.ownChanges += 1;
    this.shown.update((rows) => rows.map((row) => (row.task.id === task.id ? { ...row, task } : row)));
  }

  remove(id: string): void {
    this.ownChanges += 1;
    this.shown.update((rows) => rows.filter((row) => row.task.id !== id));
  }

  /** A page that was on its way while the person took something over does not know of it: it is asked for again. */
  private async ask(filter: InboxFilter, cursor?: string): Promise<Page<Task>> {
    for (;;) {
      const before = this.ownChanges;
      const page = await this.api.page(filter, cursor);
      if (this.ownChanges === before || this.filter !== filter) return page;
    }
  }

  private show(page: Page<Task>): void {
    this.shown.set(page.items.map((task) => ({ task, gone: false })));
    this.added.set(0);
    this.remember(page);
  }

  private remember(page: Page<Task>): void {
    this.nextCursor = page.nextCursor;
    this.hasMore.set(page.nextCursor !== null);
  }
}
