import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  resource,
  signal,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { isWeekend } from '@querraum/workflow';
import type { CalendarChange, CalendarDay, CalendarEffect } from '@querraum/contracts';
import { Command } from '../../core/command';
import { formatCount, formatDate, formatWeekday } from '../../core/format';
import { kept } from '../../core/kept';
import { Me } from '../../core/me';
import { ProblemView } from '../../core/problem-view';
import { ServerClock } from '../../core/server-clock';
import { Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { CalendarApi } from './calendar.api';
import { ChangeHistory } from './change-history';
import { ChangePreview } from './change-preview';
import { DayForm } from './day-form';
import { DeadlineCalculator } from './deadline-calculator';

const FIRST_YEAR = 1990;
const LAST_YEAR = 2199;

/** The calendar of the house: a year of holidays and house days, and changes with everything that they move. */
@Component({
  selector: 'app-calendar-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Alert,
    Badge,
    Button,
    ChangeHistory,
    ChangePreview,
    DayForm,
    DeadlineCalculator,
    EmptyState,
    PageHead,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [Command],
  templateUrl: './calendar-page.html',
})
export class CalendarPage {
  /** From the address. */
  readonly jahr = input<string>();
  protected readonly command = inject(Command);
  protected readonly me = inject(Me);
  private readonly api = inject(CalendarApi);
  private readonly texts = inject(Texts);
  private readonly today = inject(ServerClock).today();
  private readonly form = viewChild(DayForm);
  private readonly history = viewChild(ChangeHistory);
  protected readonly columns = ['date', 'name', 'kind', 'act'] as const;
  protected readonly year = computed(() => {
    const asked = Number(this.jahr());
    return Number.isInteger(asked) && asked >= FIRST_YEAR && asked <= LAST_YEAR
      ? asked
      : Number(this.today.slice(0, 4));
  });
  protected readonly calendar = resource({
    params: () => this.year(),
    loader: ({ params }) => this.api.year(params),
  });
  protected readonly shown = kept(this.calendar, () => this.year());
  protected readonly isEditor = computed(() => this.me.value()?.isAdmin === true);
  protected readonly rows = computed(() =>
    this.shown()?.days.map((day) => ({
      ...day,
      day: formatDate(day.date),
      weekday: formatWeekday(day.date),
      words: this.texts.say(`calendar.kind.${day.kind}`),
      act: this.actOf(day),
    })),
  );
  protected readonly isBeyond = computed(() => {
    const calendar = this.shown();
    return calendar !== undefined && `${calendar.year}-12-31` > calendar.holidaysUntil;
  });
  protected readonly until = computed(() => formatDate(this.shown()?.holidaysUntil ?? ''));
  protected readonly proposal = signal<{ change: CalendarChange; effect: CalendarEffect } | undefined>(undefined);
  /** What has just been changed. */
  private readonly done = signal<CalendarEffect | undefined>(undefined);
  protected readonly doneWords = computed(() => {
    const done = this.done();
    if (done === undefined) return '';
    if (done.count === 0) return this.texts.say('calendar.doneNone');
    return this.texts.plural('calendar.done', done.count, { number: formatCount(done.count, done.countExact) });
  });

  protected async propose(change: CalendarChange): Promise<void> {
    this.done.set(undefined);
    const effect = await this.command.send(() => this.api.preview(change));
    this.proposal.set(effect && { change, effect });
  }

  /** Somebody else may have changed the year that is shown. */
  protected proposeAgain(change: CalendarChange): Promise<void> {
    this.calendar.reload();
    return this.propose(change);
  }

  protected proposeFor({ date, name, kind }: CalendarDay): Promise<void> {
    const change: CalendarChange =
      kind === 'holiday' ? { add: [{ date, name, kind: 'open' }], remove: [] } : { add: [], remove: [date] };
    return this.propose(change);
  }

  protected async confirm(): Promise<void> {
    const proposal = this.proposal();
    if (proposal === undefined) return;
    const { change, effect } = proposal;
    const done = await this.command.send(() => this.api.change(change, effect.revision));
    if (done === undefined) return;
    this.proposal.set(undefined);
    this.done.set(done);
    this.form()?.clear();
    this.calendar.reload();
    this.history()?.reload();
  }

  protected leave(): void {
    this.proposal.set(undefined);
    this.command.problem.set(undefined);
  }

  /** Past days stay as they were counted; nobody works on a Sunday because it is no holiday. */
  private actOf({ date, kind }: CalendarDay): string | undefined {
    if (!this.isEditor() || date < this.today) return undefined;
    if (kind === 'holiday') return isWeekend(date) ? undefined : 'calendar.work';
    return 'calendar.remove';
  }
}
