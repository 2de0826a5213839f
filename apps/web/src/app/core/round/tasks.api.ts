import { Injectable, inject } from '@angular/core';
import type { AnswerInput, RunDetail, SignatureInput, Task } from '@querraum/contracts';
import type { TaskForm } from '@querraum/workflow';
import { Api } from '../api';
import type { CompletionInput } from './task-form';

@Injectable({ providedIn: 'root' })
export class TasksApi {
  private readonly api = inject(Api);

  task(id: string) {
    return this.api.get<Task & { form?: TaskForm | null }>(`/tasks/${id}`);
  }

  claim(id: string): Promise<Task> {
    return this.api.post<Task>(`/tasks/${id}/claim`);
  }

  release(id: string): Promise<Task> {
    return this.api.post<Task>(`/tasks/${id}/release`);
  }

  answer(id: string, answer: AnswerInput): Promise<RunDetail> {
    return this.api.post<RunDetail>(`/tasks/${id}/answer`, answer);
  }

  sign(id: string, signature: SignatureInput): Promise<RunDetail> {
    return this.api.post<RunDetail>(`/tasks/${id}/signature`, signature);
  }

  complete(id: string, completion: CompletionInput): Promise<RunDetail> {
    return this.api.post<RunDetail>(`/tasks/${id}/completion`, completion);
  }
}
