import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon, type IconName } from '../../ui/icon';
import { PageHead } from '../../ui/page-head';
import { SetupSteps } from './setup-steps';

/** One entry a page of the administration: `administration.<name>` names it, `administration.<name>Hint` says what for. */
const ENTRIES: readonly { name: string; path: string; icon: IconName }[] = [
  { name: 'organisation', path: '/verwaltung/organisation', icon: 'person' },
  { name: 'procedures', path: '/verwaltung/verfahren', icon: 'task' },
  { name: 'projectKinds', path: '/verwaltung/vorhabenarten', icon: 'folder' },
  { name: 'projectTemplates', path: '/verwaltung/vorlagen', icon: 'document' },
  { name: 'calendar', path: '/verwaltung/kalender', icon: 'calendar' },
  { name: 'references', path: '/verwaltung/aktenzeichen', icon: 'folder' },
  { name: 'retention', path: '/verwaltung/aufbewahrung', icon: 'document' },
  { name: 'mail', path: '/verwaltung/mail', icon: 'inbox' },
  { name: 'webhooks', path: '/verwaltung/webhooks', icon: 'link' },
  { name: 'jobs', path: '/verwaltung/auftraege', icon: 'clock' },
];

/** Where administrators find what they may configure. */
@Component({
  selector: 'app-administration-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, PageHead, RouterLink, SetupSteps, TranslocoPipe],
  template: `
    <div class="page page--narrow">
      <ui-page-head [heading]="'title.administration' | transloco" />
      <app-setup-steps />
      <ul class="entries">
        @for (entry of entries; track entry.name) {
          <li class="card">
            <ui-icon [name]="entry.icon" />
            <div>
              <h2>
                <a [routerLink]="entry.path">{{ 'administration.' + entry.name | transloco }}</a>
              </h2>
              <p class="muted">{{ 'administration.' + entry.name + 'Hint' | transloco }}</p>
            </div>
          </li>
        }
      </ul>
    </div>
  `,
  styles: `
    .entries {
      display: grid;
      gap: 1rem;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      gap: 1rem;
      align-items: flex-start;
    }
    h2 {
      margin: 0;
      font-size: 1.125rem;
    }
  `,
})
export class AdministrationPage {
  protected readonly entries = ENTRIES;
}
