import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { SlipRow } from './slip-rows';

/** A table of the Laufzettel: on paper its head stands again on every page, and no line is torn apart. */
@Component({
  selector: 'app-slip-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoPipe],
  template: `
    <table class="table table--whole">
      <caption class="visually-hidden">
        {{
          caption()
        }}
      </caption>
      <thead>
        <tr>
          <th scope="col">{{ 'seat.unit' | transloco }}</th>
          <th scope="col">{{ 'slip.result' | transloco }}</th>
          <th scope="col">{{ 'slip.who' | transloco }}</th>
          <th scope="col">{{ 'slip.at' | transloco }}</th>
          <th scope="col">{{ 'seat.due' | transloco }}</th>
        </tr>
      </thead>
      <tbody>
        @for (row of rows(); track row.id) {
          <tr>
            <th scope="row">
              {{ row.unit }}
              @if (row.notes) {
                <div class="muted small">{{ row.notes }}</div>
              }
            </th>
            <td>
              <div class="strong">{{ row.result }}</div>
              @if (row.words) {
                <div class="pre-line">{{ 'quoted' | transloco: { text: row.words } }}</div>
              }
            </td>
            <td [attr.data-label]="row.who ? ('slip.who' | transloco) : null">{{ row.who }}</td>
            <td class="moment" [attr.data-label]="row.at ? ('slip.at' | transloco) : null">{{ row.at }}</td>
            <td class="moment" [attr.data-label]="row.due ? ('seat.due' | transloco) : null">{{ row.due }}</td>
          </tr>
        }
      </tbody>
    </table>
  `,
  styles: `
    @media screen and (min-width: 600px) {
      .moment {
        width: 8rem;
      }
    }
    @media print {
      .moment {
        width: 6rem;
      }
      table {
        font-size: 0.8125rem;
      }
      tr {
        break-inside: avoid;
      }
      thead {
        display: table-header-group;
      }
    }
  `,
})
export class SlipTable {
  readonly caption = input.required<string>();
  readonly rows = input.required<readonly SlipRow[]>();
}
