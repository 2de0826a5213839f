import { afterNextRender, inject, Injectable, Injector } from '@angular/core';

/** Puts the focus where it makes sense after something was added, moved or taken away. Provided by the component that asks. */
@Injectable()
export class FocusNext {
  private readonly injector = inject(Injector);

  /** The first of these that is there then. */
  on(...ids: string[]): void {
    const focus = () => ids.flatMap((id) => document.getElementById(id) ?? [])[0]?.focus();
    afterNextRender(focus, { injector: this.injector });
  }
}
