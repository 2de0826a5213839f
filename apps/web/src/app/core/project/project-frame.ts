import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { filter } from 'rxjs';
import { Alert } from '../../ui/alert';
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
    Alert,
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
  private readonly router = inject(Router);
  private readonly moved = toSignal(this.router.events.pipe(filter((event) => event instanceof NavigationEnd)));
  /** Whoever does not see the file is offered the pages of the head alone. */
  protected readonly pages = computed(() =>
    PROJECT_PAGES.filter(({ ofHead }) => ofHead || this.current.loaded()?.seesFile),
  );
  private readonly page = computed(() => {
    this.moved();
    const name = this.router.url.split(/[?#]/)[0]?.split('/')[3] ?? '';
    return PROJECT_PAGES.find(({ path }) => path === name);
  });
  protected readonly isOpen = computed(() => {
    const page = this.page();
    return page === undefined || this.pages().includes(page);
  });

  constructor() {
    const title = inject(PageTitle);
    const foot = inject(PrintFoot);
    const clock = inject(ServerClock);
    const texts = inject(Texts);
    effect(() => this.current.id.set(this.id()));
    effect(() => {
      const [first] = this.pages();
      if (this.current.loaded() === undefined || this.isOpen() || this.page()?.path !== '' || !first) return;
      void this.router.navigate(['/vorhaben', this.id(), first.path], { replaceUrl: true });
    });
    effect(() => {
      const project = this.current.loaded();
      const page = this.page();
      if (project === undefined) return;
      title.say(page === undefined || page.path === '' ? project.title : `${texts.say(page.label)} – ${project.title}`);
      const stand = texts.say('slip.stand', { moment: formatDateTime(clock.now()) });
      foot.say(`${project.reference} · ${stand}`);
    });
    inject(News)
      .pulse.pipe(takeUntilDestroyed())
      .subscribe(() => this.current.resource.reload());
  }
}
