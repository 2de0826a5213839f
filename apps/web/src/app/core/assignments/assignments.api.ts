import { Injectable, inject } from '@angular/core';
import type {
  AcceptAssignment,
  AssignmentAnswer,
  AssignmentContext,
  AssignmentDetail,
  AssignmentGroup,
  AssignmentOutcome,
  AssignmentReason,
  AssignmentSummary,
  ExtendAssignment,
  HandOverAssignment,
  IssuedAssignments,
  NewAssignments,
  NewSubAssignments,
  Page,
  ReaddressAssignment,
  SendBackAssignment,
  TickChecklist,
} from '@querraum/contracts';
import type { z } from 'zod';
import { Api, type Query } from '../api';

/** What a command of the page sends; what has a default on the server may be left out. */
type Input<T extends z.ZodType> = z.input<T>;
export type NewAssignmentsInput = Input<typeof NewAssignments>;
export type NewSubAssignmentsInput = Input<typeof NewSubAssignments>;
type Outcome = Promise<AssignmentOutcome>;

/** Tasks by hand; claim and release are those of the inbox (core/round/tasks.api). */
@Injectable({ providedIn: 'root' })
export class AssignmentsApi {
  private readonly api = inject(Api);

  list(projectId: string, query: Query): Promise<Page<AssignmentSummary>> {
    return this.api.read<Page<AssignmentSummary>>(`/projects/${projectId}/assignments`, query);
  }

  context(projectId: string) {
    return this.api.get<AssignmentContext>(`/projects/${projectId}/assignment-context`);
  }

  assignment(id: string) {
    return this.api.get<AssignmentDetail>(`/assignments/${id}`);
  }

  group(id: string) {
    return this.api.get<AssignmentGroup>(`/assignment-groups/${id}`);
  }

  issue(projectId: string, input: NewAssignmentsInput): Promise<IssuedAssignments> {
    return this.api.post<IssuedAssignments>(`/projects/${projectId}/assignments`, input);
  }

  issuePart(id: string, input: NewSubAssignmentsInput): Promise<IssuedAssignments> {
    return this.api.post<IssuedAssignments>(`/assignments/${id}/sub-assignments`, input);
  }

  answer(id: string, answer: Input<typeof AssignmentAnswer>): Outcome {
    return this.api.post(`/assignments/${id}/answer`, answer);
  }

  accept(id: string, revision: number, input: AcceptAssignment): Outcome {
    return this.api.post(`/assignments/${id}/accept`, input, revision);
  }

  sendBack(id: string, revision: number, input: SendBackAssignment): Outcome {
    return this.api.post(`/assignments/${id}/send-back`, input, revision);
  }

  decline(id: string, input: AssignmentReason): Outcome {
    return this.api.post(`/assignments/${id}/decline`, input);
  }

  handOver(id: string, input: Input<typeof HandOverAssignment>): Outcome {
    return this.api.post(`/assignments/${id}/hand-over`, input);
  }

  takeBack(id: string, revision: number, input: AssignmentReason): Outcome {
    return this.api.post(`/assignments/${id}/take-back`, input, revision);
  }

  readdress(id: string, revision: number, input: ReaddressAssignment): Outcome {
    return this.api.post(`/assignments/${id}/readdress`, input, revision);
  }

  extend(id: string, revision: number, input: ExtendAssignment): Outcome {
    return this.api.post(`/assignments/${id}/extend`, input, revision);
  }

  tick(id: string, input: TickChecklist): Outcome {
    return this.api.post(`/assignments/${id}/checklist`, input);
  }

  dependOn(id: string, revision: number, dependsOn: string[]): Outcome {
    return this.api.post(`/assignments/${id}/dependencies`, { dependsOn }, revision);
  }

  attachFile(id: string, title: string, file: File): Outcome {
    const form = new FormData();
    form.set('title', title);
    form.set('file', file);
    return this.api.post(`/assignments/${id}/files`, form);
  }

  conclude(groupId: string, revision: number, words: string): Promise<AssignmentGroup> {
    return this.api.post<AssignmentGroup>(`/assignment-groups/${groupId}/conclude`, { words }, revision);
  }

  stopRecurrence(groupId: string, reason: string): Promise<AssignmentGroup> {
    return this.api.post<AssignmentGroup>(`/assignment-groups/${groupId}/stop-recurrence`, { reason });
  }
}
