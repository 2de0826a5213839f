import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { KindEntry, ProjectKindDetail } from '@querraum/contracts';
import { Command } from '../../core/command';
import { kept } from '../../core/kept';
import { ProblemView } from '../../core/problem-view';
import { ProceduresApi } from '../../core/procedures.api';
import { ProjectKindsApi } from '../../core/project-kinds.api';
import { Localized, Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { ErrorSummary, type FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { BeginningEditor } from './beginning-editor';
import { FieldsEditor } from './fields-editor';
import { checkKind, draftOf, EMPTY_KIND, type KindDraft } from './kind-draft';
import { WordsFields } from './words-fields';

/** A new kind of projects, or one that is there: on one page, sent as a whole with the state that was read. */
@Component({
  selector: 'app-kind-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Alert,
    BeginningEditor,
    Button,
    ErrorSummary,
    Field,
    FieldControl,
    FieldsEditor,
    Localized,
    PageHead,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoPipe,
    WordsFields,
  ],
  providers: [Command],
  templateUrl: './kind-form.html',
})
export class KindForm {
  /** From the address: the kind that is changed. */
  readonly id = input<string>();
  private readonly api = inject(ProjectKindsApi);
  private readonly proceduresApi = inject(ProceduresApi);
  private readonly texts = inject(Texts);
  private readonly router = inject(Router);
  protected readonly command = inject(Command);
  protected readonly stored = rxResource({
    params: () => this.id(),
    stream: ({ params }) => this.api.kind(params),
  });
  protected readonly kind = kept(this.stored, this.id);
  protected readonly procedures = rxResource({ stream: () => this.proceduresApi.procedures() });
  protected readonly offered = computed(() => (this.procedures.hasValue() ? this.procedures.value().items : []));
  protected readonly isReady = computed(() => this.id() === undefined || this.kind() !== undefined);
  /** What is typed stays when the kind is read again after somebody else was faster. */
  protected readonly draft = linkedSignal<string | undefined, KindDraft>({
    source: () => this.kind()?.id,
    computation: () => {
      const kind = this.kind();
      return kind === undefined ? EMPTY_KIND : draftOf(kind);
    },
  });
  protected readonly attempt = signal(0);
  protected readonly errors = signal<readonly FieldError[]>([]);
  protected readonly errorMap = computed(() =>
    Object.fromEntries(this.errors().map(({ fieldId, message }) => [fieldId, message])),
  );
  protected readonly used = computed(() => {
    const projects = this.kind()?.projects ?? 0;
    return projects === 0 ? '' : this.texts.plural('kinds.used', projects);
  });

  /** An error disappears as soon as its control is right; new ones come with the next attempt only. */
  protected change(change: Partial<KindDraft>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
    const checked = checkKind(this.draft(), this.texts.say);
    const left = new Set('errors' in checked ? checked.errors.map(({ fieldId }) => fieldId) : []);
    this.errors.update((errors) => errors.filter(({ fieldId }) => left.has(fieldId)));
  }

  protected toggle(procedureId: string, isOffered: boolean): void {
    const others = this.draft().procedureIds.filter((one) => one !== procedureId);
    this.change({ procedureIds: isOffered ? [...others, procedureId] : others });
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.command.busy()) return;
    const checked = checkKind(this.draft(), this.texts.say);
    this.errors.set('errors' in checked ? checked.errors : []);
    if ('entry' in checked) {
      const saved = await this.command.send(() => this.save(checked.entry));
      if (saved !== undefined) return void this.router.navigate(['/verwaltung/vorhabenarten']);
      this.showRefusal();
    }
    this.attempt.update((count) => count + 1);
  }

  protected async retire(kind: ProjectKindDetail): Promise<void> {
    const done = await this.command.send(() =>
      kind.retiredAt === null ? this.api.retire(kind.id, kind.revision) : this.api.offer(kind.id, kind.revision),
    );
    if (done !== undefined) this.stored.set(done);
  }

  private save(entry: KindEntry): Promise<ProjectKindDetail> {
    const kind = this.kind();
    return kind === undefined ? this.api.add(entry) : this.api.change(kind.id, entry, kind.revision);
  }

  /** Somebody else was faster: the newest state is fetched, so that sending again rests on it. */
  private showRefusal(): void {
    const problem = this.command.problem();
    if (problem?.code === 'revisionConflict') this.stored.reload();
    if (problem?.code === 'kindCodeTaken') this.errors.set([{ fieldId: 'code', message: problem.detail }]);
    if (problem?.code === 'kindFieldType') this.errors.set([{ fieldId: 'fields', message: problem.detail }]);
  }

  protected readonly heading = computed(() => {
    const kind = this.kind();
    const heading = this.id() === undefined ? this.texts.say('kinds.add') : kind && this.texts.of(kind.name);
    return heading ?? this.texts.say('title.projectKind');
  });
}
