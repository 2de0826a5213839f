import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import type { RunDetail, SeatView } from '@querraum/contracts';
import type { RoundSettings } from '@querraum/workflow';
import { map, of, switchMap } from 'rxjs';
import { ProceduresApi } from '../../core/procedures.api';
import { Texts } from '../../core/texts';

type Silence = RoundSettings['onSilence'];

/** What happens when nobody answers in time, by the settings of the procedure and the kind of the seat. */
export function silenceOf(settings: RoundSettings, seat: SeatView): Silence {
  const refusedBefore = seat.answers.some((answer) => answer.kind === 'refuse');
  const strict = seat.kind !== 'technical' || refusedBefore;
  if (settings.onSilence === 'deemed' && (strict || (seat.mandatory && !settings.deemedMandatory))) return 'escalate';
  if (settings.onSilence === 'nil' && (strict || seat.mandatory)) return 'escalate';
  return settings.onSilence;
}

@Component({
  selector: 'app-silence-note',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (words(); as text) {
      <p class="muted">{{ text }}</p>
    }
  `,
  styles: `
    :host:not(:has(*)) {
      display: none;
    }
  `,
})
export class SilenceNote {
  readonly run = input.required<RunDetail>();
  readonly stepId = input.required<string>();
  readonly seat = input.required<SeatView>();
  private readonly procedures = inject(ProceduresApi);
  private readonly texts = inject(Texts);
  private readonly settings = rxResource({
    params: () => ({
      name: this.run().procedureName.de,
      version: this.run().procedureVersion,
      nodeId: this.run().steps.find((step) => step.id === this.stepId())?.nodeId,
    }),
    stream: ({ params }) =>
      this.procedures.procedures().pipe(
        map(({ items }) => items.find(({ name, version }) => name.de === params.name && version === params.version)),
        switchMap((procedure) => (procedure === undefined ? of(undefined) : this.procedures.procedure(procedure.id))),
        map((procedure) => {
          const node = procedure?.definition.nodes.find((candidate) => candidate.id === params.nodeId);
          return node?.type === 'coSignatureRound' ? node.settings : undefined;
        }),
      ),
  });
  protected readonly words = computed(() => {
    const settings = this.settings.hasValue() ? this.settings.value() : undefined;
    return settings === undefined ? '' : this.texts.say(`silence.${silenceOf(settings, this.seat())}`);
  });
}
