import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { DateOf } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { Localized } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { LegalApi } from './legal.api';

/** The Erklärung zur Barrierefreiheit, made of the operator's file: standard, date, method, known gaps. */
@Component({
  selector: 'app-accessibility-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, DateOf, Localized, PageHead, ProblemView, RouterLink, Skeleton, TranslocoPipe],
  template: `
    <div class="page page--narrow">
      <ui-page-head [heading]="'title.accessibility' | transloco" />
      @if (shown(); as found) {
        @if (found.statement; as statement) {
          <div class="card stack">
            <p>{{ 'legal.standard' | transloco }}</p>
            <p class="strong">{{ 'legal.conformance.' + statement.conformance | transloco }}</p>
            <h2>{{ 'legal.method' | transloco }}</h2>
            <p>{{ statement.method | localized }}</p>
            <p>{{ 'legal.assessed' | transloco: { date: (statement.assessedOn | dateOf) } }}</p>
            <h2>{{ 'legal.gaps' | transloco }}</h2>
            <ul>
              @for (gap of statement.gaps; track $index) {
                <li>{{ gap | localized }}</li>
              } @empty {
                <li>{{ 'legal.noGaps' | transloco }}</li>
              }
            </ul>
            <h2>{{ 'title.barrier' | transloco }}</h2>
            <p>
              <a routerLink="/barriere-melden">{{ 'legal.report' | transloco }}</a>
            </p>
          </div>
        } @else {
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
    ul {
      padding-left: 1.25rem;
    }
  `,
})
export class AccessibilityPage {
  private readonly api = inject(LegalApi);
  protected readonly resource = rxResource({ stream: () => this.api.legal() });
  protected readonly shown = computed(() =>
    this.resource.hasValue() ? { statement: this.resource.value().accessibility } : undefined,
  );
}
