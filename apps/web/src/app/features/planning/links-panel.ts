import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LINK_KINDS, type ProjectLink } from '@querraum/contracts';
import { CurrentProject } from '../../core/project/current-project';
import { Texts } from '../../core/texts';
import { TypingPause } from '../../core/typing-pause';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { ActForm, type OpenedForm } from './act-form';
import { endForm } from './phase-form';
import { textIn, type PlanForm } from './plan-fields';
import { withNone } from './plan-options';
import { PlanEditing } from './plan-list';
import { PlanningApi } from './planning.api';
import { RowActs } from './row-acts';

/** Parent, sub-projects and related projects, as far as the reader sees them. */
@Component({
  selector: 'app-links-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ActForm, Badge, Button, EmptyState, Field, FieldControl, Icon, RouterLink, RowActs, TranslocoPipe],
  providers: [PlanEditing, TypingPause],
  templateUrl: './links-panel.html',
})
export class LinksPanel {
  readonly links = input.required<readonly ProjectLink[]>();
  readonly mayPlan = input.required<boolean>();
  protected readonly editing = inject(PlanEditing);
  private readonly api = inject(PlanningApi);
  private readonly current = inject(CurrentProject);
  private readonly texts = inject(Texts);
  private readonly typing = inject(TypingPause);
  protected readonly query = signal('');
  private readonly found = rxResource({
    params: () => (this.editing.act() === 'add' ? this.query() : undefined),
    stream: ({ params }) => this.api.projects(params),
  });
  protected readonly opened = computed((): OpenedForm | undefined => {
    const { say } = this.texts;
    const act = this.editing.act();
    const link = this.links().find(({ id }) => id === this.editing.row()?.id);
    if (act === 'add') return { act, heading: say('planning.link.add'), form: this.newForm() };
    if (link === undefined) return undefined;
    const heading = say('planning.actOn.end', { title: link.project.title });
    return { act: 'end', heading, form: endForm(say) };
  });
  private readonly newForm = computed((): PlanForm => {
    const { say } = this.texts;
    const own = this.current.project().id;
    const projects = (this.found.hasValue() ? this.found.value() : [])
      .filter(({ id, seesFile }) => id !== own && seesFile)
      .map(({ id, reference, title }) => ({ value: id, label: `${reference} ${title}` }));
    const kinds = LINK_KINDS.map((value) => ({ value, label: say(`planning.link.kind.${value}`) }));
    return {
      fields: [
        { key: 'kind', label: say('planning.link.kindLabel'), control: 'choice', options: kinds, isNeeded: true },
        {
          ...{ key: 'projectId', label: say('planning.link.project'), control: 'choice', isNeeded: true },
          options: withNone(projects, say('choose')),
        },
      ],
      values: { kind: 'parent', projectId: '' },
      entryOf: (values) => ({ kind: textIn(values, 'kind'), projectId: textIn(values, 'projectId') }),
    };
  });

  protected search(query: string): void {
    this.typing.then(() => this.query.set(query.trim()));
  }

  protected kindOf({ kind, direction }: ProjectLink): string {
    return this.texts.say(`planning.link.${direction}.${kind}`);
  }
}
