import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { TEMPLATE_PARTS, type TemplateSummary } from '@querraum/contracts';
import { ProblemView } from '../../core/problem-view';
import { ProjectTemplatesApi } from '../../core/project-templates/project-templates.api';
import { Localized, Texts } from '../../core/texts';
import { Badge } from '../../ui/badge';
import { EmptyState } from '../../ui/empty-state';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';

/** Vorlagen: what waits for a release first. */
@Component({
  selector: 'app-template-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, EmptyState, Localized, PageHead, ProblemView, RouterLink, Skeleton, TranslocoPipe],
  template: `
    <div class="page page--narrow">
      <ui-page-head [heading]="'title.projectTemplates' | transloco" [above]="'title.administration' | transloco" />
      @if (list.error(); as error) {
        <app-problem [error]="error" (retry)="list.reload()" />
      } @else if (templates(); as found) {
        @if (found.length === 0) {
          <div class="card">
            <ui-empty-state icon="folder" [heading]="'templates.none' | transloco">
              <p>{{ 'templates.noneHint' | transloco }}</p>
            </ui-empty-state>
          </div>
        } @else {
          <ul role="list" class="stack" [attr.aria-label]="'title.projectTemplates' | transloco">
            @for (row of found; track row.template.id) {
              <li class="card stack stack--tight">
                <div class="row row--between">
                  <h2>
                    <a [routerLink]="['/verwaltung/vorlagen', row.template.id]">{{ row.template.name }}</a>
                  </h2>
                  @if (row.template.state === 'proposed') {
                    <ui-badge tone="info" icon="pen">{{ 'templates.state.proposed' | transloco }}</ui-badge>
                  } @else if (row.template.state === 'retired') {
                    <ui-badge>{{ 'templates.state.retired' | transloco }}</ui-badge>
                  }
                </div>
                <p class="muted small">{{ row.template.kind.name | localized }} · {{ row.brings }}</p>
              </li>
            }
          </ul>
        }
      } @else {
        <ui-skeleton [label]="'loading' | transloco" [lines]="6" />
      }
    </div>
  `,
})
export class TemplateList {
  private readonly api = inject(ProjectTemplatesApi);
  private readonly texts = inject(Texts);
  protected readonly list = rxResource({ stream: () => this.api.templates() });
  protected readonly templates = computed(() =>
    this.list.hasValue()
      ? this.list.value().items.map((template) => ({ template, brings: this.bringsOf(template) }))
      : undefined,
  );

  private bringsOf({ counts }: TemplateSummary): string {
    const parts = TEMPLATE_PARTS.filter((part) => counts[part] > 0);
    if (parts.length === 0) return this.texts.say('templates.empty');
    return parts.map((part) => this.texts.plural(`templates.count.${part}`, counts[part])).join(' · ');
  }
}
