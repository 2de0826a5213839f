import { Injectable, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationStart, Router } from '@angular/router';

const PAUSE_MS = 300;
const pathOf = (url: string): string => url.split(/[?#]/)[0] ?? url;

/**
 * Lets a search begin when the typing rests. Whoever goes on to another page meanwhile is not held back by it: a late
 * change of the address would cancel that navigation. Provided by the page that searches.
 */
@Injectable()
export class TypingPause {
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private readonly router = inject(Router);

  constructor() {
    const { router } = this;
    router.events.pipe(takeUntilDestroyed()).subscribe((event) => {
      if (event instanceof NavigationStart && pathOf(event.url) !== pathOf(router.url)) clearTimeout(this.waiting);
    });
  }

  then(search: () => void): void {
    clearTimeout(this.waiting);
    // Somebody who chooses a row meanwhile is still on the way to it: the search waits until they are there.
    this.waiting = setTimeout(() => (this.router.currentNavigation() ? this.then(search) : search()), PAUSE_MS);
  }
}
