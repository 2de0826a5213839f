import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { PageHead } from '../../ui/page-head';

/** What is recorded here, in words; whoever changes what is recorded changes these words. */
const RECORDED = ['history', 'mail', 'keys', 'technical', 'browser', 'reading'] as const;

@Component({
  selector: 'app-logging-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [PageHead, TranslocoPipe],
  template: `
    <div class="page page--narrow">
      <ui-page-head [heading]="'title.logging' | transloco" />
      <div class="card stack">
        <p>{{ 'logging.intro' | transloco }}</p>
        @for (part of recorded; track part) {
          <h2>{{ 'logging.' + part + '.heading' | transloco }}</h2>
          <p>{{ 'logging.' + part + '.what' | transloco }}</p>
          <p>{{ 'logging.' + part + '.howLong' | transloco }}</p>
        }
      </div>
    </div>
  `,
})
export class LoggingPage {
  protected readonly recorded = RECORDED;
}
