import { ChangeDetectionStrategy, Component, effect, inject, input } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { filter } from 'rxjs';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { formatDateTime } from '../format';
import { News } from '../news';
import { PageTitle } from '../page-title';
import { PrintButton } from '../print-button';
import { PrintFoot } from '../print-foot';
import { ProblemView } from '../problem-view';
import { ServerClock } from '../server-clock';
import { Texts } from '../texts';
import { CurrentProject } from './current-project';
import { PROJECT_PAGES } from './project-pages';

/** Vorhaben: its name and the way to its pages, around whichever of them is open. */
@Component({
  selector: 'app-project-frame',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Badge,
    Button,
    Icon,
    PageHead,
    PrintButton,
    ProblemView,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [CurrentProject],
  templateUrl: './project-frame.html',
  styleUrl: './project-frame.scss',
})
export class ProjectFrame {
  /** From the address. */
  readonly id = input.required<string>();
  protected readonly current = inject(CurrentProject);
  protected readonly pages = PROJECT_PAGES;

  constructor() {
    const title = inject(PageTitle);
    const foot = inject(PrintFoot);
    const clock = inject(ServerClock);
    const texts = inject(Texts);
    const router = inject(Router);
    const moved = toSignal(router.events.pipe(filter((event) => event instanceof NavigationEnd)));
    effect(() => this.current.id.set(this.id()));
    effect(() => {
      moved();
      const project = this.current.loaded();
      if (project === undefined) return;
      const page = PROJECT_PAGES.find(({ path }) => path !== '' && router.url.includes(`/${project.id}/${path}`));
      title.say(page === undefined ? project.title : `${texts.say(page.label)} – ${project.title}`);
      const stand = texts.say('slip.stand', { moment: formatDateTime(clock.now()) });
      foot.say(`${project.reference} · ${stand}`);
    });
    inject(News)
      .pulse.pipe(takeUntilDestroyed())
      .subscribe(() => this.current.resource.reload());
  }
}
