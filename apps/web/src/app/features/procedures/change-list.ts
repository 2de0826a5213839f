import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { ProcedureDraft } from '@querraum/contracts';
import { Localized } from '../../core/texts';

/** What is different, one sentence each. */
@Component({
  selector: 'app-change-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Localized],
  template: `
    <ul>
      @for (change of changes(); track $index) {
        <li>{{ change.words | localized }}</li>
      }
    </ul>
  `,
  styles: `
    ul {
      margin: 0;
      padding-inline-start: 1.25rem;
    }
  `,
})
export class ChangeList {
  readonly changes = input.required<ProcedureDraft['changes']>();
}
