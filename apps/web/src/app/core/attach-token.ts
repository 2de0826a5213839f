import { HttpErrorResponse, HttpHandlerFn, HttpInterceptorFn, HttpRequest } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { API_ROOT } from './api';
import { CONFIGURATION } from './configuration';
import { language } from './language';
import { toProblem } from './problem';
import { Session } from './session';
import { newTraceParent } from './trace-parent';

function sendWith(token: string, request: HttpRequest<unknown>, next: HttpHandlerFn, trace: Record<string, string>) {
  const headers = { Authorization: `Bearer ${token}`, 'Accept-Language': language(), ...trace };
  return next(request.clone({ setHeaders: headers }));
}

/** Bearer token and language on every call of our own API, and one new try with a new token after a 401. */
export const attachToken: HttpInterceptorFn = (request, next) => {
  if (!request.url.startsWith(API_ROOT)) return next(request);
  const session = inject(Session);
  const trace: Record<string, string> = inject(CONFIGURATION).tracing ? { traceparent: newTraceParent() } : {};
  return from(session.token()).pipe(
    switchMap((token) => sendWith(token, request, next, trace)),
    catchError((error: unknown) => {
      if (!(error instanceof HttpErrorResponse) || error.status !== 401) return throwError(() => error);
      return from(session.renew(toProblem(error).code)).pipe(
        catchError(() => throwError(() => error)),
        switchMap((token) => sendWith(token, request, next, trace)),
      );
    }),
  );
};
