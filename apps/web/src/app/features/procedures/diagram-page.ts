import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { map } from 'rxjs';
import { courseItems } from '../../core/diagram/course-items';
import { CourseView } from '../../core/diagram/course-view';
import { kept } from '../../core/kept';
import { ProblemView } from '../../core/problem-view';
import { ProceduresApi } from '../../core/procedures.api';
import { Localized, Texts } from '../../core/texts';
import { EmptyState } from '../../ui/empty-state';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { ProcedureDraftsApi } from './procedure-drafts.api';
import { ownUnitNames } from './unit-names';

/** A procedure as list and diagram: the version that is valid, or the draft as it is saved. */
@Component({
  selector: 'app-procedure-diagram-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CourseView, EmptyState, Localized, PageHead, ProblemView, RouterLink, Skeleton, TranslocoPipe],
  template: `
    <div class="page page--wide">
      @if (resource.error() && !definition()) {
        <app-problem [error]="resource.error()" (retry)="resource.reload()">
          <a routerLink="/verwaltung/verfahren">{{ 'procedures.back' | transloco }}</a>
        </app-problem>
      } @else if (definition(); as found) {
        <ui-page-head [above]="above() | transloco" [heading]="found.name | localized" />
        <div class="stack stack--wide">
          @if (found.nodes.length === 0) {
            <ui-empty-state icon="task" [heading]="'diagram.none' | transloco" />
          } @else {
            <app-course-view
              [definition]="found"
              [items]="items()"
              [label]="'diagram.of' | transloco: { name: (found.name | localized) }"
            />
          }
          <p>
            <a [routerLink]="backTo()">{{ (entwurf() ? 'diagram.toDraft' : 'procedures.toProcedure') | transloco }}</a>
          </p>
        </div>
      } @else {
        <ui-skeleton [label]="'loading' | transloco" [lines]="8" />
      }
    </div>
  `,
})
export class ProcedureDiagramPage {
  /** From the address. */
  readonly id = input.required<string>();
  /** From the route: the draft, not what is valid. */
  readonly entwurf = input(false);
  private readonly procedures = inject(ProceduresApi);
  private readonly drafts = inject(ProcedureDraftsApi);
  private readonly texts = inject(Texts);
  protected readonly resource = rxResource({
    params: () => ({ id: this.id(), draft: this.entwurf() }),
    stream: ({ params: { id, draft } }) =>
      draft
        ? this.drafts.draft(id).pipe(map(({ definition }) => definition))
        : this.procedures.procedure(id).pipe(map(({ definition }) => definition)),
  });
  private readonly names = ownUnitNames();
  protected readonly definition = kept(this.resource, () => `${this.id()} ${String(this.entwurf())}`);
  protected readonly above = computed(() => (this.entwurf() ? 'title.procedureDraft' : 'title.procedure'));
  protected readonly backTo = computed(() => [
    '/verwaltung/verfahren',
    this.id(),
    ...(this.entwurf() ? ['entwurf'] : []),
  ]);
  protected readonly items = computed(() => {
    const definition = this.definition();
    return definition === undefined
      ? []
      : courseItems(definition, { say: this.texts.say, of: (text) => this.texts.of(text), names: this.names() });
  });
}
