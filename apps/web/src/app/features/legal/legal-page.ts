import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import { ProblemView } from '../../core/problem-view';
import { Localized } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { LegalApi } from './legal.api';

/** Impressum and Datenschutz in the words of the operator, or the plain remark that there are none yet. */
@Component({
  selector: 'app-legal-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, Localized, PageHead, ProblemView, Skeleton, TranslocoPipe],
  template: `
    <div class="page page--narrow">
      <ui-page-head [heading]="'title.' + text() | transloco" />
      @if (shown(); as found) {
        @for (section of found.text?.sections; track $index) {
          <section class="card stack">
            <h2>{{ section.heading | localized }}</h2>
            @for (paragraph of section.paragraphs; track $index) {
              <p class="pre-line">{{ paragraph | localized }}</p>
            }
          </section>
        } @empty {
          <ui-alert tone="warning" [heading]="'legal.missing' | transloco">
            <p>{{ 'legal.missingHint' | transloco }}</p>
          </ui-alert>
        }
      } @else if (resource.error()) {
        <app-problem [error]="resource.error()" (retry)="resource.reload()" />
      } @else {
        <ui-skeleton [label]="'loading' | transloco" [lines]="6" />
      }
    </div>
  `,
  styles: `
    section {
      margin-bottom: 1rem;
    }
  `,
})
export class LegalPage {
  /** From the route. */
  readonly text = input.required<'imprint' | 'privacy'>();
  private readonly api = inject(LegalApi);
  protected readonly resource = rxResource({ stream: () => this.api.legal() });
  protected readonly shown = computed(() =>
    this.resource.hasValue() ? { text: this.resource.value()[this.text()] } : undefined,
  );
}
