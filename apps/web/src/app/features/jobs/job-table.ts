import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { JobOfRegister } from '@querraum/contracts';
import { DateTimeOf, formatNumber } from '../../core/format';
import { Localized, Texts } from '../../core/texts';
import { durationOf } from './duration';

const COLUMNS = ['kind', 'comes', 'waiting', 'due', 'incidents', 'lateness'] as const;

/** What each kind of job does, when it comes, and how much of it there is. */
@Component({
  selector: 'app-job-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DateTimeOf, Localized, RouterLink, TranslocoPipe],
  template: `
    <table class="table table--whole">
      <caption class="visually-hidden">
        {{
          'jobs.registerCaption' | transloco
        }}
      </caption>
      <thead>
        <tr>
          @for (column of columns; track column) {
            <th scope="col">{{ 'jobs.column.' + column | transloco }}</th>
          }
        </tr>
      </thead>
      <tbody>
        @for (job of rows(); track job.kind) {
          <tr>
            <th scope="row">
              {{ job.name | localized }}
              <p class="muted small does">{{ job.does | localized }}</p>
            </th>
            <td [attr.data-label]="'jobs.column.comes' | transloco">{{ job.comes | localized }}</td>
            <td [attr.data-label]="'jobs.column.waiting' | transloco">
              {{ job.shownWaiting }}
              @if (job.nextDueAt; as at) {
                <p class="muted small">{{ 'jobs.next' | transloco: { at: (at | dateTimeOf) } }}</p>
              }
            </td>
            <td [attr.data-label]="'jobs.column.due' | transloco">
              {{ job.shownDue }}
              @if (job.oldestDueAt; as at) {
                <p class="muted small">{{ 'jobs.oldest' | transloco: { at: (at | dateTimeOf) } }}</p>
              }
            </td>
            <td [attr.data-label]="'jobs.column.incidents' | transloco">
              @if (job.incidents > 0) {
                <a [routerLink]="[]" [queryParams]="{ stand: 'incident', art: job.kind, nach: null }">{{
                  job.shownIncidents
                }}</a>
              } @else {
                {{ job.shownIncidents }}
              }
            </td>
            <td [attr.data-label]="'jobs.column.lateness' | transloco">{{ job.lateness }}</td>
          </tr>
        }
      </tbody>
    </table>
  `,
  styles: `
    .does {
      font-weight: 400;
      max-width: 34rem;
    }
  `,
})
export class JobTable {
  readonly jobs = input.required<readonly JobOfRegister[]>();
  private readonly texts = inject(Texts);
  protected readonly columns = COLUMNS;
  protected readonly rows = computed(() =>
    this.jobs().map((job) => ({
      ...job,
      shownWaiting: formatNumber(job.waiting),
      shownDue: formatNumber(job.due),
      shownIncidents: formatNumber(job.incidents),
      lateness: this.latenessOf(job.medianLateness),
    })),
  );

  private latenessOf(seconds: number | null): string {
    if (seconds === null) return this.texts.say('jobs.nothingDone');
    // The clock of a demonstration may have been moved back meanwhile.
    if (seconds < 1) return this.texts.say('jobs.atOnce');
    const { unit, count } = durationOf(seconds);
    return this.texts.plural(`jobs.duration.${unit}`, count);
  }
}
