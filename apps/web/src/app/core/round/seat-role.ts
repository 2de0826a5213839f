import { Injectable, inject } from '@angular/core';
import type { RunDetail, SeatView } from '@querraum/contracts';
import { Me } from '../me';
import { SeatRole } from './seat-duties';

/** What the signed-in person is to the seats of a run. */
@Injectable({ providedIn: 'root' })
export class SeatRoles {
  private readonly me = inject(Me);

  of(run: RunDetail, seat: SeatView): SeatRole {
    const name = this.me.value()?.name;
    return {
      lead: run.actsForLead,
      party: this.me.unitIds().has(seat.unit.id),
      answerer: seat.current?.by?.person !== undefined && seat.current.by.person === name,
      owner: seat.owner !== null && seat.owner === name,
    };
  }
}
