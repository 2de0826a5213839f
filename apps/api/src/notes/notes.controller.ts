import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import {
  NewNote,
  NewNoteQuestion,
  Note,
  NoteAudience,
  NoteCorrection,
  NotePeople,
  NotePeopleQuery,
  NoteQuery,
  pageOf,
  type Page,
} from '@querraum/contracts';
import { NotesService, type Caller } from '@querraum/server';
import { Answers, CurrentCaller, IdempotencyKey, PathId } from '../http';

const REFUSALS = [
  'notFound',
  'noteUnit',
  'noteForParties',
  'projectClosed',
  'noteEmpty',
  'noteTooLong',
  'noteMentions',
  'idempotencyKeyReused',
] as const;

@Controller()
export class NotesController {
  constructor(private readonly notes: NotesService) {}

  @Get('projects/:id/notes')
  @Answers(pageOf(Note), { problems: ['notFound'] })
  list(
    @CurrentCaller() caller: Caller,
    @PathId() projectId: string,
    @Query({ schema: NoteQuery.strict() }) query: NoteQuery,
  ): Promise<Page<Note>> {
    return this.notes.list(caller, projectId, query);
  }

  @Post('projects/:id/notes')
  @Answers(Note, { status: 201, problems: REFUSALS })
  add(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @Body({ schema: NewNote }) input: NewNote,
  ): Promise<Note> {
    return this.notes.add(caller, key, projectId, input);
  }

  /** For whom one may write here, and who would read it. */
  @Get('projects/:id/notes/audience')
  @Answers(NoteAudience, { problems: ['notFound'] })
  audience(@CurrentCaller() caller: Caller, @PathId() projectId: string): Promise<NoteAudience> {
    return this.notes.audience(caller, projectId);
  }

  /** Who can be mentioned: only people who may read the note. */
  @Get('projects/:id/notes/people')
  @Answers(NotePeople, { problems: ['notFound', 'noteUnit', 'noteForParties'] })
  people(
    @CurrentCaller() caller: Caller,
    @PathId() projectId: string,
    @Query({ schema: NotePeopleQuery.strict() }) query: NotePeopleQuery,
  ): Promise<NotePeople> {
    return this.notes.people(caller, projectId, query);
  }

  @Get('notes/:id')
  @Answers(Note, { problems: ['notFound'] })
  get(@CurrentCaller() caller: Caller, @PathId() id: string): Promise<Note> {
    return this.notes.get(caller, id);
  }

  /** A new note that says what is right; the old one stays readable. */
  @Post('notes/:id/corrections')
  @Answers(Note, { status: 201, problems: [...REFUSALS, 'noteCorrected'] })
  correct(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: NoteCorrection }) input: NoteCorrection,
  ): Promise<Note> {
    return this.notes.correct(caller, key, id, input);
  }

  /** A task by hand of the kind `question` to another unit; the note shows its answer to the note's readers. */
  @Post('notes/:id/questions')
  @Answers(Note, {
    status: 201,
    problems: [
      'notFound',
      'projectClosed',
      'mayNotIssue',
      'unitUnknown',
      'dueInPast',
      'dueTooFar',
      'idempotencyKeyReused',
    ],
  })
  ask(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: NewNoteQuestion }) input: NewNoteQuestion,
  ): Promise<Note> {
    return this.notes.ask(caller, key, id, input);
  }
}
