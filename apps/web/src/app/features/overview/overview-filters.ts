import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { OverviewFilter } from '@querraum/contracts';
import { catchError, forkJoin, map, of } from 'rxjs';
import { AreaPicker, type ChosenArea } from '../../core/areas/area-picker';
import { AreasApi } from '../../core/areas/areas.api';
import { kept } from '../../core/kept';
import { OrganisationApi } from '../../core/organisation.api';
import { UnitChoice } from '../../core/round/unit-choice';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { DEPARTMENT_CHOICES, STAGE_CHOICES, toggled, type OverviewAddress } from './overview-filter';

export type AddressChange = Partial<Record<keyof OverviewAddress, string | null>>;

/** What narrows the list: Ressort, area, state, unit that is waited for. What is chosen can be seen and taken away. */
@Component({
  selector: 'app-overview-filters',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AreaPicker, Button, Chip, TranslocoPipe, UnitChoice],
  templateUrl: './overview-filters.html',
  styleUrl: './overview-filters.scss',
})
export class OverviewFilters {
  readonly filter = input.required<OverviewFilter>();
  readonly changed = output<AddressChange>();
  private readonly areasApi = inject(AreasApi);
  private readonly organisation = inject(OrganisationApi);
  private readonly texts = inject(Texts);
  protected readonly departments = DEPARTMENT_CHOICES;
  protected readonly stages = STAGE_CHOICES;
  protected readonly toggled = toggled;
  protected readonly unit = signal('');
  protected readonly nothing: AddressChange = { ressort: null, raum: null, stand: null, stelle: null };

  /** Names of the keys in the address; one that does not exist keeps its key, and the list says what is wrong with it. */
  private readonly named = rxResource({
    params: () => this.filter().area?.join(',') ?? '',
    stream: ({ params }) =>
      params === ''
        ? of<ChosenArea[]>([])
        : forkJoin(
            params.split(',').map((key) =>
              this.areasApi.area(key).pipe(
                map(({ name, level }): ChosenArea => ({ edition: '2021', key, name, level })),
                catchError(() => of<ChosenArea>({ edition: '2021', key, name: key, level: 'PLR' })),
              ),
            ),
          ),
  });
  private readonly known = kept(this.named, () => '');
  protected readonly areas = computed(() => {
    const keys = this.filter().area ?? [];
    return (this.known() ?? []).filter(({ key }) => keys.includes(key));
  });
  private readonly units = rxResource({ stream: () => this.organisation.units });
  protected readonly chips = computed(() => {
    const { department, stage, unit } = this.filter();
    const units = this.units.hasValue() ? this.units.value().items : [];
    const chip = (kind: string, value: string, name: string, without: AddressChange) => ({
      key: `${kind} ${value}`,
      kind: this.texts.say(`overview.${kind}`),
      name,
      without,
    });
    return [
      ...(department ?? []).map((value) =>
        chip('department', value, this.texts.say(`departments.${value}`), { ressort: toggled(department, value) }),
      ),
      ...this.areas().map(({ key, name }) => chip('areas', key, name, { raum: toggled(this.filter().area, key) })),
      ...(stage ?? []).map((value) =>
        chip('stages', value, this.texts.say(`overview.stage.${value}`), { stand: toggled(stage, value) }),
      ),
      ...(unit ?? []).map((value) =>
        chip('waitsFor', value, units.find(({ id }) => id === value)?.name ?? value, { stelle: toggled(unit, value) }),
      ),
    ];
  });

  protected chosenCount(values: readonly string[] | undefined): string {
    return values === undefined ? '' : ` (${values.length})`;
  }

  protected chooseAreas(areas: readonly ChosenArea[]): void {
    this.changed.emit({ raum: areas.map(({ key }) => key).join(',') || null });
  }

  protected addUnit(): void {
    const id = this.unit();
    if (id === '') return;
    this.unit.set('');
    this.changed.emit({ stelle: toggled(this.filter().unit, id) });
  }
}
