import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { HouseApi } from './house.api';
import { UnitDetail } from './unit-detail';
import { unitTree } from './unit-tree';

/** The own house as a tree, what is missing in it, and the chosen unit. */
@Component({
  selector: 'app-organisation-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Alert,
    Badge,
    Button,
    EmptyState,
    Icon,
    PageHead,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoPipe,
    UnitDetail,
  ],
  templateUrl: './organisation-page.html',
  styles: `
    .gaps {
      margin-bottom: 1.25rem;
    }
    .gaps ul {
      padding-inline-start: 1.25rem;
    }
    .tree li {
      display: flex;
      flex-wrap: wrap;
      gap: 0 0.5rem;
      align-items: center;
      padding-block: 0.25rem;
      border-bottom: 1px solid var(--kern-color-decorative-border-default);
    }
    .tree a[aria-current] {
      font-weight: 600;
      text-decoration-thickness: 3px;
    }
  `,
})
export class OrganisationPage {
  /** From the address: the shown unit. */
  readonly einheit = input<string>();
  private readonly house = inject(HouseApi);
  private readonly texts = inject(Texts);
  protected readonly units = rxResource({ stream: () => this.house.units() });
  protected readonly withDissolved = signal(false);
  protected readonly all = computed(() => (this.units.hasValue() ? this.units.value().items : []));
  protected readonly hasDissolved = computed(() => this.all().some(({ dissolvedAt }) => dissolvedAt !== null));
  protected readonly nodes = computed(() =>
    this.units.hasValue() ? unitTree(this.all(), this.withDissolved()) : undefined,
  );
  protected readonly gaps = computed(() => this.all().flatMap((unit) => unit.gaps.map((name) => ({ unit, name }))));
  protected readonly gapHeading = computed(() => this.texts.plural('house.gaps', this.gaps().length));

  protected peopleOf(count: number): string {
    return this.texts.plural('house.peopleCount', count);
  }
}
