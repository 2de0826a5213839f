import { Directive, inject } from '@angular/core';
import { ConnectionWorkerState } from '@foblex/flow';

/** The canvas would compute arrows in a worker made of a blob, which our content security policy refuses; ours need none. */
@Directive({ selector: 'f-flow' })
export class WithoutWorker {
  constructor() {
    inject(ConnectionWorkerState).isDisabled = true;
  }
}
