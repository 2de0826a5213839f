import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProcedureOverview } from '@querraum/contracts';
import { map } from 'rxjs';
import { formatDate, formatList } from '../../core/format';
import { Me } from '../../core/me';
import { ProblemView } from '../../core/problem-view';
import { ProceduresApi } from '../../core/procedures.api';
import { Localized, Texts } from '../../core/texts';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { ProcedureDraftsApi } from './procedure-drafts.api';
import { TemplateList } from './template-list';

/** The procedures of the house: what is valid, what is in work, what runs by them. */
@Component({
  selector: 'app-procedure-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Badge,
    Button,
    EmptyState,
    Localized,
    PageHead,
    ProblemView,
    RouterLink,
    Skeleton,
    TemplateList,
    TranslocoPipe,
  ],
  templateUrl: './procedure-list.html',
})
export class ProcedureList {
  private readonly drafts = inject(ProcedureDraftsApi);
  private readonly procedures = inject(ProceduresApi);
  private readonly me = inject(Me);
  private readonly texts = inject(Texts);
  protected readonly isAdmin = computed(() => this.me.value()?.isAdmin === true);
  protected readonly list = rxResource({
    params: () => this.me.value() && { isAdmin: this.isAdmin() },
    stream: ({ params }) => (params.isAdmin ? this.drafts.overview() : this.released()),
  });
  protected readonly rows = computed(() =>
    this.list.hasValue()
      ? this.list.value().items.map((procedure) => ({
          procedure,
          path: ['/verwaltung/verfahren', procedure.id, ...(procedure.current ? [] : ['entwurf'])],
          valid: this.valid(procedure),
          running: this.running(procedure),
          draft: this.draft(procedure),
        }))
      : undefined,
  );

  private released() {
    return this.procedures.procedures().pipe(
      map(({ items }) => ({
        items: items.map(({ id, key, name, version, publishedAt, releasedBy }): ProcedureOverview => ({
          id,
          key,
          name,
          current: { version, publishedAt, releasedBy },
          draft: null,
          running: [],
        })),
      })),
    );
  }

  private valid({ current }: ProcedureOverview): string {
    if (current === null) return this.texts.say('procedures.notReleased');
    const { version, publishedAt, releasedBy } = current;
    const values = { version, date: formatDate(publishedAt), person: releasedBy ?? '' };
    return this.texts.say(releasedBy === null ? 'procedures.validShipped' : 'procedures.valid', values);
  }

  private running({ running }: ProcedureOverview): string {
    if (!this.isAdmin()) return '';
    if (running.length === 0) return this.texts.say('procedures.runningNone');
    return formatList(
      [...running]
        .sort((one, other) => other.version - one.version)
        .map(({ version, count }) => this.texts.plural('procedures.running', count, { version })),
    );
  }

  private draft({ draft }: ProcedureOverview): string {
    if (draft === null) return '';
    const people = draft.editedBy.length > 0 ? draft.editedBy : [draft.updatedBy];
    return this.texts.say('procedures.draftBy', { people: formatList(people), date: formatDate(draft.updatedAt) });
  }
}
