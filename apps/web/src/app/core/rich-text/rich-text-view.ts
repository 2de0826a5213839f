import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { RichTextBlock } from '@querraum/contracts';
import { RichTextWords } from './rich-text-words';

/** Shows a small formatted text from its JSON, element by element: no HTML is ever read. */
@Component({
  selector: 'app-rich-text',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet, RichTextWords],
  template: `
    @for (block of blocks(); track $index) {
      @switch (block.type) {
        @case ('paragraph') {
          <p><app-rich-text-words [content]="block.content ?? []" /></p>
        }
        @case ('bulletList') {
          <ul>
            <ng-container [ngTemplateOutlet]="items" [ngTemplateOutletContext]="{ $implicit: block.content }" />
          </ul>
        }
        @case ('orderedList') {
          <ol>
            <ng-container [ngTemplateOutlet]="items" [ngTemplateOutletContext]="{ $implicit: block.content }" />
          </ol>
        }
      }
    }
    <ng-template #items let-list>
      @for (item of list; track $index) {
        <li><app-rich-text [blocks]="item.content" /></li>
      }
    </ng-template>
  `,
  styles: `
    :host {
      display: block;
      overflow-wrap: anywhere;
    }
    p + p,
    ul + p,
    ol + p {
      margin-top: 0.5rem;
    }
    p {
      min-height: 1lh;
    }
    ul,
    ol {
      padding-inline-start: 1.5rem;
    }
    ul {
      list-style-type: disc;
    }
  `,
})
export class RichTextView {
  readonly blocks = input.required<readonly RichTextBlock[]>();
}
