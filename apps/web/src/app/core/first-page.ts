import { inject } from '@angular/core';
import type { RedirectFunction } from '@angular/router';
import type { Me } from '@querraum/contracts';
import { catchError, map, of } from 'rxjs';
import { Api } from './api';

/**
 * Whoever leads a unit begins with the overview of its projects, whoever only administrates with the administration,
 * everybody else with what there is to do.
 */
export function firstPageOf(grants: readonly Pick<Me['grants'][number], 'role'>[]): string {
  if (grants.some(({ role }) => role === 'HEAD' || role === 'DISTRICT_COUNCILLOR')) return 'uebersicht';
  return grants.length > 0 && grants.every(({ role }) => role === 'ADMIN') ? 'verwaltung' : 'posteingang';
}

export const firstPage: RedirectFunction = () =>
  inject(Api)
    .get<Me>('/me')
    .pipe(
      map(({ grants }) => firstPageOf(grants)),
      // The page says what is wrong; here it only has to be one.
      catchError(() => of('posteingang')),
    );
