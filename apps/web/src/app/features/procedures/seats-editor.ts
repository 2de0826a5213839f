import { ChangeDetectionStrategy, Component, computed, inject, input, model, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { addresseeInWords, type FactDefinition, type UnitNames } from '@querraum/workflow';
import { inLanguage } from '../../core/language';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { addresseeGroups } from './addressee-options';
import { addresseeOf, fieldIdOf, moveSeat, removeGroup, type Waves } from './draft-edit';
import { FocusNext } from './focus-next';

/** Who co-signs, in which order and with which duty: groups one after the other, each with its seats. */
@Component({
  selector: 'app-seats-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, Icon, TranslocoPipe],
  providers: [FocusNext],
  templateUrl: './seats-editor.html',
  styleUrl: './seats-editor.scss',
})
export class SeatsEditor {
  readonly nodeId = input.required<string>();
  readonly names = input.required<UnitNames>();
  readonly errors = input.required<Record<string, string>>();
  readonly facts = input.required<readonly FactDefinition[]>();
  readonly waves = model.required<Waves>();
  private readonly focus = inject(FocusNext);
  /** What is chosen to be added, by group. */
  protected readonly adding = signal<Record<number, string>>({});
  protected readonly groups = computed(() =>
    this.waves().map((wave, index) => ({
      wave,
      error: this.errors()[this.idOf(index)] ?? (index === 0 ? this.errors()[this.idOf()] : undefined),
      seats: wave.seats.map((seat, place) => ({
        seat,
        name: inLanguage(addresseeInWords(seat.addressee, { units: this.names(), facts: this.facts() })),
        id: this.idOf(index, 'seats', place),
        error: this.errors()[this.idOf(index, 'seats', place)],
      })),
    })),
  );
  protected readonly options = computed(() => addresseeGroups(this.names(), this.facts()));

  protected idOf(...path: (string | number)[]): string {
    return fieldIdOf(this.nodeId(), 'waves', ...path);
  }

  protected choose(wave: number, value: string): void {
    this.adding.update((adding) => ({ ...adding, [wave]: value }));
  }

  protected add(wave: number): void {
    const addressee = addresseeOf(this.adding()[wave] ?? '');
    this.focus.on(this.idOf(wave, 'add'));
    if (addressee === undefined) return;
    this.changeWave(wave, ({ seats, ...rest }) => ({
      ...rest,
      seats: [...seats, { addressee, mandatory: true, kind: 'technical' }],
    }));
    this.choose(wave, '');
  }

  protected remove(wave: number, seat: number): void {
    this.focus.on(this.idOf(wave, 'add'));
    this.changeWave(wave, ({ seats, ...rest }) => ({ ...rest, seats: seats.toSpliced(seat, 1) }));
  }

  protected move(wave: number, seat: number, by: -1 | 1): void {
    const moved = this.waves()[wave]?.seats[seat];
    const after = moveSeat(this.waves(), wave, seat, by);
    this.waves.set(after);
    after.forEach(({ seats }, index) => {
      const place = seats.findIndex((one) => one === moved);
      const [here, back] = by === 1 ? ['down', 'up'] : ['up', 'down'];
      const id = this.idOf(index, 'seats', place);
      if (place >= 0) this.focus.on(`${id}-${here}`, `${id}-${back}`);
    });
  }

  protected setDuty(wave: number, seat: number, mandatory: boolean): void {
    this.changeWave(wave, ({ seats, ...rest }) => ({
      ...rest,
      seats: seats.map((one, place) => (place === seat ? { ...one, mandatory } : one)),
    }));
  }

  protected setMode(wave: number, value: string): void {
    this.changeWave(wave, (one) => ({ ...one, mode: value === 'serial' ? 'serial' : 'parallel' }));
  }

  protected addGroup(): void {
    this.focus.on(this.idOf(this.waves().length, 'add'));
    this.waves.set([...this.waves(), { mode: 'parallel', seats: [] }]);
  }

  protected removeGroup(wave: number): void {
    this.focus.on(this.idOf());
    this.waves.set(removeGroup(this.waves(), wave));
  }

  private changeWave(index: number, change: (wave: Waves[number]) => Waves[number]): void {
    this.waves.set(this.waves().map((wave, place) => (place === index ? change(wave) : wave)));
  }
}
