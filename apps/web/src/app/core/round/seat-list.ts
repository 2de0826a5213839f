import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { RunDetail } from '@querraum/contracts';
import { Badge } from '../../ui/badge';
import { Texts } from '../texts';
import { seatWords, signerWords } from './seat-words';

/** State of all parties of a run, short: for previews and beside a decision. */
@Component({
  selector: 'app-seat-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge],
  template: `
    <ul role="list" class="stack stack--tight">
      @for (line of lines(); track line.id) {
        <li class="row row--between">
          <span>{{ line.unit }}</span>
          <ui-badge [tone]="line.tone" [icon]="line.icon">{{ line.words }}</ui-badge>
        </li>
      }
    </ul>
  `,
})
export class SeatList {
  readonly run = input.required<RunDetail>();
  private readonly texts = inject(Texts);
  protected readonly lines = computed(() =>
    this.run().steps.flatMap((step) => {
      if (step.type === 'coSignatureRound') {
        return step.seats.map((seat) => ({
          id: step.id + seat.id,
          unit: seat.unit.name,
          ...seatWords(seat, this.texts.say),
        }));
      }
      if (step.type !== 'finalSignature') return [];
      return step.signers.map((signer) => ({
        id: step.id + signer.id,
        unit: signer.unit.name,
        ...signerWords(signer, this.texts.say),
      }));
    }),
  );
}
