import { ChangeDetectionStrategy, Component, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { AssignmentDetail } from '@querraum/contracts';
import { DocumentView } from '../../core/documents/document-view';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';

/** The documents of a task, each to be read where it stands. */
@Component({
  selector: 'app-assignment-papers',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, Button, DocumentView, TranslocoPipe],
  template: `
    <ul role="list" class="stack">
      @for (document of documents(); track document.id) {
        <li class="stack stack--tight">
          <span class="row row--between">
            <span class="row">
              <span class="strong">{{ document.title }}</span>
              @if (document.addedBy === 'addressee') {
                <ui-badge>{{ 'assignment.addedByAddressee' | transloco }}</ui-badge>
              }
            </span>
            <button
              uiButton="secondary"
              [small]="true"
              type="button"
              [attr.aria-expanded]="shown() === document.id"
              [attr.aria-label]="
                (shown() === document.id ? 'assignment.hide' : 'assignment.read') | transloco: document
              "
              (click)="shown.set(shown() === document.id ? '' : document.id)"
            >
              {{ (shown() === document.id ? 'assignment.hideShort' : 'assignment.readShort') | transloco }}
            </button>
          </span>
          @if (shown() === document.id) {
            <app-document-view [document]="document" [versionNumber]="document.versions.at(-1)?.number ?? 1" />
          }
        </li>
      }
    </ul>
  `,
})
export class AssignmentPapers {
  readonly documents = input.required<AssignmentDetail['documents']>();
  protected readonly shown = signal('');
}
