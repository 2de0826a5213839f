import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Foot } from './foot';
import { LanguageMenu } from './language-menu';
import { PrintFoot } from './print-foot';
import { Theme } from './theme';

/** Around the pages that need no sign-in: nothing of the application but the way to it. */
@Component({
  selector: 'app-root',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Foot, LanguageMenu, RouterOutlet, TranslocoPipe],
  template: `
    <header class="head no-print">
      <a href="/">{{ 'legal.toApplication' | transloco }}</a>
      <app-language-menu />
    </header>
    <main id="inhalt" tabindex="-1"><router-outlet /></main>
    <app-foot />
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      min-height: 100dvh;
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 0.5rem 1.5rem;
      min-height: 3rem;
      padding: 0 1.5rem;
      border-bottom: 1px solid var(--kern-color-decorative-border-level-1);
      border-top: 4px solid var(--kern-color-action-default);
      background: var(--kern-color-layout-background-default);
    }
    main {
      flex: 1;
      min-width: 0;
    }
    @media (max-width: 599px) {
      .head {
        padding: 0 0.75rem;
      }
    }
  `,
})
export class OpenFrame {
  constructor() {
    // Both work from the moment they exist: light and dark follow the system, and paper gets its foot.
    inject(Theme);
    inject(PrintFoot);
  }
}
