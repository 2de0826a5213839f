import { Injectable, inject } from '@angular/core';
import type { PersonReference, Unit } from '@querraum/contracts';
import { shareReplay } from 'rxjs';
import { Api } from './api';

@Injectable({ providedIn: 'root' })
export class OrganisationApi {
  private readonly api = inject(Api);
  /** Changes seldom, so it is fetched once; an error is not kept. */
  readonly units = this.api
    .get<{ items: Unit[] }>('/organisation/units')
    .pipe(shareReplay({ bufferSize: 1, refCount: false }));

  people(unitId: string) {
    return this.api.get<{ items: PersonReference[] }>(`/organisation/units/${unitId}/people`);
  }
}
