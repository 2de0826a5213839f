import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProjectSummary } from '@querraum/contracts';
import { DateOf, formatCount } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { ProjectKindsApi } from '../../core/project-kinds.api';
import { situationSentence } from '../../core/round/situation';
import { Localized, Texts } from '../../core/texts';
import { TypingPause } from '../../core/typing-pause';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { ProjectsApi } from './projects.api';

/** All projects that the person may see, with who has them. */
@Component({
  selector: 'app-project-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Badge,
    Button,
    DateOf,
    EmptyState,
    Field,
    FieldControl,
    Icon,
    Localized,
    PageHead,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [TypingPause],
  templateUrl: './project-list.html',
})
export class ProjectList {
  /** From the address. */
  readonly suche = input<string>();
  readonly nach = input<string>();
  readonly art = input<string>();
  private readonly api = inject(ProjectsApi);
  private readonly kindsApi = inject(ProjectKindsApi);
  private readonly texts = inject(Texts);
  private readonly router = inject(Router);
  private readonly typing = inject(TypingPause);
  protected readonly page = rxResource({
    params: () => ({ query: this.suche() ?? '', kind: this.art() ?? '', cursor: this.nach() }),
    stream: ({ params: { cursor, ...filter } }) => this.api.projects(filter, cursor),
  });
  private readonly known = rxResource({ stream: () => this.kindsApi.kinds() });
  /** Worth a choice only where there are several. */
  protected readonly kinds = computed(() => {
    const kinds = this.known.hasValue() ? this.known.value().items : [];
    return kinds.length > 1 ? kinds : [];
  });
  protected readonly rows = computed(() =>
    this.page.hasValue()
      ? this.page
          .value()
          .items.map((project) => ({ project, areas: areasOf(project), sentence: this.sentence(project) }))
      : undefined,
  );
  protected readonly count = computed(() => {
    if (!this.page.hasValue()) return '';
    const { count, countExact } = this.page.value();
    return this.texts.plural('projects.count', count, { shown: formatCount(count, countExact) });
  });
  protected readonly next = computed(() => (this.page.hasValue() ? this.page.value().nextCursor : null));

  protected search(query: string): void {
    const queryParams = { suche: query.trim() || null, nach: null };
    this.typing.then(
      () => void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true }),
    );
  }

  protected chooseKind(art: string): void {
    const queryParams = { art: art || null, nach: null };
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  private sentence(project: ProjectSummary): string {
    if (!project.seesFile) return this.texts.say('projects.headOnly');
    return situationSentence(project.situation, { say: this.texts.say, leadUnitName: project.leadUnitName });
  }
}

const areasOf = (project: ProjectSummary): string => project.areas.map((area) => area.name).join(', ');
