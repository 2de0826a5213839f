import { Injectable, inject } from '@angular/core';
import type { Area, AreaDetail, Page } from '@querraum/contracts';
import { Api } from '../api';

/** The Land, above the Bezirke. */
export const ROOT_KEY = '00';
const MOST_CHILDREN = 200;
const MOST_HITS = 20;

@Injectable({ providedIn: 'root' })
export class AreasApi {
  private readonly api = inject(Api);

  children(parent: string): Promise<Page<Area>> {
    return this.api.read<Page<Area>>('/areas', { parent, limit: MOST_CHILDREN });
  }

  search(query: string) {
    return this.api.get<Page<Area>>('/areas', { query, limit: MOST_HITS });
  }

  area(key: string) {
    return this.api.get<AreaDetail>(`/areas/${key}`);
  }
}
