import { Injectable, inject } from '@angular/core';
import { CONFIGURATION } from './configuration';

const NOTICEABLE_MS = 120_000;

/** The server's clock can be moved in test installations; what is said about „heute“ follows it. */
@Injectable({ providedIn: 'root' })
export class ServerClock {
  private readonly offset = new Date(inject(CONFIGURATION).now).getTime() - Date.now();
  readonly moved = Math.abs(this.offset) > NOTICEABLE_MS;

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  /** Local date in Europe/Berlin, `2027-03-25`. */
  today(): string {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(this.now());
  }
}
