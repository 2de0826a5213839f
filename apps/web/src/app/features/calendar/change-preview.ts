import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { CalendarChange, CalendarEffect } from '@querraum/contracts';
import { lastMomentInWords } from '../../core/deadline';
import { formatCount, formatDate, formatList } from '../../core/format';
import { Localized, Texts } from '../../core/texts';
import { Button } from '../../ui/button';

/** What a change would do: every Frist that it moves, from which day to which, and why; then it is confirmed or left. */
@Component({
  selector: 'app-change-preview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Localized, RouterLink, TranslocoPipe],
  template: `
    <section class="card stack" aria-labelledby="vorschau-kalender">
      <h2 id="vorschau-kalender" #heading tabindex="-1">{{ 'calendar.previewHeading' | transloco }}</h2>
      <ul>
        @for (line of lines(); track line) {
          <li>{{ line }}</li>
        }
      </ul>
      <p class="strong" role="status">{{ summary() }}</p>
      @if (rows().length > 0) {
        <p class="muted small">{{ 'calendar.stays' | transloco }}</p>
      }
      <ng-content />
      <div class="row">
        <button uiButton="primary" type="button" [busy]="busy()" (click)="confirmed.emit()">
          {{ confirmLabel() }}
        </button>
        <button uiButton="secondary" type="button" (click)="left.emit()">{{ 'cancel' | transloco }}</button>
      </div>
      @if (rows().length > 0) {
        <div class="moves" role="region" tabindex="0" [attr.aria-label]="'calendar.movesCaption' | transloco">
          <table class="table">
            <caption class="visually-hidden">
              {{
                'calendar.movesCaption' | transloco
              }}
            </caption>
            <thead>
              <tr>
                @for (column of columns; track column) {
                  <th scope="col">{{ 'calendar.column.' + column | transloco }}</th>
                }
              </tr>
            </thead>
            <tbody>
              @for (row of rows(); track $index) {
                <tr>
                  <th scope="row">
                    {{ row.unit }}
                    <div class="muted small">{{ 'calendar.step.' + row.step | transloco }}</div>
                  </th>
                  <td [attr.data-label]="'calendar.column.project' | transloco">
                    @if (row.project; as project) {
                      <a [routerLink]="['/vorhaben', project.id]">{{ project.title }}</a>
                      <div class="muted small">{{ project.reference }}</div>
                    } @else {
                      <span class="muted">{{ 'calendar.hidden' | transloco }}</span>
                    }
                  </td>
                  <td class="day" [attr.data-label]="'calendar.column.was' | transloco">{{ row.was }}</td>
                  <td class="day strong" [attr.data-label]="'calendar.column.now' | transloco">{{ row.now }}</td>
                  <td [attr.data-label]="'calendar.column.why' | transloco">{{ row.because | localized }}</td>
                </tr>
              }
            </tbody>
          </table>
        </div>
        @if (more(); as text) {
          <p class="muted small">{{ text }}</p>
        }
      }
    </section>
  `,
  styles: `
    ul {
      padding-inline-start: 1.25rem;
    }
    .moves {
      max-height: 70dvh;
      overflow: auto;
    }
    .day {
      white-space: nowrap;
    }
    @media (min-width: 600px) {
      th[scope='row'] {
        min-width: 13rem;
      }
    }
  `,
})
export class ChangePreview {
  readonly change = input.required<CalendarChange>();
  readonly effect = input.required<CalendarEffect>();
  readonly busy = input(false);
  readonly confirmed = output();
  readonly left = output();
  private readonly texts = inject(Texts);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');
  protected readonly columns = ['unit', 'project', 'was', 'now', 'why'] as const;
  protected readonly lines = computed(() => {
    const { add, remove } = this.change();
    return [
      ...add.map(({ date, name, kind }) => this.texts.say(`calendar.adds.${kind}`, { date: formatDate(date), name })),
      ...(remove.length === 0
        ? []
        : [this.texts.say('calendar.removes', { dates: formatList(remove.map(formatDate)) })]),
    ];
  });
  protected readonly summary = computed(() => {
    const { count, countExact, projects } = this.effect();
    if (count === 0) return this.texts.say('calendar.movesNone');
    return this.texts.plural('calendar.moves', count, {
      number: formatCount(count, countExact),
      projects: this.texts.plural('calendar.projects', projects),
    });
  });
  protected readonly rows = computed(() =>
    this.effect().moves.map((move) => ({
      ...move,
      unit: move.unitName ?? this.texts.say('history.bySystem'),
      was: lastMomentInWords(move.was),
      now: lastMomentInWords(move.dueEnd),
    })),
  );
  protected readonly more = computed(() => {
    const { count, countExact, moves } = this.effect();
    if (countExact && count === moves.length) return '';
    return this.texts.say('calendar.shown', { shown: moves.length, all: formatCount(count, countExact) });
  });
  protected readonly confirmLabel = computed(() => {
    const { count, countExact } = this.effect();
    if (count === 0) return this.texts.say('calendar.confirmNone');
    return this.texts.plural('calendar.confirm', count, { number: formatCount(count, countExact) });
  });

  constructor() {
    afterNextRender(() => this.heading().nativeElement.focus());
  }
}
