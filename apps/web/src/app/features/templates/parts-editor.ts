import { ChangeDetectionStrategy, Component, computed, inject, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { DEPARTMENT_NAMES, type TemplateContent, type Unit } from '@querraum/contracts';
import { ASSIGNMENT_KIND_WORDS, ASSIGNMENT_KINDS, type Department } from '@querraum/workflow';
import { inLanguage } from '../../core/language';
import { Me } from '../../core/me';
import { Localized } from '../../core/texts';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import {
  addLine,
  changeLine,
  linesOf,
  OPTIONAL_NUMBERS,
  PARTS,
  removeLine,
  unitOf,
  type NumberName,
  type PartName,
} from './template-draft';

/** What a template brings, line by line: name it, say with whom and from which day, or leave it out. */
@Component({
  selector: 'app-parts-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, Icon, Localized, TranslocoPipe],
  templateUrl: './parts-editor.html',
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 1.5rem;
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5rem 0.75rem;
      align-items: end;
    }
    .name {
      flex: 3 1 16rem;
    }
    .unit {
      flex: 2 1 12rem;
    }
    .number {
      flex: 0 1 8rem;
    }
    .also {
      order: 1;
      flex: 1 0 100%;
    }
  `,
})
export class PartsEditor {
  readonly content = model.required<TemplateContent>();
  readonly units = input.required<readonly Unit[]>();
  readonly errors = input.required<Readonly<Record<string, string>>>();
  private readonly me = inject(Me);
  protected readonly isOptional = OPTIONAL_NUMBERS;
  protected readonly taskKinds = ASSIGNMENT_KINDS;
  protected readonly taskKindWords = ASSIGNMENT_KIND_WORDS;
  protected readonly parts = computed(() => PARTS.map((part) => ({ part, lines: linesOf(this.content(), part) })));
  protected readonly departments = computed(() =>
    (Object.keys(DEPARTMENT_NAMES) as Department[])
      .map((department) => ({ value: `department:${department}`, name: inLanguage(DEPARTMENT_NAMES[department]) }))
      .sort((one, other) => one.name.localeCompare(other.name)),
  );
  protected readonly ownUnits = computed(() =>
    this.units()
      .filter(({ tenantId }) => tenantId === this.me.value()?.tenantId)
      .map(({ id, name }) => ({ value: `unit:${id}`, name })),
  );

  protected rename(part: PartName, at: number, title: string): void {
    this.content.update((content) => changeLine(content, part, at, { title }));
  }

  protected give(part: PartName, at: number, value: string): void {
    const unit = unitOf(value);
    if (unit !== undefined) this.content.update((content) => changeLine(content, part, at, { unit }));
  }

  protected count(part: PartName, at: number, name: NumberName, typed: string): void {
    const value = /^\d{1,5}$/.test(typed.trim()) ? Number(typed) : null;
    this.content.update((content) => changeLine(content, part, at, { numbers: { [name]: value } }));
  }

  protected setTaskKind(at: number, value: string): void {
    const kind = ASSIGNMENT_KINDS.find((one) => one === value);
    if (kind === undefined) return;
    this.content.update((content) => ({
      ...content,
      tasks: content.tasks.map((task, index) => (index === at ? { ...task, kind } : task)),
    }));
  }

  protected add(part: PartName): void {
    this.content.update((content) => addLine(content, part));
    const id = `${part}-${this.content()[part].length - 1}-title`;
    setTimeout(() => document.getElementById(id)?.focus());
  }

  protected remove(part: PartName, at: number): void {
    this.content.update((content) => removeLine(content, part, at));
    document.getElementById(`${part}-add`)?.focus();
  }
}
