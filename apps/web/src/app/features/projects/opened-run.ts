import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RunDetail } from '@querraum/contracts';
import { kept } from '../../core/kept';
import { ProblemView } from '../../core/problem-view';
import { CurrentProject } from '../../core/project/current-project';
import { RunSection } from '../../core/round/run-section';
import { RunsApi } from '../../core/round/runs.api';
import { Skeleton } from '../../ui/skeleton';

/** One run in full length, asked for when it is opened and again when the project has changed. */
@Component({
  selector: 'app-opened-run',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ProblemView, RunSection, Skeleton, TranslocoPipe],
  template: `
    @if (run(); as known) {
      <app-run-section [run]="known" (changed)="changed.emit($event)" />
    } @else if (resource.error()) {
      <app-problem [error]="resource.error()" (retry)="resource.reload()" />
    } @else {
      <ui-skeleton [label]="'loading' | transloco" [lines]="5" />
    }
  `,
})
export class OpenedRun {
  readonly runId = input.required<string>();
  readonly changed = output<RunDetail>();
  private readonly api = inject(RunsApi);
  private readonly current = inject(CurrentProject);
  protected readonly resource = rxResource({
    params: () => ({ id: this.runId(), revision: this.current.revision() }),
    stream: ({ params }) => this.api.run(params.id),
  });
  protected readonly run = kept(this.resource, this.runId);
}
