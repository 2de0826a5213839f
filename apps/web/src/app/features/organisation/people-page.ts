import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { ROLE_NAMES } from '@querraum/contracts';
import { formatCount } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { Localized, Texts } from '../../core/texts';
import { TypingPause } from '../../core/typing-pause';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { HouseApi } from './house.api';

/** Everybody of the house, by name. */
@Component({
  selector: 'app-people-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Badge,
    Button,
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
  template: `
    <div class="page page--narrow">
      <ui-page-head [heading]="'house.people' | transloco" [above]="'title.organisation' | transloco">
        <a uiButton="primary" routerLink="/verwaltung/organisation/personen/neu">
          <ui-icon name="plus" />{{ 'house.addPerson' | transloco }}
        </a>
        <a uiButton="secondary" routerLink="/verwaltung/organisation">{{ 'house.toTree' | transloco }}</a>
      </ui-page-head>
      <div class="stack">
        <ui-field fieldId="suche" [label]="'house.findPerson' | transloco">
          <input #query uiInput type="search" autocomplete="off" [value]="suche() ?? ''" (input)="find(query.value)" />
        </ui-field>
        @if (page.error(); as error) {
          <app-problem [error]="error" (retry)="page.reload()" />
        } @else if (people(); as list) {
          <p class="muted small" role="status">{{ count() }}</p>
          @if (list.length === 0) {
            <div class="card"><ui-empty-state icon="person" [heading]="'house.noPerson' | transloco" /></div>
          } @else {
            <ul role="list" class="stack stack--tight">
              @for (person of list; track person.id) {
                <li class="card">
                  <div class="row">
                    <a [routerLink]="['/verwaltung/organisation/personen', person.id]">{{ person.name }}</a>
                    <span class="muted small">{{ person.username }}</span>
                    @if (person.disabledAt) {
                      <ui-badge tone="danger">{{ 'house.disabled' | transloco }}</ui-badge>
                    } @else if (!person.isBound) {
                      <ui-badge icon="clock">{{ 'house.waiting' | transloco }}</ui-badge>
                    }
                  </div>
                  @for (role of person.roles; track role.id) {
                    <p class="small">{{ roles[role.role] | localized }}, {{ role.unit.name }}</p>
                  } @empty {
                    <p class="muted small">{{ 'house.noRole' | transloco }}</p>
                  }
                </li>
              }
            </ul>
          }
          @if (next(); as cursor) {
            <p>
              <a uiButton="secondary" [routerLink]="[]" [queryParams]="{ nach: cursor }" queryParamsHandling="merge">
                {{ 'house.nextPage' | transloco }}
              </a>
            </p>
          }
        } @else {
          <ui-skeleton [label]="'loading' | transloco" [lines]="8" />
        }
      </div>
    </div>
  `,
})
export class PeoplePage {
  /** From the address. */
  readonly suche = input<string>();
  readonly nach = input<string>();
  private readonly house = inject(HouseApi);
  private readonly texts = inject(Texts);
  private readonly router = inject(Router);
  private readonly typing = inject(TypingPause);
  protected readonly roles = ROLE_NAMES;
  protected readonly page = rxResource({
    params: () => ({ query: this.suche() ?? '', cursor: this.nach() }),
    stream: ({ params }) => this.house.people(params.query, params.cursor),
  });
  protected readonly people = computed(() => (this.page.hasValue() ? this.page.value().items : undefined));
  protected readonly next = computed(() => (this.page.hasValue() ? this.page.value().nextCursor : null));
  protected readonly count = computed(() => {
    if (!this.page.hasValue()) return '';
    const { count, countExact } = this.page.value();
    return this.texts.plural('house.peopleFound', count, { shown: formatCount(count, countExact) });
  });

  protected find(query: string): void {
    const queryParams = { suche: query.trim() || null, nach: null };
    this.typing.then(() => void this.router.navigate([], { queryParams, replaceUrl: true }));
  }
}
