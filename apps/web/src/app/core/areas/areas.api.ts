import { Injectable, inject } from '@angular/core';
import type { Area, AreaDetail, AreaShapes, Page } from '@querraum/contracts';
import { Observable, shareReplay } from 'rxjs';
import { Api } from '../api';

/** The Land, above the Bezirke. */
export const ROOT_KEY = '00';
const MOST_CHILDREN = 200;
const MOST_HITS = 20;

@Injectable({ providedIn: 'root' })
export class AreasApi {
  private readonly api = inject(Api);

  /** Never change within an edition: one answer for each, also from the cache of the browser. */
  private readonly shapes = new Map<string, Observable<AreaShapes>>();

  children(parent: string): Promise<Page<Area>> {
    return this.api.read<Page<Area>>('/areas', { parent, limit: MOST_CHILDREN });
  }

  search(query: string) {
    return this.api.get<Page<Area>>('/areas', { query, limit: MOST_HITS });
  }

  area(key: string) {
    return this.api.get<AreaDetail>(`/areas/${key}`);
  }

  /** The shapes of the areas right below this one. */
  shapesBelow(parent: string) {
    return this.kept({ parent });
  }

  shapesOf(keys: readonly string[]) {
    return this.kept({ keys: keys.join(',') });
  }

  /** An error is not kept. */
  private kept(query: Record<string, string>): Observable<AreaShapes> {
    const name = JSON.stringify(query);
    const known = this.shapes.get(name) ?? this.api.get<AreaShapes>('/areas/shapes', query).pipe(shareReplay(1));
    this.shapes.set(name, known);
    return known;
  }
}
