import { Injectable, inject } from '@angular/core';
import type { Setup, SetupState } from '@querraum/contracts';
import { Api } from '../../core/api';

@Injectable({ providedIn: 'root' })
export class SetupApi {
  private readonly api = inject(Api);

  state() {
    return this.api.get<SetupState>('/setup');
  }
  setUp(setup: Setup) {
    return this.api.post<null>('/setup', setup);
  }
}
