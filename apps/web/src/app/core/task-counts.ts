import { Injectable, computed, inject } from '@angular/core';
import { rxResource, takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { TaskCounts as Counts } from '@querraum/contracts';
import { Api } from './api';
import { InboxStream } from './inbox-stream';

/** Counts of the three boxes, asked again whenever the inbox has news. */
@Injectable({ providedIn: 'root' })
export class TaskCounts {
  private readonly api = inject(Api);
  private readonly resource = rxResource({ stream: () => this.api.get<Counts>('/tasks/counts') });
  readonly value = computed(() => (this.resource.hasValue() ? this.resource.value() : undefined));

  constructor() {
    inject(InboxStream)
      .changes.pipe(takeUntilDestroyed())
      .subscribe(() => this.reload());
  }

  reload(): void {
    this.resource.reload();
  }
}
