import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { OverviewProject, Stage } from '@querraum/contracts';
import { lastMomentInWords, urgencyOf } from '../../core/deadline';
import { formatDate, formatList } from '../../core/format';
import { inLanguage } from '../../core/language';
import { situationSentence } from '../../core/round/situation';
import { ServerClock } from '../../core/server-clock';
import { Texts } from '../../core/texts';
import { Badge, type Tone } from '../../ui/badge';
import { DueChip } from '../../ui/due-chip';
import type { IconName } from '../../ui/icon';
import { holderGroups } from './holder-groups';

const LOOKS = {
  preparing: { tone: 'neutral', icon: 'folder' },
  task: { tone: 'info', icon: 'task' },
  coSignature: { tone: 'info', icon: 'pen' },
  lead: { tone: 'warning', icon: 'readdress' },
  dissent: { tone: 'danger', icon: 'dissent' },
  finalSignature: { tone: 'info', icon: 'seal' },
  date: { tone: 'neutral', icon: 'calendar' },
  returned: { tone: 'warning', icon: 'back' },
  completed: { tone: 'success', icon: 'check' },
  rejected: { tone: 'danger', icon: 'close' },
  cancelled: { tone: 'neutral', icon: 'close' },
} as const satisfies Record<Stage, { tone: Tone; icon: IconName }>;

/** One project: what it is, where it stands, who has it since when, until when. */
@Component({
  // A row of the table, so that its cells stand below their headings.
  selector: 'tr[app-overview-row]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, DueChip, RouterLink, TranslocoPipe],
  template: `
    <th scope="row">
      <a [routerLink]="['/vorhaben', project().id]">{{ project().title }}</a>
      <span class="muted small block">{{ project().reference }} · {{ areas() }}</span>
      <span class="muted small block">{{ 'inbox.lead' | transloco: { unit: project().leadUnit.name } }}</span>
    </th>
    <td [attr.data-label]="'overview.column.stage' | transloco">
      <span class="badges">
        @for (stage of project().stages; track stage) {
          <ui-badge [tone]="looks[stage].tone" [icon]="looks[stage].icon">
            {{ 'overview.stage.' + stage | transloco }}
          </ui-badge>
        }
      </span>
    </td>
    <td [attr.data-label]="'overview.column.holders' | transloco">
      @if (holders().length > 0) {
        <ul role="list" class="holders">
          @for (holder of holders(); track $index) {
            <li>
              <span class="strong">{{ holder.unit }}</span>
              <span class="muted small block">{{ holder.what }}</span>
              @if (holder.late) {
                <span class="late small block">{{ holder.late }}</span>
              }
            </li>
          }
        </ul>
      } @else {
        <span class="muted">{{ sentence() }}</span>
      }
    </td>
    <td class="due" [attr.data-label]="'overview.column.due' | transloco">
      @if (due(); as shown) {
        <ui-due-chip [words]="shown.words" [urgency]="shown.urgency" />
        <span class="muted small block">{{ shown.day }}</span>
      } @else {
        <span class="muted">{{ 'due.none' | transloco }}</span>
      }
    </td>
  `,
  styles: `
    th {
      font-weight: 600;
      text-align: start;
    }
    /* Where there is room for it, words stay whole in the narrow columns; a long title breaks where it must. */
    @media print, (min-width: 768px) {
      th {
        width: 32%;
        min-width: 10rem;
      }
      th > a {
        overflow-wrap: anywhere;
      }
    }
    @media print, (min-width: 1024px) {
      .due {
        white-space: nowrap;
      }
    }
    .block {
      display: block;
      font-weight: 400;
    }
    .badges {
      display: inline-flex;
      flex-wrap: wrap;
      gap: 0.25rem;
    }
    .holders {
      display: grid;
      gap: 0.375rem;
    }
    .late {
      color: var(--kern-color-feedback-danger);
      font-weight: 600;
    }
  `,
})
export class OverviewRow {
  readonly project = input.required<OverviewProject>();
  private readonly texts = inject(Texts);
  private readonly clock = inject(ServerClock);
  protected readonly looks = LOOKS;
  protected readonly areas = computed(() =>
    this.project()
      .areas.map(({ name }) => name)
      .join(', '),
  );
  protected readonly sentence = computed(() =>
    situationSentence(this.project().situation, {
      say: this.texts.say,
      leadUnitName: this.project().leadUnit.name,
    }),
  );
  protected readonly holders = computed(() =>
    holderGroups(this.project()).map(({ names, kind, since, late }) => ({
      unit: formatList(names.length > 0 ? names : [this.texts.say('overview.nobody')]),
      what: this.texts.say('overview.since', {
        what: this.texts.say(kind === 'turn' ? 'overview.turn' : `waiting.${kind}`),
        date: formatDate(since),
      }),
      late: late === null ? '' : inLanguage(late),
    })),
  );
  protected readonly due = computed(() => {
    const { dueEnd, dueInWords, overdue } = this.project();
    if (dueEnd === null || dueInWords === null) return undefined;
    const day = this.texts.say('overview.until', { moment: lastMomentInWords(dueEnd) });
    return { words: inLanguage(dueInWords), urgency: urgencyOf(dueEnd, overdue, this.clock.now()), day };
  });
}
