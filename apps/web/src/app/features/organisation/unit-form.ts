import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { DEPARTMENT_NAMES, UNIT_KIND_NAMES, type UnitEntry, type UnitKind } from '@querraum/contracts';
import type { Department } from '@querraum/workflow';
import { Command } from '../../core/command';
import { ProblemView } from '../../core/problem-view';
import { Localized, Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { ErrorSummary, type FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { formErrors } from './form-errors';
import { HouseApi } from './house.api';
import { indented, possibleParents } from './unit-tree';

interface UnitDraft {
  name: string;
  code: string;
  kind: string;
  department: string;
  parentId: string;
}

const FIELDS = { name: 'name', code: 'kuerzel', kind: 'art', department: 'ressort', parentId: 'uebergeordnet' };

/** A new unit, or the data of one that is there. */
@Component({
  selector: 'app-unit-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Button,
    ErrorSummary,
    Field,
    FieldControl,
    Localized,
    PageHead,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [Command],
  templateUrl: './unit-form.html',
})
export class UnitForm {
  /** From the address: the unit that is changed; or under which the new one shall be. */
  readonly id = input<string>();
  readonly unter = input<string>();
  private readonly house = inject(HouseApi);
  private readonly texts = inject(Texts);
  private readonly router = inject(Router);
  protected readonly command = inject(Command);
  protected readonly indented = indented;
  protected readonly kindNames = UNIT_KIND_NAMES;
  protected readonly kinds = Object.keys(UNIT_KIND_NAMES) as UnitKind[];
  protected readonly departmentNames = DEPARTMENT_NAMES;
  protected readonly departments = Object.keys(DEPARTMENT_NAMES) as Department[];
  protected readonly units = rxResource({ stream: () => this.house.units() });
  private readonly all = computed(() => (this.units.hasValue() ? this.units.value().items : []));
  private readonly unit = computed(() => this.all().find(({ id }) => id === this.id()));
  protected readonly name = computed(() => this.unit()?.name);
  protected readonly isRoot = computed(() => this.unit()?.parentId === null);
  protected readonly parents = computed(() => possibleParents(this.all(), this.id()));
  protected readonly draft = linkedSignal<UnitDraft>(() => {
    const unit = this.unit();
    return unit === undefined
      ? { name: '', code: '', kind: 'OFFICE', department: '', parentId: this.unter() ?? '' }
      : {
          name: unit.name,
          code: unit.code,
          kind: unit.kind,
          department: unit.department ?? '',
          parentId: unit.parentId ?? '',
        };
  });
  protected readonly attempt = signal(0);
  protected readonly errors = signal<readonly FieldError[]>([]);

  protected change(change: Partial<UnitDraft>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
    const left = new Set(this.missing().map(({ fieldId }) => fieldId));
    this.errors.update((errors) => errors.filter(({ fieldId }) => left.has(fieldId)));
  }

  protected errorOf(fieldId: string): string | undefined {
    return this.errors().find((error) => error.fieldId === fieldId)?.message;
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.command.busy()) return;
    this.errors.set(this.missing());
    if (this.errors().length === 0) {
      const answer = await this.command.send(() => this.save());
      if (answer !== undefined) {
        await this.router.navigate(['/verwaltung/organisation'], { queryParams: { einheit: answer.id } });
        return;
      }
      const problem = this.command.problem();
      if (problem !== undefined) this.errors.set(formErrors(problem, FIELDS));
    }
    this.attempt.update((count) => count + 1);
  }

  private save() {
    const { name, code, kind, department, parentId } = this.draft();
    const entry = {
      ...{ name, code, kind, department: department || null },
      parentId: this.isRoot() ? null : parentId,
    } as UnitEntry;
    const unit = this.unit();
    return unit === undefined ? this.house.addUnit(entry) : this.house.changeUnit(unit.id, entry, unit.revision);
  }

  private missing(): FieldError[] {
    const { name, code, parentId } = this.draft();
    const say = (fieldId: string, key: string) => ({ fieldId, message: this.texts.say(`house.missing.${key}`) });
    return [
      ...(name.trim().length < 2 ? [say('name', 'name')] : []),
      ...(code.trim() === '' ? [say('kuerzel', 'code')] : []),
      ...(parentId === '' && !this.isRoot() ? [say('uebergeordnet', 'parent')] : []),
    ];
  }
}
