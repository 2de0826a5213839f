import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { rxResource, toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Note, NoteVisibility } from '@querraum/contracts';
import { of } from 'rxjs';
import { Command } from '../../core/command';
import { formatCount } from '../../core/format';
import { kept } from '../../core/kept';
import { ProblemView } from '../../core/problem-view';
import { CurrentProject } from '../../core/project/current-project';
import { Texts } from '../../core/texts';
import { TypingPause } from '../../core/typing-pause';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Field, FieldControl } from '../../ui/field';
import { Skeleton } from '../../ui/skeleton';
import { anchorOf, NoteCard } from './note-card';
import { NoteForm } from './note-form';
import { NotesApi } from './notes.api';

const KINDS = { intern: 'unit', alle: 'parties' } as const satisfies Record<string, NoteVisibility>;
const FRAGMENT = /^vermerk-([0-9a-f-]{36})$/;

/** Vermerke of a project: the newest first, above them the form for the next one. */
@Component({
  selector: 'app-notes-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Alert,
    Button,
    EmptyState,
    Field,
    FieldControl,
    NoteCard,
    NoteForm,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [Command, TypingPause],
  templateUrl: './notes-page.html',
  styleUrl: './notes-page.scss',
})
export class NotesPage {
  /** From the address. */
  readonly art = input<string>();
  readonly suche = input<string>();
  protected readonly command = inject(Command);
  protected readonly current = inject(CurrentProject);
  private readonly api = inject(NotesApi);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  private readonly pause = inject(TypingPause);
  private readonly fragment = toSignal(inject(ActivatedRoute).fragment);
  protected readonly kinds = Object.keys(KINDS) as (keyof typeof KINDS)[];
  protected readonly projectId = computed(() => this.current.project().id);
  private readonly filter = computed(() => ({
    projectId: this.projectId(),
    visibility: KINDS[this.art() as keyof typeof KINDS] as NoteVisibility | undefined,
    query: this.suche(),
  }));
  protected readonly page = rxResource({
    params: () => this.filter(),
    stream: ({ params: { projectId, ...query } }) => this.api.list(projectId, query),
  });
  private readonly first = kept(this.page, this.filter);
  /** What was loaded beyond the first page; a new first page begins anew. */
  private readonly older = linkedSignal<unknown, { notes: Note[]; next: string | null }>({
    source: this.first,
    computation: () => ({ notes: [], next: this.first()?.nextCursor ?? null }),
  });
  protected readonly next = computed(() => this.older().next);
  protected readonly notes = computed(() => {
    const first = this.first();
    return first && [...first.items, ...this.older().notes];
  });
  protected readonly count = computed(() => {
    const first = this.first();
    return first
      ? this.texts.plural('notes.count', first.count, { shown: formatCount(first.count, first.countExact) })
      : '';
  });
  protected readonly audience = rxResource({
    params: () => this.current.revision(),
    stream: () => this.api.audience(this.projectId()),
  });
  protected readonly readers = kept(this.audience, this.projectId);
  /** The note that the address means; asked for alone where it is on no loaded page. */
  protected readonly meantId = computed(() => FRAGMENT.exec(this.fragment() ?? '')?.[1]);
  private readonly meant = rxResource({
    params: () => {
      const id = this.meantId();
      const isThere = this.notes()?.some((note) => note.id === id) ?? true;
      return isThere ? undefined : id;
    },
    stream: ({ params }) => (params === undefined ? of(undefined) : this.api.find(params)),
  });
  protected readonly meantAlone = computed(() => (this.meant.hasValue() ? this.meant.value() : undefined));
  protected readonly meantUnknown = computed(() => this.meant.error() !== undefined);
  protected readonly done = signal('');
  private reached: string | undefined;

  constructor() {
    afterRenderEffect(() => {
      const id = this.meantId();
      if (id === undefined) this.reached = undefined;
      // The cards stand there once both are known, in whichever order they come.
      this.readers();
      this.notes();
      this.meantAlone();
      const card = id === undefined || this.reached === id ? null : document.getElementById(anchorOf(id));
      if (card === null) return;
      this.reached = id;
      card.scrollIntoView({ block: 'start' });
      card.focus({ preventScroll: true });
    });
  }

  protected narrow(change: { art?: string; suche?: string }): void {
    const queryParams = Object.fromEntries(Object.entries(change).map(([name, value]) => [name, value || null]));
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected search(words: string): void {
    this.pause.then(() => this.narrow({ suche: words.trim() }));
  }

  protected async more(): Promise<void> {
    const cursor = this.next();
    if (cursor === null) return;
    const { projectId, ...query } = this.filter();
    const page = await this.command.send(() => this.api.page(projectId, { ...query, cursor }));
    if (page) this.older.update(({ notes }) => ({ notes: [...notes, ...page.items], next: page.nextCursor }));
  }

  protected tell({ visibility, unit, corrects }: Note): void {
    const key = corrects ? 'notes.doneCorrected' : visibility === 'unit' ? 'notes.doneUnit' : 'notes.doneParties';
    this.done.set(this.texts.say(key, { unit: unit.name }));
    this.page.reload();
    // What is written for all moves the project on; of an internal note nothing else changes.
    if (visibility === 'parties') this.current.refresh();
  }

  protected tellAsked({ questions }: Note): void {
    this.done.set(this.texts.say('notes.doneAsked', { unit: questions.at(-1)?.unit.name }));
    this.page.reload();
    this.current.refresh();
  }
}
