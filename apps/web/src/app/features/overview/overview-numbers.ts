import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { OverviewCounts, OverviewFilter } from '@querraum/contracts';
import { TranslocoPipe } from '@jsverse/transloco';
import { formatCount } from '../../core/format';
import { Texts } from '../../core/texts';

const NUMBERS = ['running', 'overdue', 'others', 'ours', 'done'] as const satisfies (keyof OverviewCounts)[];

/** The numbers above the list; each is a link that chooses what it counts, or takes the choice away. */
@Component({
  selector: 'app-overview-numbers',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, TranslocoPipe],
  template: `
    <ul role="list" [attr.aria-label]="'overview.numbers' | transloco">
      @for (number of numbers(); track number.name) {
        <li>
          <a
            [routerLink]="[]"
            [queryParams]="number.address"
            queryParamsHandling="merge"
            [attr.aria-current]="number.chosen ? 'true' : null"
            [class.chosen]="number.chosen"
            [class.late]="number.late"
          >
            <span class="count">{{ number.count }}</span>
            <span>{{ number.label }}</span>
          </a>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(8.5rem, 100%), 1fr));
      gap: 0.75rem;
    }
    @media (min-width: 600px) {
      ul {
        grid-template-columns: repeat(5, minmax(0, 1fr));
      }
    }
    a {
      display: flex;
      flex-direction: column;
      height: 100%;
      padding: 0.625rem 1rem;
      border: 1px solid var(--kern-color-decorative-border-default);
      border-radius: var(--kern-metric-border-radius-default);
      background: var(--kern-color-layout-background-default);
      color: var(--kern-color-layout-text-default);
      text-decoration: none;
    }
    a:hover {
      border-color: var(--kern-color-action-default);
      text-decoration: underline;
    }
    .chosen {
      border-color: var(--kern-color-action-default);
      box-shadow: inset 0 -4px 0 var(--kern-color-action-default);
      font-weight: 600;
    }
    .count {
      font-size: 1.75rem;
      font-weight: 600;
      line-height: 1.2;
    }
    .late .count {
      color: var(--kern-color-feedback-danger);
    }
    @media print {
      a {
        border: 0;
        padding: 0;
      }
    }
  `,
})
export class OverviewNumbers {
  readonly counts = input.required<OverviewCounts | undefined>();
  readonly filter = input.required<OverviewFilter>();
  private readonly texts = inject(Texts);
  protected readonly numbers = computed(() =>
    NUMBERS.map((name) => {
      const counted = this.counts()?.[name];
      const { view, overdue } = this.filter();
      const chosen = name === 'overdue' ? overdue !== undefined : view === name;
      return {
        name,
        chosen,
        late: name === 'overdue' && (counted?.count ?? 0) > 0,
        count: counted === undefined ? '…' : formatCount(counted.count, counted.countExact),
        label: this.texts.say(`overview.number.${name}`),
        address: {
          nach: null,
          ...(name === 'overdue' ? { ueberfaellig: chosen ? null : 'ja' } : { sicht: chosen ? null : name }),
        },
      };
    }),
  );
}
