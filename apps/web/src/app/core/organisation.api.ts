import { Injectable, inject } from '@angular/core';
import type { PersonReference, Position, Unit } from '@querraum/contracts';
import { shareReplay } from 'rxjs';
import { Api } from './api';

@Injectable({ providedIn: 'root' })
export class OrganisationApi {
  private readonly api = inject(Api);
  /** Changes seldom, so it is fetched once; an error is not kept. */
  readonly units = this.api
    .get<{ items: Unit[] }>('/organisation/units')
    .pipe(shareReplay({ bufferSize: 1, refCount: false }));

  /** The posts that something can be addressed to. */
  positions(unitId: string) {
    return this.api.get<{ items: Position[] }>(`/organisation/units/${unitId}/positions`);
  }

  people(unitId: string) {
    return this.api.get<{ items: PersonReference[] }>(`/organisation/units/${unitId}/people`);
  }
}
