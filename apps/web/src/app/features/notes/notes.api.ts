import { Injectable, inject } from '@angular/core';
import type {
  NewNote,
  NewNoteQuestion,
  Note,
  NoteAudience,
  NoteCorrection,
  NotePeople,
  NotePeopleQuery,
  NoteQuery,
  Page,
} from '@querraum/contracts';
import { Api } from '../../core/api';

@Injectable({ providedIn: 'root' })
export class NotesApi {
  private readonly api = inject(Api);

  list(projectId: string, query: Partial<NoteQuery>) {
    return this.api.get<Page<Note>>(`/projects/${projectId}/notes`, query);
  }

  page(projectId: string, query: Partial<NoteQuery>) {
    return this.api.read<Page<Note>>(`/projects/${projectId}/notes`, query);
  }

  find(id: string) {
    return this.api.get<Note>(`/notes/${id}`);
  }

  audience(projectId: string) {
    return this.api.get<NoteAudience>(`/projects/${projectId}/notes/audience`);
  }

  people(projectId: string, query: NotePeopleQuery) {
    return this.api.read<NotePeople>(`/projects/${projectId}/notes/people`, query);
  }

  add(projectId: string, note: NewNote) {
    return this.api.post<Note>(`/projects/${projectId}/notes`, note);
  }

  correct(id: string, correction: NoteCorrection) {
    return this.api.post<Note>(`/notes/${id}/corrections`, correction);
  }

  ask(id: string, question: NewNoteQuestion) {
    return this.api.post<Note>(`/notes/${id}/questions`, question);
  }
}
