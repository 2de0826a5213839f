import { computed, inject, type Signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Me } from '../../core/me';
import { OrganisationApi } from '../../core/organisation.api';

/** Names of the units of the own house, by id. Asked in an injection context. */
export function ownUnitNames(): Signal<Record<string, string>> {
  const me = inject(Me);
  const organisation = inject(OrganisationApi);
  const units = rxResource({ stream: () => organisation.units });
  return computed(() => {
    const tenantId = me.value()?.tenantId;
    const known = units.hasValue() ? units.value().items : [];
    return Object.fromEntries(known.filter((unit) => unit.tenantId === tenantId).map(({ id, name }) => [id, name]));
  });
}
