import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProcedureMigration } from '@querraum/contracts';
import { Command } from '../../core/command';
import { formatDateTime, formatList } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { Localized, Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { progressInWords, TONES } from './change-words';
import { ChangeRuns } from './change-runs';
import { MappingForm } from './mapping-form';
import { isUnderWay, VersionChangesApi } from './version-changes.api';

type Asked = 'release' | 'undo' | 'discard';

/** One change of version: mapping, dry run with what it tells of each running procedure, release by another person, undo. */
@Component({
  selector: 'app-change-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Alert,
    Badge,
    Button,
    ChangeRuns,
    Localized,
    MappingForm,
    PageHead,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [Command],
  templateUrl: './change-page.html',
})
export class ChangePage {
  /** From the address. */
  readonly id = input.required<string>();
  readonly umstellung = input.required<string>();
  protected readonly command = inject(Command);
  private readonly api = inject(VersionChangesApi);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  protected readonly tones = TONES;
  /** What is asked once more before it is done. */
  protected readonly asked = signal<Asked | undefined>(undefined);
  protected readonly found = rxResource({
    params: () => ({ procedureId: this.id(), id: this.umstellung() }),
    stream: ({ params }) => this.api.watch(params.procedureId, params.id),
  });
  protected readonly plan = computed(() => (this.found.hasValue() ? this.found.value() : undefined));
  protected readonly isPlanning = computed(() => ['planned', 'checked'].includes(this.plan()?.status ?? ''));
  protected readonly isBusy = computed(() => {
    const plan = this.plan();
    return plan !== undefined && isUnderWay(plan);
  });
  protected readonly progress = computed(() => {
    const plan = this.plan();
    return plan === undefined ? '' : progressInWords(plan, this.texts);
  });
  protected readonly about = computed(() => {
    const plan = this.plan();
    if (plan === undefined) return [];
    const { createdAt, editedBy, releasedAt, releasedBy, undoneAt, undoneBy } = plan;
    const line = (key: string, at: string | null, people: string | null) =>
      at === null
        ? []
        : [this.texts.say(`versionChanges.by.${key}`, { date: formatDateTime(at), people: people ?? '' })];
    return [
      ...line('planned', createdAt, formatList(editedBy)),
      ...line('released', releasedAt, releasedBy),
      ...line('undone', undoneAt, undoneBy),
    ];
  });
  /** Why it cannot be released now; undefined when it can. */
  protected readonly obstacle = computed(() => {
    const plan = this.plan();
    if (plan === undefined) return undefined;
    const { say } = this.texts;
    if (plan.status === 'planned') return say('versionChanges.release.checkFirst');
    if (plan.progress.pending > 0) return say('versionChanges.release.checking');
    if (plan.progress.chosen === 0) return say('versionChanges.release.nothing');
    if (plan.release.allowed) return undefined;
    const { others } = plan.release;
    return others.length === 0
      ? say('procedures.release.nobody')
      : say('versionChanges.release.others', { people: formatList(others) });
  });
  protected readonly releaseWords = computed(() =>
    this.texts.plural('versionChanges.release.button', this.plan()?.progress.chosen ?? 0),
  );

  protected check(): Promise<void> {
    return this.send((plan) => this.api.act(plan, 'check'));
  }

  protected change(mapping: Record<string, string>): Promise<void> {
    return this.send((plan) => this.api.change(plan, mapping));
  }

  protected choose({
    choose,
    runIds,
  }: {
    choose: 'allBut' | 'only' | 'add' | 'remove';
    runIds: string[];
  }): Promise<void> {
    return this.send((plan) => this.api.choose(plan, { choose, runIds }));
  }

  protected async confirm(act: Asked): Promise<void> {
    if (act === 'discard') return this.discard();
    await this.send((plan) => this.api.act(plan, act));
  }

  private async discard(): Promise<void> {
    const plan = this.plan();
    if (plan === undefined) return;
    const gone = await this.command.send(() => this.api.discard(plan).then(() => true));
    this.asked.set(undefined);
    if (gone) await this.router.navigate(['/verwaltung/verfahren', this.id(), 'umstellungen']);
  }

  /** Shows what has become of the plan, and watches it for as long as something is being done. */
  private async send(act: (plan: ProcedureMigration) => Promise<ProcedureMigration>): Promise<void> {
    const plan = this.plan();
    if (plan === undefined) return;
    const next = await this.command.send(() => act(plan));
    this.asked.set(undefined);
    if (next !== undefined) this.found.set(next);
    if (next === undefined || isUnderWay(next)) this.found.reload();
  }
}
