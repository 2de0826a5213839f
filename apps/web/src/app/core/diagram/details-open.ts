import { Injectable, signal } from '@angular/core';

/** Which entries of the list show their details. Provided by the view that has list and diagram. */
@Injectable()
export class DetailsOpen {
  private readonly ids = signal<ReadonlySet<string>>(new Set());

  is(id: string): boolean {
    return this.ids().has(id);
  }

  open(id: string): void {
    this.ids.update((ids) => new Set([...ids, id]));
  }

  toggle(id: string): void {
    this.ids.update((ids) => (ids.has(id) ? new Set([...ids].filter((one) => one !== id)) : new Set([...ids, id])));
  }
}
