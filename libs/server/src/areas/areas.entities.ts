import type { AreaLevel } from '@querraum/contracts';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('area_edition')
export class AreaEdition {
  @PrimaryColumn('text') id: string;
  @Column('date') validFrom: string;
  @Column('text') attribution: string;
}

/** One area of the LOR hierarchy in one edition; `pathNames` from the Bezirk down to the parent. */
@Entity('area_unit')
@ForeignKey(() => AreaEdition, ['edition'], ['id'])
@Index('area_unit_children', ['parentKey', 'edition', 'key'])
export class AreaUnit {
  @PrimaryColumn('text') edition: string;
  @PrimaryColumn('text') key: string;
  @Column('text') level: AreaLevel;
  @Column('text') name: string;
  /** Lower case, umlauts and ß written out, for the search. */
  @Column('text') searchName: string;
  @Column('text', { nullable: true }) parentKey: string | null;
  @Column('boolean') hasChildren: boolean;
  @Column('text', { array: true }) pathNames: string[];
  @Column('bigint') areaM2: string;
  @Column('double precision', { nullable: true }) lon: number | null;
  @Column('double precision', { nullable: true }) lat: number | null;
}

/** GeoJSON geometry in WGS 84, longitude first; apart, because lists never need it. */
@Entity('area_geometry')
@ForeignKey(() => AreaUnit, ['edition', 'key'], ['edition', 'key'])
export class AreaGeometry {
  @PrimaryColumn('text') edition: string;
  @PrimaryColumn('text') key: string;
  @Column('jsonb') geometry: unknown;
}

/** Inhabitants on a reference date; higher levels are the sums of their Planungsräume. */
@Entity('area_inhabitants')
@ForeignKey(() => AreaUnit, ['edition', 'key'], ['edition', 'key'])
export class AreaInhabitants {
  @PrimaryColumn('text') edition: string;
  @PrimaryColumn('text') key: string;
  @PrimaryColumn('date') date: string;
  @Column('int') total: number;
}
