import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProjectDetail } from '@querraum/contracts';
import { AreaPicker, type ChosenArea } from '../../core/areas/area-picker';
import { Command } from '../../core/command';
import { ProblemView } from '../../core/problem-view';
import { CurrentProject } from '../../core/project/current-project';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { ErrorSummary, type FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { LifecycleApi } from './lifecycle.api';

interface Draft {
  title: string;
  description: string;
  areas: readonly ChosenArea[];
  /** What was read when the form was opened: whoever was faster is not overwritten. */
  read: ProjectDetail;
}

const draftOf = (read: ProjectDetail): Draft => ({
  title: read.title,
  description: read.description,
  areas: read.areas.flatMap(({ edition, ...area }) => (edition === '2021' ? [{ edition, ...area }] : [])),
  read,
});

/** Title, description and areas of a project, changed by its lead. */
@Component({
  selector: 'app-details-section',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AreaPicker, Button, ErrorSummary, Field, FieldControl, Icon, ProblemView, TranslocoPipe],
  providers: [Command],
  templateUrl: './details-section.html',
})
export class DetailsSection {
  protected readonly current = inject(CurrentProject);
  protected readonly command = inject(Command);
  private readonly lifecycle = inject(LifecycleApi);
  private readonly texts = inject(Texts);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly changed = output();
  protected readonly draft = signal<Draft | undefined>(undefined);
  protected readonly attempt = signal(0);
  protected readonly errors = signal<readonly FieldError[]>([]);
  protected readonly areaNames = computed(() =>
    this.current
      .project()
      .areas.map(({ name }) => name)
      .join(', '),
  );

  protected open(): void {
    this.command.problem.set(undefined);
    this.draft.set(draftOf(this.current.project()));
  }

  protected change(change: Partial<Draft>): void {
    this.draft.update((draft) => draft && { ...draft, ...change });
  }

  protected errorOf(fieldId: string): string | undefined {
    return this.errors().find((error) => error.fieldId === fieldId)?.message;
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const draft = this.draft();
    if (draft === undefined) return;
    this.errors.set(this.missing(draft));
    this.attempt.update((count) => count + 1);
    if (this.errors().length > 0) return;
    const { title, description, areas, read } = draft;
    const references = areas.map(({ edition, key }) => ({ edition, key }));
    const changed = await this.command.send(() =>
      this.lifecycle.change(read, { title: title.trim(), description: description.trim(), areas: references }),
    );
    if (changed === undefined) return;
    this.leave();
    this.changed.emit();
  }

  /** The form goes; whoever works by keyboard stays in its place. */
  protected leave(): void {
    this.draft.set(undefined);
    this.host.nativeElement.querySelector('h2')?.focus();
  }

  private missing({ title, areas }: Draft): FieldError[] {
    return [
      ...(title.trim().length < 3
        ? [{ fieldId: 'akte-titel', message: this.texts.say('newProject.error.title') }]
        : []),
      ...(areas.length === 0 ? [{ fieldId: 'akte-raeume', message: this.texts.say('newProject.error.areas') }] : []),
    ];
  }
}
