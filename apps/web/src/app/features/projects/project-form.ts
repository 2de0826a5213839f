import { ChangeDetectionStrategy, Component, computed, effect, inject, linkedSignal, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { AreaPicker } from '../../core/areas/area-picker';
import { ACCEPTED_FILES, fileRefusal } from '../../core/documents/file-check';
import { Drafts } from '../../core/drafts';
import { Me } from '../../core/me';
import { OrganisationApi } from '../../core/organisation.api';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { ErrorSummary, FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { PageHead } from '../../ui/page-head';
import { Creation } from './creation';
import { KindChoice, type Chosen } from './kind-choice';
import { EMPTY_DRAFT, ProjectDraft, draftErrors, leadUnitsOf, newProjectOf, serverErrors } from './new-project';
import { expectedParticipants, followProposal } from './new-project-kind';
import { ParticipantsEditor } from './participants-editor';
import { ProcedureChoice } from './procedure-choice';
import { SimilarProjects } from './similar-projects';

const DRAFT = 'newProject';

/** Neues Vorhaben: everything on one page; what is typed survives reload and sign-in. */
@Component({
  selector: 'app-project-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Alert,
    AreaPicker,
    Badge,
    Button,
    ErrorSummary,
    Field,
    FieldControl,
    KindChoice,
    PageHead,
    ParticipantsEditor,
    ProblemView,
    ProcedureChoice,
    RouterLink,
    SimilarProjects,
    TranslocoPipe,
  ],
  providers: [Creation],
  templateUrl: './project-form.html',
})
export class ProjectForm {
  protected readonly creation = inject(Creation);
  private readonly drafts = inject(Drafts);
  private readonly organisation = inject(OrganisationApi);
  private readonly me = inject(Me);
  private readonly texts = inject(Texts);
  private readonly router = inject(Router);
  protected readonly accepted = ACCEPTED_FILES;
  private readonly typed = signal<ProjectDraft>({ ...EMPTY_DRAFT, ...this.drafts.read<ProjectDraft>(DRAFT) });
  protected readonly leadUnits = computed(() => leadUnitsOf(this.me.value()?.grants ?? []));
  protected readonly mayNotLead = computed(() => this.me.value() !== undefined && this.leadUnits().length === 0);
  /** Whoever acts for one unit only need not choose. */
  protected readonly draft = computed<ProjectDraft>(() => {
    const [only, second] = this.leadUnits();
    const draft = this.typed();
    return draft.leadUnitId === '' && only !== undefined && second === undefined
      ? { ...draft, leadUnitId: only.id }
      : draft;
  });
  protected readonly file = signal<File | undefined>(undefined);
  protected readonly units = rxResource({ stream: () => this.organisation.units });
  protected readonly allUnits = computed(() => (this.units.hasValue() ? this.units.value().items : []));
  protected readonly departments = computed(() => {
    const chosen = new Set(this.draft().participants.map((participant) => participant.unitId));
    return new Set(this.allUnits().flatMap((unit) => (chosen.has(unit.id) ? (unit.department ?? []) : [])));
  });
  protected readonly chosen = signal<Chosen>({ kind: undefined, template: undefined });
  private proposed: ProjectDraft['participants'] = [];
  private readonly missingDepartments = signal<readonly string[]>([]);
  private readonly missingFacts = signal<readonly FieldError[]>([]);
  protected readonly attempt = signal(0);
  protected readonly errors = linkedSignal<readonly FieldError[]>(() => {
    const problem = this.creation.problem();
    return problem === undefined ? [] : serverErrors(problem);
  });

  constructor() {
    effect(() => this.drafts.write(DRAFT, this.typed()));
  }

  /** An error disappears as soon as its field is right; new ones come with the next attempt only. */
  protected change(change: Partial<ProjectDraft>): void {
    this.typed.update((draft) => ({ ...draft, ...change }));
    this.forgetSettled();
  }

  protected follow(missingDepartments: readonly string[]): void {
    this.missingDepartments.set(missingDepartments);
    this.forgetSettled();
  }

  protected followFacts(missing: readonly FieldError[]): void {
    this.missingFacts.set(missing);
    this.forgetSettled();
  }

  /** Kind or template were chosen: whom they expect is proposed, what a template offers is chosen. */
  protected choose(chosen: Chosen): void {
    const units = this.allUnits();
    const house = { units, tenantId: this.me.value()?.tenantId ?? '', leadUnitId: this.draft().leadUnitId };
    const now = expectedParticipants(chosen.kind, chosen.template, house);
    const participants = followProposal(this.typed().participants, this.proposed, now);
    this.proposed = now;
    const offered = chosen.template?.content.procedures.find(({ documentId }) => documentId === null);
    this.change({ participants, ...(chosen.template && { procedureId: offered?.procedureId ?? '' }) });
  }

  protected errorOf(fieldId: string): string | undefined {
    return this.errors().find((error) => error.fieldId === fieldId)?.message;
  }

  protected chooseFile(files: FileList | null): void {
    const file = files?.[0];
    this.file.set(file);
    this.forgetSettled();
    if (file !== undefined && this.typed().documentTitle === '') {
      this.change({ documentTitle: file.name.replace(/\.[^.]+$/, '') });
    }
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.creation.running()) return;
    this.errors.set(this.missing());
    this.attempt.update((count) => count + 1);
    if (this.errors().length > 0) return;
    const projectId = await this.creation.run(
      newProjectOf(this.draft(), this.chosen().kind),
      this.draft(),
      this.file(),
    );
    this.attempt.update((count) => count + 1);
    if (projectId === undefined) return;
    this.typed.set(EMPTY_DRAFT);
    this.drafts.drop(DRAFT);
    await this.router.navigate(['/vorhaben', projectId]);
  }

  private missing(): FieldError[] {
    const file = this.file();
    const chosen = file && { refusal: fileRefusal(file, this.texts.say) };
    const { kind } = this.chosen();
    const missingDepartments = this.missingDepartments();
    const facts = this.draft().procedureId && file !== undefined ? this.missingFacts() : [];
    return [...draftErrors(this.draft(), chosen, { kind, missingDepartments }, this.texts.say), ...facts];
  }

  private forgetSettled(): void {
    const left = new Set(this.missing().map((error) => error.fieldId));
    this.errors.update((errors) => errors.filter((error) => left.has(error.fieldId)));
  }

  protected discard(): void {
    this.typed.set(EMPTY_DRAFT);
    this.file.set(undefined);
    this.creation.forget();
    void this.router.navigate(['/vorhaben']);
  }
}
