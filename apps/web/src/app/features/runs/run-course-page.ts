import { ChangeDetectionStrategy, Component, computed, effect, inject, input, linkedSignal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { forkJoin } from 'rxjs';
import type { NodeState } from '../../core/diagram/course-item';
import { courseItems } from '../../core/diagram/course-items';
import { CourseView } from '../../core/diagram/course-view';
import { formatDateTime } from '../../core/format';
import { inLanguage } from '../../core/language';
import { kept } from '../../core/kept';
import { OrganisationApi } from '../../core/organisation.api';
import { ProblemView } from '../../core/problem-view';
import { CurrentProject } from '../../core/project/current-project';
import { RunsApi } from '../../core/round/runs.api';
import { Localized, Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Badge } from '../../ui/badge';
import { Field, FieldControl } from '../../ui/field';
import { Skeleton } from '../../ui/skeleton';
import { runItems } from './run-items';

const HERE: ReadonlySet<NodeState> = new Set<NodeState>(['open', 'suspended', 'failed', 'waiting']);

/** Where a run is, since when, and by which way it has come: its procedure as list and diagram. */
@Component({
  selector: 'app-run-course-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, Badge, CourseView, Field, FieldControl, Localized, ProblemView, RouterLink, Skeleton, TranslocoPipe],
  template: `
    @if (resource.error() && !found()) {
      <app-problem [error]="resource.error()" (retry)="resource.reload()">
        <a [routerLink]="['/vorhaben', current.project().id]">{{ 'diagram.toProject' | transloco }}</a>
      </app-problem>
    } @else if (found(); as both) {
      <div class="stack stack--wide">
        <div class="row">
          <h2>{{ both.run.procedureName | localized }}</h2>
          <ui-badge>{{ 'run.status.' + (both.run.suspended ? 'suspended' : both.run.status) | transloco }}</ui-badge>
        </div>
        @if (suspension(); as words) {
          <ui-alert tone="warning" [heading]="'lead.suspended' | transloco">
            <p>{{ words }}</p>
          </ui-alert>
        }
        @if (both.course.parts.length > 1) {
          <ui-field fieldId="teil" [label]="'diagram.part' | transloco">
            <select #choice uiInput (change)="chosen.set(choice.value)">
              @for (option of options(); track option.value) {
                <option [value]="option.value" [selected]="option.value === chosen()">{{ option.name }}</option>
              }
            </select>
          </ui-field>
        }
        @if (part(); as shown) {
          <app-course-view
            [definition]="shown.definition"
            [items]="items()"
            [taken]="taken()"
            [begin]="begin()"
            [label]="'diagram.of' | transloco: { name: (shown.definition.name | localized) }"
          />
        }
        <p class="muted small">{{ 'diagram.taken' | transloco }}</p>
        <p>
          <a [routerLink]="['/vorhaben', both.run.projectId]">{{ 'diagram.toProject' | transloco }}</a>
        </p>
      </div>
    } @else {
      <ui-skeleton [label]="'loading' | transloco" [lines]="8" />
    }
  `,
})
export class RunCoursePage {
  /** The run, from the address. */
  readonly verfahren = input.required<string>();
  protected readonly current = inject(CurrentProject);
  private readonly runs = inject(RunsApi);
  private readonly organisation = inject(OrganisationApi);
  private readonly texts = inject(Texts);
  protected readonly resource = rxResource({
    params: () => this.verfahren(),
    stream: ({ params }) => forkJoin({ run: this.runs.run(params), course: this.runs.course(params) }),
  });
  private readonly units = rxResource({ stream: () => this.organisation.units });
  protected readonly found = kept(this.resource, this.verfahren);
  /** The part that is drawn: the run itself, or a procedure that it has called. */
  protected readonly chosen = linkedSignal<string, string>({ source: this.verfahren, computation: () => '' });
  protected readonly options = computed(() =>
    (this.found()?.course.parts ?? []).map(({ scope, definition }) => ({
      value: scope ?? '',
      name: inLanguage(definition.name),
    })),
  );
  protected readonly part = computed(() => {
    const parts = this.found()?.course.parts ?? [];
    return parts.find(({ scope }) => (scope ?? '') === this.chosen()) ?? parts[0];
  });
  protected readonly taken = computed(() => new Set(this.part()?.taken));
  protected readonly suspension = computed(() => {
    const suspended = this.found()?.run.suspended;
    if (!suspended) return '';
    const { since, by, reason } = suspended;
    return this.texts.say('lead.suspendedBy', { since: formatDateTime(since), person: by.person, reason });
  });
  protected readonly items = computed(() => {
    const [part, run] = [this.part(), this.found()?.run];
    if (part === undefined || run === undefined) return [];
    const units = this.units.hasValue() ? this.units.value().items : [];
    const names = Object.fromEntries(units.map(({ id, name }) => [id, name]));
    const { say } = this.texts;
    return runItems(courseItems(part.definition, { say, of: inLanguage, names }), part, run, say);
  });

  /** Where it is now. */
  protected readonly begin = computed(
    () => this.items().find(({ state }) => state !== undefined && HERE.has(state.is))?.id,
  );

  constructor() {
    let known: string | undefined;
    // Somebody has acted: what is drawn is asked again.
    effect(() => {
      const revision = this.current.revision();
      if (known !== undefined && known !== revision) this.resource.reload();
      known = revision;
    });
  }
}
