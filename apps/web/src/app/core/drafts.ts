import { ApplicationRef, Injectable, inject } from '@angular/core';

const PREFIX = 'querraum.draft.';

/** What somebody has typed survives reload, a new sign-in and an error; it lives as long as the browser tab. */
@Injectable({ providedIn: 'root' })
export class Drafts {
  constructor() {
    // Forms keep their draft by an effect, which comes with the next frame: who reloads before it must not lose the last letters.
    const application = inject(ApplicationRef);
    addEventListener('pagehide', () => application.tick());
  }

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
