import { ChangeDetectionStrategy, Component, DestroyRef, computed, effect, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatDialog } from '@angular/material/dialog';
import { MatMenuModule } from '@angular/material/menu';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Me as MeView } from '@querraum/contracts';
import { filter, pairwise, startWith } from 'rxjs';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { Api } from './api';
import { Foot } from './foot';
import { formatCount, formatTime } from './format';
import { KeyboardHelp } from './keyboard-help';
import type { Language } from './language';
import { LanguageMenu } from './language-menu';
import { isLegalPage } from './legal-pages';
import { Me } from './me';
import { toProblem } from './problem';
import { PrintFoot } from './print-foot';
import { ProblemView } from './problem-view';
import { Session } from './session';
import { Shortcuts } from './shortcuts';
import { TaskCounts } from './task-counts';
import { THEMES, Theme } from './theme';

/** Where whoever is nobody here yet may go. */
const SETUP = '/einrichten';

const pathOf = (url: string): string => url.split(/[?#]/)[0] ?? url;

/** Head, navigation, warnings about the sign-in, the page, foot. */
@Component({
  selector: 'app-root',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Alert,
    Button,
    Foot,
    Icon,
    LanguageMenu,
    MatMenuModule,
    ProblemView,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    TranslocoPipe,
  ],
  templateUrl: './frame.html',
  styleUrl: './frame.scss',
  host: { '(document:keydown)': 'showKeys($event)' },
})
export class Frame {
  protected readonly session = inject(Session);
  protected readonly me = inject(Me);
  protected readonly theme = inject(Theme);
  private readonly api = inject(Api);
  private readonly counts = inject(TaskCounts);
  private readonly shortcuts = inject(Shortcuts);
  private readonly dialog = inject(MatDialog);
  protected readonly themes = THEMES;
  protected readonly openTasks = computed(() => {
    const counts = this.counts.value();
    const open = (counts?.mine ?? 0) + (counts?.unit ?? 0);
    return open === 0 ? '' : formatCount(open, counts?.exact ?? true);
  });
  protected readonly endsAt = computed(() => {
    const end = this.session.endsAt();
    return end === null ? '' : formatTime(end);
  });
  protected readonly ownUnits = computed(() => [
    ...new Set(this.me.value()?.grants.map((grant) => grant.unit.name) ?? []),
  ]);

  /** The sign-in is valid, but no person here belongs to it. */
  protected readonly isStranger = computed(() => {
    const error = this.me.resource.error();
    return error !== undefined && toProblem(error).code === 'personUnknown';
  });
  private readonly path = signal('');
  protected readonly isAtSetup = computed(() => this.path() === SETUP || isLegalPage(this.path()));

  constructor() {
    inject(PrintFoot);
    const router = inject(Router);
    effect(() => {
      if (this.isStranger() && !this.isAtSetup()) void router.navigate([SETUP]);
    });
    router.events
      .pipe(
        filter((event) => event instanceof NavigationEnd),
        startWith(undefined),
        pairwise(),
        takeUntilDestroyed(inject(DestroyRef)),
      )
      .subscribe(([before, after]) => {
        this.path.set(pathOf(after?.urlAfterRedirects ?? ''));
        const moved =
          before !== undefined && after && pathOf(before.urlAfterRedirects) !== pathOf(after.urlAfterRedirects);
        if (moved) document.getElementById('inhalt')?.focus();
      });
  }

  /** Mails speak the language of the page, until the person says otherwise in the settings. */
  protected async tellLanguage(language: Language): Promise<void> {
    if (this.me.value() === undefined || this.me.value()?.language === language) return;
    this.me.resource.set(await this.api.patch<MeView>('/me', { language }));
  }

  protected skipToContent(event: Event): void {
    event.preventDefault();
    document.getElementById('inhalt')?.focus();
  }

  protected showKeys(event: KeyboardEvent): void {
    if (this.shortcuts.keyOf(event) === '?') this.openKeys();
  }

  protected openKeys(): void {
    if (this.dialog.openDialogs.length === 0) this.dialog.open(KeyboardHelp, { autoFocus: 'first-heading' });
  }
}
