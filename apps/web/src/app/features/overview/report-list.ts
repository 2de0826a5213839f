import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ReportSubscription } from '@querraum/contracts';
import { Command } from '../../core/command';
import { DateTimeOf } from '../../core/format';
import { kept } from '../../core/kept';
import { Me } from '../../core/me';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { rhythmInWords, scopeInWords } from './report-scope';
import { ReportsApi } from './reports.api';

/** Which reports one has subscribed to or gets; for administrators those of the whole house. */
@Component({
  selector: 'app-report-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Alert,
    Badge,
    Button,
    DateTimeOf,
    EmptyState,
    Icon,
    PageHead,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [Command],
  templateUrl: './report-list.html',
})
export class ReportList {
  private readonly api = inject(ReportsApi);
  private readonly texts = inject(Texts);
  private readonly me = inject(Me);
  protected readonly command = inject(Command);
  protected readonly list = rxResource({ stream: () => this.api.list() });
  private readonly found = kept(this.list, () => '');
  /** The report that somebody has been asked about: end or leave it, really? */
  protected readonly asked = signal('');
  protected readonly told = signal('');
  protected readonly reports = computed(() =>
    this.found()?.items.map((report) => ({
      report,
      scope: scopeInWords(report, this.texts.say),
      rhythm: rhythmInWords(report, this.texts.say),
      isOwn: report.owner.id === this.me.value()?.id,
      recipients: report.recipients.map(({ name }) => name).join(', '),
      /** Whoever may change it ends it; whoever merely gets it leaves it. */
      act: report.mayChange ? ('end' as const) : ('leave' as const),
    })),
  );

  protected ask(id: string): void {
    this.told.set('');
    this.command.problem.set(undefined);
    this.asked.set(id);
  }

  protected async answer(report: ReportSubscription, act: 'end' | 'leave'): Promise<void> {
    const isDone = await this.command.send(async () => {
      await this.api[act](report);
      return true;
    });
    if (isDone) {
      this.asked.set('');
      this.told.set(this.texts.say(act === 'end' ? 'reports.ended' : 'reports.left'));
    }
    this.list.reload();
  }
}
