import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProjectKind, ProjectTemplate } from '@querraum/contracts';
import { Me } from '../../core/me';
import { ProblemView } from '../../core/problem-view';
import { ProjectKindsApi } from '../../core/project-kinds.api';
import { ProjectTemplatesApi } from '../../core/project-templates/project-templates.api';
import { TemplateContents } from '../../core/project-templates/template-contents';
import { Localized, Texts } from '../../core/texts';
import type { FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { KindFields } from './kind-fields';
import type { ProjectDraft } from './new-project';
import { askedFields } from './new-project-kind';

export interface Chosen {
  kind: ProjectKind | undefined;
  template: ProjectTemplate | undefined;
}

/** Which kind of project it is, what the kind asks for, and from which template it starts. */
@Component({
  selector: 'app-kind-choice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FieldControl, KindFields, Localized, ProblemView, TemplateContents, TranslocoPipe],
  templateUrl: './kind-choice.html',
})
export class KindChoice {
  readonly draft = input.required<ProjectDraft>();
  readonly errors = input.required<readonly FieldError[]>();
  readonly changed = output<Partial<ProjectDraft>>();
  /** What is chosen now, as soon as it is known. */
  readonly known = output<Chosen>();
  /** Somebody has chosen: what they chose, once all of it is known. */
  readonly chose = output<Chosen>();
  private readonly me = inject(Me);
  private readonly texts = inject(Texts);
  private readonly kindsApi = inject(ProjectKindsApi);
  private readonly templatesApi = inject(ProjectTemplatesApi);
  protected readonly kinds = rxResource({ stream: () => this.kindsApi.kinds() });
  protected readonly offered = computed(() =>
    this.kinds.hasValue() ? this.kinds.value().items.filter(({ retiredAt }) => retiredAt === null) : [],
  );
  protected readonly kind = computed(() => {
    const offered = this.offered();
    const wanted = (id: string | undefined) => offered.find((kind) => kind.id === id);
    return wanted(this.draft().kindId) ?? wanted(this.me.value()?.tenantId) ?? offered[0];
  });
  protected readonly kindHint = computed(() => {
    const kind = this.kind();
    return (kind && this.texts.of(kind.description)) || undefined;
  });
  protected readonly templates = rxResource({ stream: () => this.templatesApi.templates() });
  protected readonly fitting = computed(() =>
    this.templates.hasValue()
      ? this.templates.value().items.filter(({ kind, state }) => state === 'released' && kind.id === this.kind()?.id)
      : [],
  );
  private readonly templateId = computed(() => this.fitting().find(({ id }) => id === this.draft().templateId)?.id);
  protected readonly detail = rxResource({
    params: () => this.templateId(),
    stream: ({ params }) => this.templatesApi.template(params),
  });
  protected readonly template = computed(() =>
    this.templateId() !== undefined && this.detail.hasValue() ? this.detail.value() : undefined,
  );
  /** Something counts from the first day. */
  protected readonly hasDays = computed(() => this.template() !== undefined || (this.kind()?.phases.length ?? 0) > 0);
  protected readonly asked = computed(() => askedFields(this.kind()));
  private readonly hasChosen = signal(false);

  constructor() {
    effect(() => this.known.emit({ kind: this.kind(), template: this.template() }));
    effect(() => {
      const isKnown = this.templateId() === undefined || this.template() !== undefined;
      if (!this.hasChosen() || !isKnown || this.kind() === undefined) return;
      this.hasChosen.set(false);
      this.chose.emit({ kind: this.kind(), template: this.template() });
    });
  }

  protected chooseKind(kindId: string): void {
    this.changed.emit({ kindId, templateId: '' });
    this.hasChosen.set(true);
  }

  protected chooseTemplate(templateId: string): void {
    this.changed.emit({ templateId });
    this.hasChosen.set(true);
  }
}
