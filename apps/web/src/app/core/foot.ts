import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { filter } from 'rxjs';
import { CONFIGURATION } from './configuration';
import { DateTimeOf } from './format';
import { LEGAL_PAGES, isLegalPage } from './legal-pages';
import { ServerClock } from './server-clock';

const pathOf = (url: string): string => url.split(/[?#]/)[0] ?? url;

/** Below every page: who runs this, what they promise, which version it is. */
@Component({
  selector: 'app-foot',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DateTimeOf, RouterLink, TranslocoPipe],
  template: `
    <footer class="foot no-print">
      <nav [attr.aria-label]="'legal.navigation' | transloco">
        <ul role="list">
          @for (page of pages; track page.path) {
            <li>
              <a
                [routerLink]="'/' + page.path"
                [queryParams]="page.path === 'barriere-melden' ? { seite: before() } : null"
                >{{ page.title | transloco }}</a
              >
            </li>
          }
        </ul>
      </nav>
      <span>Querraum {{ configuration.version }}</span>
      @if (configuration.demo) {
        <span>{{ 'frame.demo' | transloco }}</span>
      }
      @if (clock.moved) {
        <span>{{ 'frame.clockMoved' | transloco: { now: (clock.now() | dateTimeOf) } }}</span>
      }
    </footer>
  `,
  styles: `
    .foot,
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: 0.25rem 1.5rem;
    }
    .foot {
      padding: 0.75rem var(--page-edge);
      border-top: 1px solid var(--kern-color-decorative-border-level-1);
      color: var(--kern-color-layout-text-muted);
      font-size: 0.875rem;
    }
    a {
      display: inline-block;
      min-height: 1.5rem;
    }
    @media (max-width: 599px) {
      .foot {
        padding: 0.75rem;
      }
    }
  `,
})
export class Foot {
  protected readonly configuration = inject(CONFIGURATION);
  protected readonly clock = inject(ServerClock);
  protected readonly pages = LEGAL_PAGES;
  /** The page on which somebody met the barrier: the last one that was no page of the foot. */
  protected readonly before = signal('/');

  constructor() {
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe(({ urlAfterRedirects }) => {
        const path = pathOf(urlAfterRedirects);
        if (!isLegalPage(path)) this.before.set(path);
      });
  }
}
