import { ChangeDetectionStrategy, Component, computed, inject, output, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProcedureTemplate } from '@querraum/contracts';
import { Command } from '../../core/command';
import { ProblemView } from '../../core/problem-view';
import { Localized, Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { Skeleton } from '../../ui/skeleton';
import { ProcedureDraftsApi } from './procedure-drafts.api';
import { StepList } from './step-list';

/** Procedures that come with the product: to take over as they are, or to make an own one from. */
@Component({
  selector: 'app-template-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, Badge, Button, Field, FieldControl, Localized, ProblemView, Skeleton, StepList, TranslocoPipe],
  providers: [Command],
  templateUrl: './template-list.html',
})
export class TemplateList {
  readonly created = output();
  protected readonly command = inject(Command);
  private readonly api = inject(ProcedureDraftsApi);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  protected readonly templates = rxResource({ stream: () => this.api.templates() });
  protected readonly items = computed(() => (this.templates.hasValue() ? this.templates.value().items : undefined));
  /** The template that is being worked with, and what was typed for its copy. */
  protected readonly chosen = signal<string | undefined>(undefined);
  protected readonly name = signal({ de: '', en: '' });
  protected readonly errors = signal<{ de?: string; en?: string }>({});
  protected readonly taken = signal<ProcedureTemplate | undefined>(undefined);

  protected async takeOver(template: ProcedureTemplate): Promise<void> {
    this.chosen.set(template.key);
    const created = await this.command.send(() => this.api.create({ act: 'takeOver', template: template.key }));
    if (created === undefined) return;
    this.taken.set(template);
    this.templates.reload();
    this.created.emit();
  }

  protected choose(key: string): void {
    if (this.chosen() !== key) this.name.set({ de: '', en: '' });
    this.chosen.set(key);
    this.errors.set({});
    this.command.problem.set(undefined);
  }

  protected type(language: 'de' | 'en', text: string): void {
    this.name.update((name) => ({ ...name, [language]: text }));
    this.errors.update((errors) => ({ ...errors, [language]: undefined }));
  }

  protected async copy(event: Event, key: string): Promise<void> {
    event.preventDefault();
    this.choose(key);
    const name = { de: this.name().de.trim(), en: this.name().en.trim() };
    const missing = this.texts.say('procedures.nameTooShort');
    this.errors.set({ ...(name.de.length < 3 && { de: missing }), ...(name.en.length < 3 && { en: missing }) });
    const [first] = Object.keys(this.errors());
    if (first !== undefined) return document.getElementById(`${key}-name-${first}`)?.focus();
    const created = await this.command.send(() => this.api.create({ act: 'copy', template: key, name }));
    if (created !== undefined) await this.router.navigate(['/verwaltung/verfahren', created.id, 'entwurf']);
  }
}
