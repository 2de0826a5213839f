import { Injectable, signal } from '@angular/core';

/** Room for list and preview side by side. */
@Injectable({ providedIn: 'root' })
export class WideScreen {
  private readonly query = window.matchMedia('(min-width: 1024px)');
  private readonly state = signal(this.query.matches);
  readonly matches = this.state.asReadonly();

  constructor() {
    this.query.addEventListener('change', (event) => this.state.set(event.matches));
  }
}
