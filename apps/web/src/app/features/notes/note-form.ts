import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import {
  plainText,
  RICH_TEXT_LIMITS,
  type NewNote,
  type Note,
  type NoteAudience,
  type NoteVisibility,
  type RichText,
} from '@querraum/contracts';
import { Command } from '../../core/command';
import { Drafts } from '../../core/drafts';
import { formatDateTime, formatList, formatNumber } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { RichTextEditor } from '../../core/rich-text/rich-text-editor';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { NotesApi } from './notes.api';
import { choicesOf, READER_ICONS } from './readers';

type Draft = Partial<NewNote>;

/** A new note, or one that corrects another: who will read it stands above the text and on the button. */
@Component({
  selector: 'app-note-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, Icon, ProblemView, RichTextEditor, TranslocoPipe],
  providers: [Command],
  templateUrl: './note-form.html',
  styleUrl: './note-form.scss',
  host: { '[class]': '"readers-" + visibility()' },
})
export class NoteForm {
  readonly projectId = input.required<string>();
  readonly audience = input.required<NoteAudience>();
  /** The note that is to be corrected: the new one has its readers. */
  readonly corrects = input<Note>();
  readonly sent = output<Note>();
  readonly left = output();
  protected readonly command = inject(Command);
  private readonly api = inject(NotesApi);
  private readonly drafts = inject(Drafts);
  private readonly texts = inject(Texts);
  private readonly editor = viewChild.required(RichTextEditor);
  protected readonly icons = READER_ICONS;
  private readonly typed = signal<Draft>({});
  protected readonly fieldId = computed(() => `vermerk-text-${this.corrects()?.id ?? 'neu'}`);
  private readonly draftName = computed(() => `notes.${this.corrects()?.id ?? this.projectId()}`);
  protected readonly kept = computed<Draft>(() => this.drafts.read<NewNote>(this.draftName()) ?? {});
  private readonly draft = computed<Draft>(() => ({ ...this.kept(), ...this.typed() }));
  /** Whoever corrects begins with what stands there. */
  protected readonly content = computed(() => this.draft().content ?? this.corrects()?.content);
  protected readonly first = computed(() => this.kept().content ?? this.corrects()?.content);
  private readonly isJustSent = signal(false);
  protected readonly choices = computed(() => choicesOf(this.audience()));
  protected readonly visibility = computed<NoteVisibility>(() => {
    const wanted = this.corrects()?.visibility ?? this.draft().visibility;
    return this.choices().find((choice) => choice === wanted) ?? 'unit';
  });
  protected readonly unit = computed(() => {
    const { units } = this.audience();
    return this.corrects()?.unit ?? units.find(({ id }) => id === this.draft().unitId) ?? units[0];
  });
  protected readonly parties = computed(() => this.audience().parties ?? []);
  protected readonly partyNames = computed(() => formatList(this.parties().map(({ name }) => name)));
  protected readonly button = computed(() =>
    this.visibility() === 'unit'
      ? this.texts.say('notes.saveForUnit', { unit: this.unit()?.name })
      : this.texts.plural('notes.sendToParties', this.parties().length),
  );
  protected readonly heading = computed(() => {
    const corrected = this.corrects();
    return corrected
      ? this.texts.say('notes.correctHeading', { at: formatDateTime(corrected.at) })
      : this.texts.say('notes.newHeading');
  });
  protected readonly error = signal<string | undefined>(undefined);
  protected readonly suggest = async (query: string) => {
    const unitId = this.unit()?.id;
    if (unitId === undefined) return [];
    return (await this.api.people(this.projectId(), { unitId, visibility: this.visibility(), query })).items;
  };

  constructor() {
    effect(() => {
      if (Object.keys(this.typed()).length > 0) this.drafts.write(this.draftName(), this.draft());
    });
  }

  protected change(change: Draft): void {
    this.typed.update((typed) => ({ ...typed, ...change }));
  }

  protected write(content: RichText): void {
    this.isJustSent.set(false);
    this.change({ content });
    if (this.error() !== undefined) this.error.set(this.faultOf(content));
  }

  private faultOf(content: RichText | undefined): string | undefined {
    const length = content === undefined ? 0 : plainText(content).length;
    if (length === 0) return this.texts.say('notes.empty');
    const most = RICH_TEXT_LIMITS.characters;
    if (length <= most) return undefined;
    return this.texts.say('notes.tooLong', { count: formatNumber(length), most: formatNumber(most) });
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const content = this.content();
    const unit = this.unit();
    const corrects = this.corrects();
    // The second click of a double click meets the empty form after the first has sent it.
    if (this.isJustSent() || unit === undefined) return;
    const fault = this.faultOf(content);
    this.error.set(fault);
    if (fault !== undefined || content === undefined) return this.editor().focus();
    const note = await this.command.send(() =>
      corrects
        ? this.api.correct(corrects.id, { content })
        : this.api.add(this.projectId(), { unitId: unit.id, visibility: this.visibility(), content }),
    );
    if (note === undefined) return;
    this.editor().reset();
    this.typed.set({});
    this.drafts.drop(this.draftName());
    this.isJustSent.set(true);
    this.sent.emit(note);
  }
}
