import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { AnswerView, RunDetail, SeatView } from '@querraum/contracts';
import { Badge } from '../../ui/badge';
import { lastMomentInWords } from '../deadline';
import { Texts } from '../texts';
import { SeatForm, SeatStepForm } from './seat-step-form';
import { SeatRoles } from './seat-role';
import { stepsOf } from './seat-duties';
import { answeredBy, seatWords } from './seat-words';

interface SeatRow {
  seat: SeatView;
  state: ReturnType<typeof seatWords>;
  due: string;
  answers: { id: number; stale: boolean; head: string; words: string | null }[];
  steps: SeatForm[];
}

/** All seats of a round: answers with words, who, capacity and version; below 600 px as cards. */
@Component({
  selector: 'app-seat-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, SeatStepForm, TranslocoPipe],
  templateUrl: './seat-table.html',
})
export class SeatTable {
  readonly run = input.required<RunDetail>();
  readonly stepId = input.required<string>();
  readonly seats = input.required<readonly SeatView[]>();
  readonly changed = output<RunDetail>();
  private readonly texts = inject(Texts);
  private readonly roles = inject(SeatRoles);
  private readonly several = computed(() => new Set(this.seats().map((seat) => seat.wave)).size > 1);
  protected readonly rows = computed(() => this.seats().map((seat): SeatRow => this.rowOf(seat)));

  protected kindOf(seat: SeatView): string {
    const words = [this.texts.say(seat.mandatory ? 'seat.mandatory' : 'seat.optional')];
    if (seat.kind !== 'technical') words.push(this.texts.say(`seat.kind.${seat.kind}`));
    if (this.several()) words.push(this.texts.say('seat.wave', { number: seat.wave + 1 }));
    if (seat.unit.id !== seat.originalUnit.id) {
      words.push(this.texts.say('seat.original', { unit: seat.originalUnit.name }));
    }
    if (seat.escalations > 0) words.push(this.texts.plural('seat.escalations', seat.escalations));
    return words.join(' · ');
  }

  private rowOf(seat: SeatView): SeatRow {
    const open = seat.state === 'open' || seat.state === 'back';
    const running = this.run().status === 'running';
    return {
      seat,
      state: seatWords(seat, this.texts.say),
      due: open && seat.dueEnd !== null ? lastMomentInWords(seat.dueEnd) : '',
      answers: seat.answers
        .map((answer, index) => ({
          id: index,
          stale: answer.stale,
          head: this.headOf(answer),
          words: answer.words,
        }))
        .reverse(),
      steps: running ? stepsOf(seat, this.roles.of(this.run(), seat)) : [],
    };
  }

  private headOf(answer: AnswerView): string {
    const kind = this.texts.say(`answer.${answer.kind}.name`);
    const late = answer.late ? `, ${this.texts.say('seat.late')}` : '';
    return `${kind}${late}: ${answeredBy(answer, this.texts.say)}`;
  }
}
