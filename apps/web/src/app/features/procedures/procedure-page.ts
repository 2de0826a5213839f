import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProcedureVersion } from '@querraum/contracts';
import { Command } from '../../core/command';
import { formatDate, formatDateTime, formatList } from '../../core/format';
import { Me } from '../../core/me';
import { ProblemView } from '../../core/problem-view';
import { ProceduresApi } from '../../core/procedures.api';
import { Localized, Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { BpmnDownload } from './bpmn-download';
import { ChangeList } from './change-list';
import { ProcedureDraftsApi } from './procedure-drafts.api';
import { StepList } from './step-list';

/** One procedure: its steps in words, who uses it, and every version with what it changed. */
@Component({
  selector: 'app-procedure-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Alert,
    BpmnDownload,
    Button,
    ChangeList,
    Localized,
    PageHead,
    ProblemView,
    RouterLink,
    Skeleton,
    StepList,
    TranslocoPipe,
  ],
  providers: [Command],
  templateUrl: './procedure-page.html',
  styles: `
    .hash {
      overflow-wrap: anywhere;
    }
  `,
})
export class ProcedurePage {
  /** From the address. */
  readonly id = input.required<string>();
  readonly freigegeben = input<string>();
  protected readonly command = inject(Command);
  private readonly procedures = inject(ProceduresApi);
  private readonly drafts = inject(ProcedureDraftsApi);
  private readonly router = inject(Router);
  private readonly me = inject(Me);
  private readonly texts = inject(Texts);
  protected readonly detail = rxResource({
    params: () => this.id(),
    stream: ({ params }) => this.procedures.procedure(params),
  });
  protected readonly history = rxResource({
    params: () => this.id(),
    stream: ({ params }) => this.drafts.versions(params),
  });
  protected readonly isAdmin = computed(() => this.me.value()?.isAdmin === true);
  private readonly overview = rxResource({
    params: () => (this.isAdmin() ? this.id() : undefined),
    stream: () => this.drafts.overview(),
  });
  protected readonly procedure = computed(() => (this.detail.hasValue() ? this.detail.value() : undefined));
  protected readonly versions = computed(() =>
    this.history.hasValue()
      ? this.history
          .value()
          .items.map((version) => ({ version, about: this.about(version), usage: this.usage(version) }))
      : undefined,
  );
  /** Who has a draft in work, in words; undefined where there is none. */
  protected readonly draftWords = computed(() => {
    const draft = this.overview.hasValue()
      ? this.overview.value().items.find(({ id }) => id === this.id())?.draft
      : null;
    if (!draft) return undefined;
    const people = draft.editedBy.length > 0 ? draft.editedBy : [draft.updatedBy];
    return this.texts.say('procedures.draftBy', { people: formatList(people), date: formatDate(draft.updatedAt) });
  });
  protected readonly validWords = computed(() => {
    const procedure = this.procedure();
    if (procedure === undefined) return '';
    const { version, publishedAt, releasedBy } = procedure;
    const values = { version, date: formatDate(publishedAt), person: releasedBy ?? '' };
    return this.texts.say(releasedBy === null ? 'procedures.validShipped' : 'procedures.valid', values);
  });
  protected readonly olderWords = computed(() => {
    const found = this.history.hasValue() ? this.history.value().items : [];
    const [newest, ...older] = found;
    return older
      .filter(({ running }) => running !== null && running > 0)
      .map(({ version, publishedAt, running }) =>
        this.texts.plural('procedures.older', running ?? 0, {
          version,
          date: formatDate(publishedAt),
          valid: newest?.version ?? version,
        }),
      );
  });

  protected async edit(): Promise<void> {
    const draft = await this.command.send(() => this.drafts.open(this.id()));
    if (draft !== undefined) await this.router.navigate(['/verwaltung/verfahren', this.id(), 'entwurf']);
  }

  private about({ publishedAt, releasedBy, editedBy, fromTemplate }: ProcedureVersion): string {
    const values = { date: formatDateTime(publishedAt), person: releasedBy ?? '', editors: formatList(editedBy) };
    if (releasedBy === null) return this.texts.say('procedures.version.shipped', values);
    if (fromTemplate) return this.texts.say('procedures.version.takenOver', values);
    return this.texts.say('procedures.version.released', values);
  }

  private usage({ running }: ProcedureVersion): string {
    if (running === null) return '';
    return running === 0
      ? this.texts.say('procedures.version.runningNone')
      : this.texts.plural('procedures.version.running', running);
  }
}
