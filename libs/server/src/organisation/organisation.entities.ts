import type { Department } from '@querraum/workflow';
import type { Language, MailNotifications, Role, UnitKind } from '@querraum/contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

const INSTANT = { type: 'timestamptz', precision: 3 } as const;

/** An authority: a Bezirksamt or a Senate department. `state` is the Land whose holidays count. */
@Entity('tenant')
export class Tenant {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { unique: true }) key: string;
  @Column('text') name: string;
  @Column('text') kind: 'DISTRICT_AUTHORITY' | 'SENATE_DEPARTMENT';
  @Column('text') state: string;
  @Column('boolean', { default: false }) demo: boolean;
  /** Another one whenever a unit, a name or a closed day of the house becomes another (docs/adr/0039). */
  @Column('bigint', { default: 0 }) revision: string;
}

@Entity('org_unit')
@ForeignKey(() => Tenant, ['tenantId'], ['id'])
@ForeignKey(() => OrgUnit, ['tenantId', 'parentId'], ['tenantId', 'id'])
@Index(['tenantId', 'code'], { unique: true })
@Index(['id'], { unique: true })
export class OrgUnit {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { nullable: true }) parentId: string | null;
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('text') kind: UnitKind;
  @Column('text', { nullable: true }) department: Department | null;
  @Column('boolean', { default: false }) demo: boolean;
  @Column({ ...INSTANT, nullable: true }) dissolvedAt: Date | null;
  @Column('int', { default: 1 }) revision: number;
  @Column({ ...INSTANT, nullable: true }) changedAt: Date | null;
  @Column('uuid', { nullable: true }) changedBy: string | null;
}

/**
 * A person is who the identity provider says: (issuer, subject), never a name or mail address. Without subject they wait
 * for their first sign-in under the username (ADR 0019).
 */
@Entity('person')
@ForeignKey(() => Tenant, ['tenantId'], ['id'])
@Index(['issuer', 'subject'], { unique: true })
@Index('person_awaited', ['issuer', 'username'], {
  unique: true,
  where: 'subject is null and disabled_at is null',
})
@Index('person_username', ['tenantId', 'username'], { unique: true, where: 'disabled_at is null' })
@Check('person_language', "language in ('de', 'en')")
@Check('person_mail_notifications', "mail_notifications in ('immediately', 'never')")
@Index(['id'], { unique: true })
export class Person {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('text') issuer: string;
  @Column('text', { nullable: true }) subject: string | null;
  @Column('text') username: string;
  @Column('text') name: string;
  @Column('text', { nullable: true }) email: string | null;
  /** Of the messages that are written to the person. */
  @Column('text', { default: 'de' }) language: Language;
  @Column('text', { default: 'immediately' }) mailNotifications: MailNotifications;
  @Column({ ...INSTANT, nullable: true }) disabledAt: Date | null;
  @Column({ ...INSTANT, nullable: true }) boundAt: Date | null;
  @Column('boolean', { default: false }) demo: boolean;
  @Column('int', { default: 1 }) revision: number;
  @Column({ ...INSTANT, nullable: true }) changedAt: Date | null;
  @Column('uuid', { nullable: true }) changedBy: string | null;
}

/** A post of a unit (Dienstposten). Ended, never deleted: the past names it. */
@Entity('position')
@ForeignKey(() => OrgUnit, ['tenantId', 'unitId'], ['tenantId', 'id'])
@Index(['id'], { unique: true })
@Index('position_code', ['unitId', 'code'], { unique: true, where: 'ended_at is null' })
export class Position {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') unitId: string;
  @Column('text') code: string;
  @Column('text') name: string;
  @Column({ ...INSTANT, nullable: true }) endedAt: Date | null;
  @Column('int', { default: 1 }) revision: number;
}

/** What a person may do in a unit, from when to when; capacity is the formula of the signature. */
@Entity('membership')
@ForeignKey(() => Person, ['tenantId', 'personId'], ['tenantId', 'id'])
@ForeignKey(() => OrgUnit, ['tenantId', 'unitId'], ['tenantId', 'id'])
@ForeignKey(() => Position, ['tenantId', 'positionId'], ['tenantId', 'id'])
@Index(['tenantId', 'personId'])
@Index(['tenantId', 'unitId'])
export class Membership {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  @Column('uuid') unitId: string;
  @Column('text') role: Role;
  @Column('text') capacity: 'HEAD' | 'BY_ORDER';
  /** The post that goes with this role. */
  @Column('uuid', { nullable: true }) positionId: string | null;
  @Column(INSTANT) validFrom: Date;
  @Column({ ...INSTANT, nullable: true }) validTo: Date | null;
}

/** Vertretung: the deputy acts i. V. for the principal within the period; the reason of an absence is never stored. */
@Entity('deputation')
@ForeignKey(() => Person, ['tenantId', 'principalId'], ['tenantId', 'id'])
@ForeignKey(() => Person, ['tenantId', 'deputyId'], ['tenantId', 'id'])
@Index(['tenantId', 'deputyId'])
export class Deputation {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') principalId: string;
  @Column('uuid') deputyId: string;
  @Column(INSTANT) validFrom: Date;
  @Column(INSTANT) validTo: Date;
}
