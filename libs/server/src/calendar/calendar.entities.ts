import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Tenant } from '../organisation/organisation.entities';

/** Public holidays of a Land; seeded, then edited here, because the law changes by data and not by release. */
@Entity('holiday')
export class Holiday {
  @PrimaryColumn('text') state: string;
  @PrimaryColumn('date') date: string;
  @Column('text') name: string;
}

/** A day on which this house is closed though no holiday. */
@Entity('house_day')
@ForeignKey(() => Tenant, ['tenantId'], ['id'])
export class HouseDay {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('date') date: string;
  @Column('text') name: string;
}
