import { Injectable, inject } from '@angular/core';
import type { Page, Task, TaskBox, TaskKind } from '@querraum/contracts';
import { Api } from '../../core/api';

export interface InboxFilter {
  box: TaskBox;
  query: string;
  kind: TaskKind | '';
}

@Injectable({ providedIn: 'root' })
export class InboxApi {
  private readonly api = inject(Api);

  page(filter: InboxFilter, cursor?: string): Promise<Page<Task>> {
    return this.api.read<Page<Task>>('/tasks', { ...filter, cursor });
  }
}
