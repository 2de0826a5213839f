import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RICH_TEXT_HREF, type RichTextInline } from '@querraum/contracts';

/** The words of one paragraph. An address is looked at again before it becomes a link: Angular's own guard is the third wall. */
@Component({
  selector: 'app-rich-text-words',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet],
  template: `
    @for (word of words(); track $index) {
      @if (word.href) {
        <a [href]="word.href" rel="noopener noreferrer"
          ><ng-container [ngTemplateOutlet]="bold" [ngTemplateOutletContext]="{ $implicit: word }"
        /></a>
      } @else if (word.isBreak) {
        <br />
      } @else {
        <ng-container [ngTemplateOutlet]="bold" [ngTemplateOutletContext]="{ $implicit: word }" />
      }
    }
    <ng-template #bold let-word>
      @if (word.isBold) {
        <strong><ng-container [ngTemplateOutlet]="italic" [ngTemplateOutletContext]="{ $implicit: word }" /></strong>
      } @else {
        <ng-container [ngTemplateOutlet]="italic" [ngTemplateOutletContext]="{ $implicit: word }" />
      }
    </ng-template>
    <ng-template #italic let-word>
      @if (word.isItalic) {
        <em [textContent]="word.text"></em>
      } @else if (word.isMention) {
        <span class="mention" [textContent]="word.text"></span>
      } @else {
        <span [textContent]="word.text"></span>
      }
    </ng-template>
  `,
  styles: `
    .mention {
      padding: 0 0.25rem;
      border-radius: 0.25rem;
      background: var(--kern-color-feedback-info-background);
      font-weight: 600;
    }
  `,
})
export class RichTextWords {
  readonly content = input.required<readonly RichTextInline[]>();
  protected readonly words = computed(() => this.content().map(wordOf));
}

interface Word {
  text: string;
  href: string | undefined;
  isBold: boolean;
  isItalic: boolean;
  isMention: boolean;
  isBreak: boolean;
}

function wordOf(node: RichTextInline): Word {
  const plain = { href: undefined, isBold: false, isItalic: false, isMention: false, isBreak: false };
  if (node.type === 'hardBreak') return { ...plain, text: '', isBreak: true };
  if (node.type === 'mention') return { ...plain, text: `@${node.attrs.name}`, isMention: true };
  const marks = node.marks ?? [];
  const href = marks.find((mark) => mark.type === 'link')?.attrs.href;
  return {
    ...plain,
    text: node.text,
    href: href !== undefined && RICH_TEXT_HREF.test(href) ? href : undefined,
    isBold: marks.some(({ type }) => type === 'bold'),
    isItalic: marks.some(({ type }) => type === 'italic'),
  };
}
