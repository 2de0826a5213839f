import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProjectHolder } from '@querraum/contracts';
import { lastMomentInWords, urgencyOf } from '../../core/deadline';
import { formatCount, formatDateTime } from '../../core/format';
import { entryLink } from '../../core/history/entry-link';
import { inLanguage } from '../../core/language';
import { ProblemView } from '../../core/problem-view';
import { CurrentProject } from '../../core/project/current-project';
import { ServerClock } from '../../core/server-clock';
import { Texts } from '../../core/texts';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { DueChip } from '../../ui/due-chip';
import { Skeleton } from '../../ui/skeleton';
import { OpenMatters } from './open-matters';

/** Wer hat was: everything open in a project, with whom it lies, since when, until when. */
@Component({
  selector: 'app-project-holders',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, Button, DueChip, ProblemView, RouterLink, Skeleton, TranslocoPipe],
  templateUrl: './project-holders.html',
  styleUrl: './project-holders.scss',
})
export class ProjectHolders {
  private readonly current = inject(CurrentProject);
  private readonly texts = inject(Texts);
  private readonly clock = inject(ServerClock);
  protected readonly matters = inject(OpenMatters);
  protected readonly rows = computed(() => this.matters.page()?.items.map((holder) => this.rowOf(holder)));
  protected readonly heading = computed(() => {
    const page = this.matters.page();
    const count = page === undefined ? '' : ` (${formatCount(page.count, page.countExact)})`;
    return this.texts.say('holders.heading') + count;
  });

  private rowOf({ id, kind, what, about, unit, owner, since, dueEnd, dueInWords, overdue, link }: ProjectHolder) {
    const name = inLanguage(what);
    const isTask = kind !== 'timer' && kind !== 'handover' && kind !== 'measure' && kind !== 'renewal';
    const sort = this.texts.say(isTask ? `task.kind.${kind}` : `holders.kind.${kind}`);
    return {
      key: `${kind} ${id}`,
      unit: unit?.name ?? this.texts.say('holders.nobody'),
      // A step is often called like its kind; once is enough.
      kind: sort === name ? '' : sort,
      what: about === null ? name : this.texts.say('holders.about', { name, document: about }),
      owner: owner ?? '',
      since: this.texts.say('waiting.since', { since: formatDateTime(since) }),
      due: dueEnd === null ? '' : this.texts.say('due.until', { moment: lastMomentInWords(dueEnd) }),
      dueInWords: dueInWords === null ? '' : inLanguage(dueInWords),
      urgency: urgencyOf(dueEnd, overdue, this.clock.now()),
      link: entryLink(this.current.project().id, link),
    };
  }
}
