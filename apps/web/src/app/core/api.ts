import { HttpClient, HttpParams } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { Observable, catchError, firstValueFrom, throwError } from 'rxjs';
import { CommandKeys } from './command-keys';
import { toProblem } from './problem';

export const API_ROOT = '/api/v1';
export type Query = Record<string, string | number | boolean | undefined | null>;

function paramsOf(query: Query): HttpParams {
  let params = new HttpParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') params = params.set(name, value);
  }
  return params;
}

function describe(body: unknown): string {
  if (!(body instanceof FormData)) return JSON.stringify(body) ?? '';
  return JSON.stringify(
    [...body.entries()].map(([name, value]) =>
      value instanceof File ? [name, value.name, value.size, value.lastModified] : [name, value],
    ),
  );
}

/** The one way to the server; every error that leaves it is a Problem. */
@Injectable({ providedIn: 'root' })
export class Api {
  private readonly http = inject(HttpClient);
  private readonly keys = inject(CommandKeys);

  get<T>(path: string, query: Query = {}): Observable<T> {
    return this.http
      .get<T>(API_ROOT + path, { params: paramsOf(query) })
      .pipe(catchError((error: unknown) => throwError(() => toProblem(error))));
  }

  read<T>(path: string, query: Query = {}): Promise<T> {
    return firstValueFrom(this.get<T>(path, query));
  }

  blob(path: string): Promise<Blob> {
    return firstValueFrom(
      this.http
        .get(API_ROOT + path, { responseType: 'blob' })
        .pipe(catchError((error: unknown) => throwError(() => toProblem(error)))),
    );
  }

  /** A state-changing command; `revision` is what was read of the thing that it changes. */
  post<T>(path: string, body: unknown = {}, revision?: number): Promise<T> {
    return this.command('POST', path, body, revision);
  }

  put<T>(path: string, body: unknown, revision?: number): Promise<T> {
    return this.command('PUT', path, body, revision);
  }

  patch<T>(path: string, body: unknown, revision?: number): Promise<T> {
    return this.command('PATCH', path, body, revision);
  }

  delete<T = null>(path: string, revision?: number): Promise<T> {
    return this.command('DELETE', path, undefined, revision);
  }

  /** The key stays the same until the server has answered this input. */
  private command<T>(method: string, path: string, body: unknown, revision: number | undefined): Promise<T> {
    const input = describe(body) + (revision === undefined ? '' : ` @${revision}`);
    const match: Record<string, string> = revision === undefined ? {} : { 'If-Match': `"${revision}"` };
    return this.keys.send(`${method} ${path}`, input, (key) =>
      firstValueFrom(
        this.http.request<T>(method, API_ROOT + path, { body, headers: { 'Idempotency-Key': key, ...match } }),
      ),
    );
  }
}
