import { Injectable } from '@angular/core';

const PREFIX = 'querraum.draft.';

/** What somebody has typed survives reload, a new sign-in and an error; it lives as long as the browser tab. */
@Injectable({ providedIn: 'root' })
export class Drafts {
  read<T>(name: string): Partial<T> | undefined {
    try {
      const text = sessionStorage.getItem(PREFIX + name);
      return text === null ? undefined : (JSON.parse(text) as Partial<T>);
    } catch {
      return undefined;
    }
  }

  write(name: string, draft: object): void {
    sessionStorage.setItem(PREFIX + name, JSON.stringify(draft));
  }

  drop(name: string): void {
    sessionStorage.removeItem(PREFIX + name);
  }
}
