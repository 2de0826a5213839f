import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
  ViewEncapsulation,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { RICH_TEXT_HREF, type NotePerson, type RichText } from '@querraum/contracts';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { Icon, type IconName } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { ProblemView } from '../problem-view';
import { Texts } from '../texts';
import type { Format, Writing, WritingState } from './open-editor';

const EMPTY: RichText = { type: 'doc', content: [{ type: 'paragraph' }] };
const TOOLS = [
  { format: 'bold', icon: 'bold' },
  { format: 'italic', icon: 'italic' },
  { format: 'bulletList', icon: 'bullets' },
  { format: 'orderedList', icon: 'numbers' },
] as const satisfies readonly { format: Format; icon: IconName }[];
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** A field for a small formatted text. The editor itself is a part of its own, loaded when this field is shown. */
@Component({
  selector: 'app-rich-text-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, Icon, ProblemView, Skeleton, TranslocoPipe],
  templateUrl: './rich-text-editor.html',
  styleUrl: './rich-text-editor.scss',
  // What the editor draws does not come from this template.
  encapsulation: ViewEncapsulation.None,
  host: { class: 'rich-text-editor' },
})
export class RichTextEditor {
  /** Of the text itself; its label has this id with `-label`, its hint `-hint`, its error `-error`. */
  readonly fieldId = input.required<string>();
  readonly value = input<RichText>();
  readonly error = input<string>();
  /** People who may be mentioned. */
  readonly suggest = input.required<(query: string) => Promise<readonly NotePerson[]>>();
  readonly changed = output<RichText>();
  private readonly injector = inject(Injector);
  private readonly texts = inject(Texts);
  private readonly place = viewChild.required<ElementRef<HTMLElement>>('place');
  private readonly address = viewChild<ElementRef<HTMLInputElement>>('address');
  private writing: Writing | undefined;
  private isGone = false;
  protected readonly tools = TOOLS;
  protected readonly failure = signal<unknown>(undefined);
  protected readonly state = signal<WritingState | undefined>(undefined);
  protected readonly isLinking = signal(false);
  protected readonly linkError = signal(false);
  protected readonly people = signal<readonly NotePerson[]>([]);
  protected readonly marked = signal(0);
  /** Escape closes the list until another name is begun. */
  private readonly dismissed = signal(false);
  protected readonly isAsking = computed(() => this.state()?.asked !== undefined && !this.dismissed());
  protected readonly found = computed(() =>
    this.isAsking() ? this.texts.plural('richText.found', this.people().length) : '',
  );

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.isGone = true;
      this.writing?.destroy();
    });
    afterNextRender(() => void this.open());
    effect(() => {
      const isOpen = this.isAsking() && this.people().length > 0;
      const option = `${this.fieldId()}-person-${this.marked()}`;
      const set = (name: string, value: string) =>
        isOpen ? this.writing?.dom.setAttribute(name, value) : this.writing?.dom.removeAttribute(name);
      set('aria-controls', `${this.fieldId()}-people`);
      set('aria-activedescendant', option);
    });
    effect(() => {
      const isWrong = this.error() !== undefined && this.state() !== undefined;
      this.writing?.dom.toggleAttribute('aria-invalid', isWrong);
      if (isWrong) this.writing?.dom.setAttribute('aria-invalid', 'true');
    });
  }

  focus(): void {
    this.writing?.focus();
  }

  /** Another text in place of the one that stands here: after it was sent, an empty one. */
  reset(content: RichText = EMPTY): void {
    this.isLinking.set(false);
    this.writing?.replace(content);
  }

  protected async open(): Promise<void> {
    this.failure.set(undefined);
    try {
      const { openEditor } = await import('./open-editor');
      if (this.isGone) return;
      const id = this.fieldId();
      this.writing = openEditor({
        element: this.place().nativeElement,
        content: this.value() ?? EMPTY,
        attributes: {
          ...{ id, class: 'writing', 'aria-labelledby': `${id}-label` },
          'aria-describedby': `${id}-hint ${id}-error`,
        },
        changed: (state) => this.follow(state),
        takesKey: (event) => this.takesKey(event),
      });
      this.state.set(this.writing.state());
    } catch (error) {
      this.failure.set(error);
    }
  }

  protected toggle(format: Format): void {
    this.writing?.toggle(format);
  }

  protected beginMention(): void {
    this.writing?.beginMention();
  }

  protected beginLink(): void {
    this.linkError.set(false);
    this.isLinking.update((is) => !is);
    afterNextRender(() => this.address()?.nativeElement.focus(), { injector: this.injector });
  }

  protected setLink(text: string): void {
    const typed = text.trim();
    const href = /^[^\s/:@]+\.[^\s:@]+$/.test(typed) ? `https://${typed}` : typed;
    this.linkError.set(!RICH_TEXT_HREF.test(href));
    if (this.linkError()) return void this.address()?.nativeElement.focus();
    this.isLinking.set(false);
    this.writing?.link(href);
  }

  protected removeLink(): void {
    this.isLinking.set(false);
    this.writing?.link(null);
  }

  protected leaveLink(event: Event): void {
    event.preventDefault();
    this.isLinking.set(false);
    this.writing?.focus();
  }

  protected choose(person: NotePerson): void {
    const asked = this.state()?.asked;
    if (asked) this.writing?.mention(person, asked.length);
  }

  private chooseMarked(): void {
    const person = this.people()[this.marked()];
    if (person) this.choose(person);
  }

  private follow(state: WritingState): void {
    const before = this.state();
    this.state.set(state);
    if (JSON.stringify(before?.content) !== JSON.stringify(state.content)) this.changed.emit(state.content);
    if (state.asked?.query === before?.asked?.query) return;
    if (state.asked === undefined || before?.asked === undefined) this.dismissed.set(false);
    this.people.set([]);
    this.marked.set(0);
    if (state.asked) void this.search(state.asked.query);
  }

  /** An answer to what is not asked any more is left alone. */
  private async search(query: string): Promise<void> {
    const found = await this.suggest()(query).catch(() => []);
    if (this.state()?.asked?.query === query) this.people.set(found);
  }

  private takesKey(event: KeyboardEvent): boolean {
    const people = this.people();
    if (!this.isAsking() || people.length === 0) return false;
    const step = STEPS[event.key];
    if (step !== undefined) this.marked.update((marked) => (marked + step + people.length) % people.length);
    else if (event.key === 'Escape') this.dismissed.set(true);
    else if (event.key === 'Enter') this.chooseMarked();
    else return false;
    return true;
  }
}
