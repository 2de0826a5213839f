import { Injectable, computed, inject, signal } from '@angular/core';
import type { NewProject } from '@querraum/contracts';
import { DocumentsApi } from '../../core/documents/documents.api';
import { Drafts } from '../../core/drafts';
import { toProblem, Problem } from '../../core/problem';
import { RunsApi } from '../../core/round/runs.api';
import type { ProjectDraft } from './new-project';
import { ProjectsApi } from './projects.api';

const DRAFT = 'newProject.creation';
const STEPS = ['project', 'document', 'run'] as const;
type StepName = (typeof STEPS)[number];
type StepState = 'waiting' | 'running' | 'done' | 'failed';

interface Reached {
  projectId: string;
  documentId: string;
}

/**
 * Project, document, procedure: three commands, one after the other. What is done is remembered, so that another try
 * goes on at the step that failed.
 */
@Injectable()
export class Creation {
  private readonly projects = inject(ProjectsApi);
  private readonly documents = inject(DocumentsApi);
  private readonly runs = inject(RunsApi);
  private readonly drafts = inject(Drafts);
  private readonly reached = signal<Partial<Reached>>(this.drafts.read<Reached>(DRAFT) ?? {});
  private readonly current = signal<{ step: StepName; state: 'running' | 'failed' } | undefined>(undefined);
  private readonly wanted = signal<readonly StepName[]>([]);
  readonly problem = signal<Problem | undefined>(undefined);
  readonly projectId = computed(() => this.reached().projectId);
  readonly running = computed(() => this.current()?.state === 'running');
  readonly steps = computed(() => {
    const at = this.current();
    return this.wanted().map((name, index, all): { name: StepName; state: StepState } => {
      if (at === undefined) return { name, state: 'done' };
      const position = all.indexOf(at.step);
      return { name, state: index === position ? at.state : index < position ? 'done' : 'waiting' };
    });
  });

  /** The id of the project when everything is done; undefined when a step failed. */
  async run(
    project: NewProject,
    draft: Pick<ProjectDraft, 'documentTitle' | 'procedureId' | 'facts'>,
    file: File | undefined,
  ): Promise<string | undefined> {
    const { procedureId } = draft;
    this.wanted.set(STEPS.slice(0, file === undefined ? 1 : procedureId ? 3 : 2));
    this.problem.set(undefined);
    try {
      const projectId = await this.at('project', 'projectId', async () => (await this.projects.create(project)).id);
      if (file !== undefined) {
        const documentId = await this.at(
          'document',
          'documentId',
          async () => (await this.documents.add(projectId, draft.documentTitle.trim(), file)).id,
        );
        if (procedureId) {
          this.current.set({ step: 'run', state: 'running' });
          const facts = Object.keys(draft.facts).length > 0 && { facts: draft.facts };
          await this.runs.start(projectId, { procedureId, documentId, ...facts });
        }
      }
      this.forget();
      return projectId;
    } catch (error) {
      this.problem.set(toProblem(error));
      this.current.update((at) => at && { ...at, state: 'failed' });
      return undefined;
    }
  }

  forget(): void {
    this.current.set(undefined);
    this.reached.set({});
    this.drafts.drop(DRAFT);
  }

  private async at(step: StepName, name: keyof Reached, command: () => Promise<string>): Promise<string> {
    this.current.set({ step, state: 'running' });
    const before = this.reached()[name];
    if (before !== undefined) return before;
    const id = await command();
    this.reached.update((reached) => ({ ...reached, [name]: id }));
    this.drafts.write(DRAFT, this.reached());
    return id;
  }
}
