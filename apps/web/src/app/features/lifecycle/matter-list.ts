import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { OpenMatter } from '@querraum/contracts';
import { lastMomentInWords } from '../../core/deadline';
import { Localized } from '../../core/texts';
import { Badge } from '../../ui/badge';

/** Where a matter is settled; what stands on this page needs no way. */
const wayTo = ({ kind, id }: OpenMatter, projectId: string): string[] | undefined => {
  switch (kind) {
    case 'task':
    case 'assignment':
    case 'question':
      return ['/aufgaben', id];
    case 'run':
      return ['/vorhaben', projectId];
    case 'measure':
      return ['/vorhaben', projectId, 'planung'];
    case 'handover':
      return undefined;
  }
};

/** What is not settled yet, with who has it until when, each the way to where it is settled. */
@Component({
  selector: 'app-matter-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, Localized, RouterLink, TranslocoPipe],
  template: `
    <ul role="list" class="stack">
      @for (line of lines(); track line.matter.kind + line.matter.id) {
        <li class="row">
          <ui-badge>{{ 'lifecycle.matter.' + line.matter.kind | transloco }}</ui-badge>
          @if (line.way; as way) {
            <a [routerLink]="way">{{ line.matter.name | localized }}</a>
          } @else {
            <span>{{ line.matter.name | localized }}</span>
          }
          @if (line.matter.unit; as unit) {
            <span class="muted">{{ unit.name }}</span>
          }
          @if (line.due) {
            <span class="muted small">{{ 'due.until' | transloco: { moment: line.due } }}</span>
          }
        </li>
      }
    </ul>
  `,
})
export class MatterList {
  readonly matters = input.required<readonly OpenMatter[]>();
  readonly projectId = input.required<string>();
  /** As they stood at an earlier time: then they lead nowhere. */
  readonly past = input(false);
  protected readonly lines = computed(() =>
    this.matters().map((matter) => ({
      matter,
      way: this.past() ? undefined : wayTo(matter, this.projectId()),
      due: matter.dueEnd === null ? '' : lastMomentInWords(matter.dueEnd),
    })),
  );
}
