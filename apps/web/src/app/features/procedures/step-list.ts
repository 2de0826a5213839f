import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProcedureStep } from '@querraum/contracts';
import { Localized } from '../../core/texts';
import { Fact, Facts } from '../../ui/facts';

/** Ablaufliste: the steps of a procedure in words, with what each setting means. */
@Component({
  selector: 'app-step-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Fact, Facts, Localized, TranslocoPipe],
  template: `
    <ol class="stack">
      @for (step of steps(); track step.nodeId) {
        <li>
          <div class="stack stack--tight">
            <p>
              <strong>{{ step.name | localized }}:</strong> {{ step.summary | localized }}
            </p>
            @if (step.rules[0]; as first) {
              <ui-facts>
                <ui-fact [label]="first.label | localized">{{ first.words | localized }}</ui-fact>
              </ui-facts>
            }
            <p>{{ step.afterwards | localized }}</p>
            @if (step.rules.length > 1) {
              <details>
                <summary>{{ 'procedures.moreRules' | transloco: { step: (step.name | localized) } }}</summary>
                <ui-facts>
                  @for (rule of step.rules.slice(1); track rule.label.de) {
                    <ui-fact [label]="rule.label | localized">{{ rule.words | localized }}</ui-fact>
                  }
                </ui-facts>
              </details>
            }
          </div>
        </li>
      }
    </ol>
  `,
  styles: `
    ol {
      padding-inline-start: 1.5rem;
    }
    details ui-facts {
      margin-top: 0.5rem;
    }
  `,
})
export class StepList {
  readonly steps = input.required<readonly ProcedureStep[]>();
}
