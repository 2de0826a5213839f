import { Injectable, inject } from '@angular/core';
import type { Legal } from '@querraum/contracts';
import { Api } from '../../core/api';

@Injectable({ providedIn: 'root' })
export class LegalApi {
  private readonly api = inject(Api);

  legal() {
    return this.api.get<Legal>('/legal');
  }
}
