import { inject } from '@angular/core';
import type { RedirectFunction } from '@angular/router';
import type { Me } from '@querraum/contracts';
import { catchError, map, of } from 'rxjs';
import { Api } from './api';

/** Whoever leads a unit begins with the overview of its projects, everybody else with what there is to do. */
export const firstPage: RedirectFunction = () =>
  inject(Api)
    .get<Me>('/me')
    .pipe(
      map(({ grants }) =>
        grants.some(({ role }) => role === 'HEAD' || role === 'DISTRICT_COUNCILLOR') ? 'uebersicht' : 'posteingang',
      ),
      // The page says what is wrong; here it only has to be one.
      catchError(() => of('posteingang')),
    );
