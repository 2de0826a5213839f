import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Milestone, Phase } from '@querraum/contracts';
import { DateOf } from '../../core/format';
import { ServerClock } from '../../core/server-clock';
import { stripOf, type Bar } from './phase-bars';

/** The phases as bars over time: a picture of the tables below it, so a screen reader passes it by. */
@Component({
  selector: 'app-phase-strip',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DateOf, TranslocoPipe],
  template: `
    @if (strip(); as whole) {
      <div class="strip" aria-hidden="true">
        <div class="ends muted small">
          <span>{{ whole.from | dateOf }}</span>
          <span>{{ whole.to | dateOf }}</span>
        </div>
        <div class="time">
          @if (whole.marks.length > 0) {
            <div class="line">
              @for (mark of whole.marks; track mark.id) {
                <span
                  class="mark"
                  [class.done]="mark.isDone"
                  [class.overdue]="mark.isOverdue"
                  [style.left.%]="mark.left"
                ></span>
              }
            </div>
          }
          @for (bar of whole.bars; track bar.phase.id) {
            <div class="line">
              <span class="bar {{ bar.phase.state }}" [style.left.%]="bar.left" [style.width.%]="bar.width"></span>
              <span
                class="name small"
                [class.ends-with-bar]="isLate(bar)"
                [style.padding-left.%]="isLate(bar) ? 0 : bar.left"
                [style.padding-right.%]="isLate(bar) ? 100 - bar.left - bar.width : 0"
                >{{ bar.phase.name }}</span
              >
            </div>
          }
          @if (whole.today !== undefined) {
            <span class="today" [style.left.%]="whole.today" [title]="'planning.today' | transloco"></span>
          }
        </div>
      </div>
    }
  `,
  styleUrl: './phase-strip.scss',
})
export class PhaseStrip {
  readonly phases = input.required<readonly Phase[]>();
  readonly milestones = input.required<readonly Milestone[]>();
  private readonly clock = inject(ServerClock);
  protected readonly strip = computed(() => stripOf(this.phases(), this.milestones(), this.clock.today()));

  /** A name begins with its bar; near the end it ends with it, to have room. */
  protected isLate({ left }: Bar): boolean {
    return left > 50;
  }
}
