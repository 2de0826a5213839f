import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Note, NoteAudience } from '@querraum/contracts';
import { DateTimeOf } from '../../core/format';
import { RichTextView } from '../../core/rich-text/rich-text-view';
import { Texts } from '../../core/texts';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { NoteForm } from './note-form';
import { QuestionForm } from './question-form';
import { QuestionList } from './question-list';
import { READER_ICONS } from './readers';

/** One Vermerk with who wrote it, who reads it, and what corrects it. */
@Component({
  selector: 'app-note-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Badge,
    Button,
    DateTimeOf,
    Icon,
    NoteForm,
    QuestionForm,
    QuestionList,
    RichTextView,
    RouterLink,
    TranslocoPipe,
  ],
  templateUrl: './note-card.html',
  styleUrl: './note-card.scss',
  host: { '[class]': '"readers-" + note().visibility' },
})
export class NoteCard {
  readonly note = input.required<Note>();
  readonly audience = input.required<NoteAudience>();
  /** The address leads to this note. */
  readonly isMeant = input(false);
  readonly corrected = output<Note>();
  readonly asked = output<Note>();
  private readonly texts = inject(Texts);
  protected readonly icons = READER_ICONS;
  protected readonly open = signal<'correction' | 'question' | undefined>(undefined);
  protected readonly anchor = computed(() => anchorOf(this.note().id));
  protected readonly anchorOf = anchorOf;
  protected readonly by = computed(() => {
    const { author, unit, onBehalfOf } = this.note();
    const who = onBehalfOf ? this.texts.say('notes.inPlaceOf', { author, person: onBehalfOf }) : author;
    return `${who}, ${unit.name}`;
  });

  protected finish(note: Note): void {
    this.open.set(undefined);
    this.corrected.emit(note);
  }

  protected finishAsking(note: Note): void {
    this.open.set(undefined);
    this.asked.emit(note);
  }
}

export const anchorOf = (noteId: string): string => `vermerk-${noteId}`;
