import { Injectable, computed, inject } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import type { Me as MeView } from '@querraum/contracts';
import { Api } from './api';

/** The signed-in person with the authorities of the moment. */
@Injectable({ providedIn: 'root' })
export class Me {
  private readonly api = inject(Api);
  readonly resource = rxResource({ stream: () => this.api.get<MeView>('/me') });
  readonly value = computed(() => (this.resource.hasValue() ? this.resource.value() : undefined));
  readonly unitIds = computed(() => new Set(this.value()?.grants.map((grant) => grant.unit.id) ?? []));
}
