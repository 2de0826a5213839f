import type { HouseDayKind } from '@querraum/contracts';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Person, Tenant } from '../organisation/organisation.entities';

/** Public holidays of a Land, shared by its houses; seeded, and changed for one house only by its house days. */
@Entity('holiday')
export class Holiday {
  @PrimaryColumn('text') state: string;
  @PrimaryColumn('date') date: string;
  @Column('text') name: string;
}

/** A day on which this house is closed though no holiday, or works though one. */
@Entity('house_day')
@ForeignKey(() => Tenant, ['tenantId'], ['id'])
@Check('house_day_kind', "kind in ('closed', 'open')")
export class HouseDay {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('date') date: string;
  @Column('text') name: string;
  @Column('text', { default: 'closed' }) kind: HouseDayKind;
}

/** Counts the changes of a house's calendar, so that two editors do not overwrite each other. */
@Entity('house_calendar')
@ForeignKey(() => Tenant, ['tenantId'], ['id'])
export class HouseCalendar {
  @PrimaryColumn('uuid') tenantId: string;
  @Column('int') revision: number;
}

/** What was changed, by whom, when; `effect` says what it made of the day, `null` where it was closed before and after. */
@Entity('calendar_change')
@ForeignKey(() => Person, ['tenantId', 'personId'], ['tenantId', 'id'])
export class CalendarChange {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('int') revision: number;
  @PrimaryColumn('date') date: string;
  @Column('text') name: string;
  @Column('text') kind: HouseDayKind;
  @Column('text') act: 'added' | 'removed';
  @Column('text', { nullable: true }) effect: 'closed' | 'opened' | null;
  @Column('uuid') personId: string;
  @Column({ type: 'timestamptz', precision: 3 }) at: Date;
}
