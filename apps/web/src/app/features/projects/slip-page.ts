import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RunDetail, StepView } from '@querraum/contracts';
import { DateTimeOf, formatDateTime } from '../../core/format';
import { PageTitle } from '../../core/page-title';
import { PrintFoot } from '../../core/print-foot';
import { PrintButton } from '../../core/print-button';
import { ProblemView } from '../../core/problem-view';
import { roundProgress, situationSentence } from '../../core/round/situation';
import { ServerClock } from '../../core/server-clock';
import { Localized, Texts } from '../../core/texts';
import { EmptyState } from '../../ui/empty-state';
import { Fact, Facts } from '../../ui/facts';
import { Icon } from '../../ui/icon';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { placeRow, roundDifferences, roundRows, signerRow, taskRow } from './slip-rows';
import { SlipTable } from './slip-table';
import { WholeProject, newestFirst } from './whole-project';

/** The Laufzettel: where the paper has been, who said what about it, what stands open. Made to be printed and put to the file. */
@Component({
  selector: 'app-slip-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    DateTimeOf,
    EmptyState,
    Fact,
    Facts,
    Icon,
    Localized,
    PageHead,
    PrintButton,
    ProblemView,
    RouterLink,
    Skeleton,
    SlipTable,
    TranslocoPipe,
  ],
  templateUrl: './slip-page.html',
  styleUrl: './slip-page.scss',
})
export class SlipPage {
  /** From the address. */
  readonly id = input.required<string>();
  private readonly whole = inject(WholeProject);
  private readonly texts = inject(Texts);
  protected readonly resource = rxResource({
    params: () => this.id(),
    stream: ({ params }) => this.whole.get(params),
  });
  private readonly clock = inject(ServerClock);
  private readonly shown = computed(() => (this.resource.hasValue() ? this.resource.value() : undefined));
  protected readonly project = computed(() => this.shown()?.project);
  /** The instant at which the page has asked: what is printed is as of then. */
  private readonly asOf = computed(() => (this.shown() === undefined ? undefined : this.clock.now()));
  protected readonly stand = computed(() => {
    const asOf = this.asOf();
    return asOf === undefined ? '' : this.texts.say('slip.stand', { moment: formatDateTime(asOf) });
  });
  protected readonly runs = computed(() =>
    newestFirst(this.shown()?.runs ?? []).map((run) => ({
      run,
      sentence: situationSentence(run.situation, {
        say: this.texts.say,
        leadUnitName: this.project()?.leadUnitName ?? '',
        progress: roundProgress(run),
      }),
      steps: run.steps.map((step) => this.stepOf(step, run)),
    })),
  );

  constructor() {
    const title = inject(PageTitle);
    const foot = inject(PrintFoot);
    effect(() => {
      const project = this.project();
      if (project === undefined) return;
      title.say(`${this.texts.say('title.slip')} ${project.reference}`);
      foot.say(`${project.reference} · ${this.stand()}`);
    });
  }

  private stepOf(step: StepView, run: RunDetail) {
    const { say } = this.texts;
    const base = { id: step.id, name: step.name, differences: [] };
    switch (step.type) {
      case 'coSignatureRound':
        return { ...base, rows: roundRows(step, say), differences: roundDifferences(step, say) };
      case 'finalSignature':
        return { ...base, rows: step.signers.map((signer) => signerRow(signer, run, say)) };
      case 'task':
        return { ...base, rows: [taskRow(step, say)] };
      case 'timer':
        return { ...base, rows: [] };
      default:
        return { ...base, rows: step.places.map((place) => placeRow(place, say)) };
    }
  }
}
