import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import {
  DEPARTMENT_NAMES,
  type HouseUnit,
  ROLE_CAPACITY_NAMES,
  ROLE_NAMES,
  UNIT_KIND_NAMES,
  type UnitTies,
} from '@querraum/contracts';
import { Command } from '../../core/command';
import { DateOf, formatList } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { Localized, Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Fact, Facts } from '../../ui/facts';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { HouseApi } from './house.api';
import { LastChange } from './last-change';
import { lastDay } from './periods';
import { UnitPositions } from './unit-positions';

const TIES = ['units', 'people', 'projects', 'tasks', 'cycles'] as const satisfies readonly (keyof UnitTies)[];

/** One unit: what it is, who acts in it since when, and what may be done with it. */
@Component({
  selector: 'app-unit-detail',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Alert,
    Badge,
    Button,
    DateOf,
    Fact,
    Facts,
    Icon,
    LastChange,
    Localized,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoPipe,
    UnitPositions,
  ],
  providers: [Command],
  templateUrl: './unit-detail.html',
  host: { class: 'stack' },
})
export class UnitDetail {
  readonly unitId = input.required<string>();
  readonly units = input.required<readonly HouseUnit[]>();
  readonly changed = output();
  private readonly house = inject(HouseApi);
  private readonly texts = inject(Texts);
  protected readonly command = inject(Command);
  protected readonly kinds = UNIT_KIND_NAMES;
  protected readonly departments = DEPARTMENT_NAMES;
  protected readonly roles = ROLE_NAMES;
  protected readonly capacities = ROLE_CAPACITY_NAMES;
  protected readonly lastDay = lastDay;
  protected readonly unit = rxResource({
    params: () => this.unitId(),
    stream: ({ params }) => this.house.unit(params),
  });
  protected readonly shown = computed(() => (this.unit.hasValue() ? this.unit.value() : undefined));
  protected readonly parentName = computed(
    () => this.units().find(({ id }) => id === this.shown()?.parentId)?.name ?? '',
  );
  /** What still hangs on it, in words; empty when it may be dissolved. */
  protected readonly ties = computed(() => {
    const ties = this.shown()?.ties;
    if (ties === undefined) return '';
    return formatList(
      TIES.filter((name) => ties[name] > 0).map((name) => this.texts.plural(`house.ties.${name}`, ties[name])),
    );
  });

  protected async dissolve(): Promise<void> {
    const unit = this.shown();
    if (unit === undefined) return;
    const answer = await this.command.send(() => this.house.dissolveUnit(unit.id, unit.revision));
    if (answer === undefined) return;
    this.unit.set(answer);
    this.changed.emit();
  }
}
