import { LiveAnnouncer } from '@angular/cdk/a11y';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ExportJob } from '@querraum/contracts';
import { Command } from '../../core/command';
import { DateTimeOf, formatNumber, formatSize } from '../../core/format';
import { kept } from '../../core/kept';
import { ProblemView } from '../../core/problem-view';
import { saveFile } from '../../core/save-file';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { ExportForm, type Selection } from './export-form';
import { ExportsApi } from './exports.api';

const LOOK_AGAIN_MS = 3000;

/** Exporte: what somebody has asked for, how far it is, and the finished files. */
@Component({
  selector: 'app-exports-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, DateTimeOf, EmptyState, ExportForm, Icon, PageHead, ProblemView, Skeleton, TranslocoPipe],
  providers: [Command],
  templateUrl: './exports-page.html',
})
export class ExportsPage {
  /** From the address: what is to be exported. */
  readonly vorhaben = input<string>();
  readonly auswahl = input<string>();
  readonly suche = input<string>();
  readonly art = input<string>();
  protected readonly command = inject(Command);
  private readonly exports = inject(ExportsApi);
  private readonly texts = inject(Texts);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly router = inject(Router);
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');
  protected readonly resource = rxResource({ stream: () => this.exports.exports() });
  private readonly known = kept(this.resource, () => '');
  protected readonly rows = computed(() => this.known()?.items.map((job) => ({ job, ...this.wordsOf(job) })));
  protected readonly selection = computed<Selection | undefined>(() =>
    this.vorhaben() === undefined && this.auswahl() === undefined
      ? undefined
      : { projectId: this.vorhaben(), query: this.suche(), kind: this.art() },
  );
  /** The export whose bytes are on their way. */
  protected readonly fetching = signal<string | undefined>(undefined);
  private readonly isUnderWay = computed(() => (this.known()?.items ?? []).some(({ endedAt }) => endedAt === null));
  private underWay = new Set<string>();

  constructor() {
    effect((onCleanup) => {
      if (!this.isUnderWay()) return;
      const timer = setInterval(() => this.resource.reload(), LOOK_AGAIN_MS);
      onCleanup(() => clearInterval(timer));
    });
    effect(() => this.tell(this.known()?.items ?? []));
  }

  protected async follow(): Promise<void> {
    await this.leave();
    this.resource.reload();
    void this.announcer.announce(this.texts.say('exports.requested'));
  }

  /** The form goes with what the address said; whoever works by keyboard stays on the page. */
  protected async leave(): Promise<void> {
    await this.router.navigate([], { queryParams: {}, replaceUrl: true });
    this.heading()?.nativeElement.focus();
  }

  protected async cancel(job: ExportJob): Promise<void> {
    if ((await this.command.send(() => this.exports.cancel(job.id))) === undefined) return;
    this.heading()?.nativeElement.focus();
    this.resource.reload();
    void this.announcer.announce(this.texts.say('exports.states.cancelled'));
  }

  protected async save(job: ExportJob): Promise<void> {
    this.fetching.set(job.id);
    const bytes = await this.command.send(() => this.exports.file(job.id));
    this.fetching.set(undefined);
    if (bytes) saveFile(bytes, `${this.nameOf(job)} ${job.requestedAt.slice(0, 10)}.zip`.replaceAll('/', '-'));
  }

  /** Somebody who does not see the table change hears that it has. */
  private tell(jobs: ExportJob[]): void {
    const ended = jobs.filter(({ id, endedAt }) => endedAt !== null && this.underWay.has(id));
    this.underWay = new Set(jobs.flatMap(({ id, endedAt }) => (endedAt === null ? id : [])));
    for (const job of ended)
      void this.announcer.announce(`${this.nameOf(job)}: ${this.texts.say(`exports.states.${job.state}`)}`);
  }

  private nameOf({ reference, total }: ExportJob): string {
    return reference ?? this.texts.plural('projects.count', total, { shown: formatNumber(total) });
  }

  private wordsOf(job: ExportJob) {
    const { done, total, skipped, size, failure } = job;
    return {
      name: this.nameOf(job),
      progress: this.texts.say('exports.progress', { done: formatNumber(done + skipped), total: formatNumber(total) }),
      size: size === null ? '' : formatSize(size),
      skipped: skipped === 0 ? undefined : this.texts.say('exports.skipped', { count: formatNumber(skipped) }),
      failure: failure === null ? undefined : this.texts.say(`exports.failures.${failure}`),
    };
  }
}
