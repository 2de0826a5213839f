import { ChangeDetectionStrategy, Component, computed, input, linkedSignal, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RunDetail } from '@querraum/contracts';
import { Button } from '../../ui/button';
import { leadActs, type LeadAct } from './lead-acts';
import { LeadCommandForm } from './lead-command-form';

/** How the lead intervenes: one thing at a time, each with what it brings before it is done. */
@Component({
  selector: 'app-lead-commands',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, LeadCommandForm, TranslocoPipe],
  template: `
    @if (acts().length > 0) {
      <details class="no-print" [open]="acts()[0] === 'resume' || acts()[0] === 'retry'">
        <summary>{{ 'lead.heading' | transloco }}</summary>
        <div class="stack inner">
          <div class="row" role="group" [attr.aria-label]="'lead.choose' | transloco">
            @for (act of acts(); track act) {
              <button
                uiButton="secondary"
                [small]="true"
                type="button"
                [attr.aria-expanded]="act === shown()"
                (click)="shown.set(act === shown() ? undefined : act)"
              >
                {{ 'lead.' + act + '.name' | transloco }}
              </button>
            }
          </div>
          @if (shown(); as act) {
            <app-lead-command-form [run]="run()" [act]="act" (changed)="changed.emit($event)" />
          }
        </div>
      </details>
    }
  `,
  styles: `
    .inner {
      margin-top: 0.75rem;
    }
  `,
})
export class LeadCommands {
  readonly run = input.required<RunDetail>();
  readonly changed = output<RunDetail>();
  protected readonly acts = computed(() => leadActs(this.run()));
  /** Closed again when the run has moved on. */
  protected readonly shown = linkedSignal<string, LeadAct | undefined>({
    source: () => this.acts().join(),
    computation: (_, before) => {
      const kept = before?.value;
      return kept !== undefined && this.acts().includes(kept) ? kept : undefined;
    },
  });
}
