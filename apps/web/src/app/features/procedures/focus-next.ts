import { afterNextRender, inject, Injectable, Injector } from '@angular/core';

/** Puts the focus where it makes sense after something was added, moved or taken away. Provided by the component that asks. */
@Injectable()
export class FocusNext {
  private readonly injector = inject(Injector);

  on(elementId: string): void {
    afterNextRender(() => document.getElementById(elementId)?.focus(), { injector: this.injector });
  }
}
