import { Injectable, inject } from '@angular/core';
import type {
  ArchiveAnswer,
  CycleInput,
  CycleView,
  LeadHandover,
  NewParticipant,
  ParticipantChange,
  Participation,
  ProjectChange,
  ProjectClosing,
  ProjectDetail,
  ReferenceScheme,
  ReferenceSchemeInput,
  RenewalInput,
  RetentionView,
} from '@querraum/contracts';
import type { HandoverOffer } from '@querraum/contracts';
import { Api } from '../../core/api';

/** The life of a project: lead, participants, end; and the scheme of the Aktenzeichen. */
@Injectable({ providedIn: 'root' })
export class LifecycleApi {
  private readonly api = inject(Api);

  handovers(projectId: string) {
    return this.api.get<{ items: LeadHandover[] }>(`/projects/${projectId}/handovers`);
  }

  offer(projectId: string, offer: HandoverOffer) {
    return this.api.post<LeadHandover>(`/projects/${projectId}/handovers`, offer);
  }

  accept({ projectId, id }: LeadHandover, words: string) {
    return this.answer(projectId, id, 'acceptance', words === '' ? {} : { words });
  }

  decline({ projectId, id }: LeadHandover, reason: string) {
    return this.answer(projectId, id, 'refusal', { reason });
  }

  withdraw({ projectId, id }: LeadHandover, reason: string) {
    return this.answer(projectId, id, 'withdrawal', { reason });
  }

  participations(projectId: string) {
    return this.api.get<{ items: Participation[] }>(`/projects/${projectId}/participations`);
  }

  addParticipant(projectId: string, participant: NewParticipant) {
    return this.api.post<ProjectDetail>(`/projects/${projectId}/participants`, participant);
  }

  changeParticipant(projectId: string, unitId: string, change: ParticipantChange) {
    return this.api.patch<ProjectDetail>(`/projects/${projectId}/participants/${unitId}`, change);
  }

  endParticipant(projectId: string, unitId: string, reason: string) {
    return this.api.post<ProjectDetail>(`/projects/${projectId}/participants/${unitId}/end`, { reason });
  }

  closing(projectId: string) {
    return this.api.get<ProjectClosing>(`/projects/${projectId}/closing`);
  }

  close(projectId: string, note: string) {
    return this.api.post<ProjectClosing>(`/projects/${projectId}/closing`, { note });
  }

  file(projectId: string, retainUntil: string) {
    return this.api.post<ProjectClosing>(`/projects/${projectId}/filing`, { retainUntil });
  }

  reopen(projectId: string, reason: string) {
    return this.api.post<ProjectClosing>(`/projects/${projectId}/reopening`, { reason });
  }

  cycle(projectId: string) {
    return this.api.get<CycleView>(`/projects/${projectId}/cycle`);
  }

  setCycle(projectId: string, input: CycleInput, revision: number) {
    return this.api.put<CycleView>(`/projects/${projectId}/cycle`, input, revision);
  }

  pauseCycle(projectId: string, reason: string, revision: number) {
    return this.api.post<CycleView>(`/projects/${projectId}/cycle/pause`, { reason }, revision);
  }

  renew(projectId: string, input: RenewalInput) {
    return this.api.post<ProjectDetail>(`/projects/${projectId}/renewal`, input);
  }

  retention(projectId: string) {
    return this.api.get<RetentionView>(`/projects/${projectId}/retention`);
  }

  hold(projectId: string, reason: string) {
    return this.api.post<RetentionView>(`/projects/${projectId}/retention/holds`, { reason });
  }

  liftHold(projectId: string, id: string, reason: string) {
    return this.api.post<RetentionView>(`/projects/${projectId}/retention/holds/${id}/lift`, { reason });
  }

  offerToArchive(projectId: string) {
    return this.api.post<RetentionView>(`/projects/${projectId}/retention/offer`);
  }

  answerOfArchive(projectId: string, answer: ArchiveAnswer, words: string) {
    return this.api.post<RetentionView>(`/projects/${projectId}/retention/offer/answer`, { answer, words });
  }

  stopDeletion(projectId: string, reason: string) {
    return this.api.post<RetentionView>(`/projects/${projectId}/retention/deletion/stop`, { reason });
  }

  change({ id, revision }: ProjectDetail, change: ProjectChange) {
    return this.api.patch<ProjectDetail>(`/projects/${id}`, change, revision);
  }

  scheme() {
    return this.api.get<ReferenceScheme>('/organisation/house/reference-scheme');
  }

  changeScheme(scheme: ReferenceSchemeInput, revision: number) {
    return this.api.put<ReferenceScheme>('/organisation/house/reference-scheme', scheme, revision);
  }

  private answer(projectId: string, id: string, how: string, body: object) {
    return this.api.post<LeadHandover>(`/projects/${projectId}/handovers/${id}/${how}`, body);
  }
}
