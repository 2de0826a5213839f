import { z } from 'zod';
import { Department, type LocalizedText } from '@querraum/workflow';
import { PersonReference, Role, UnitKind } from './organisation';
import { Instant, LocalDate, PageQuery } from './page';

/** Own house as its administrators see it: units, people, roles, deputations. */

export const UNIT_KIND_NAMES = {
  DISTRICT_AUTHORITY: { de: 'Bezirksamt', en: 'District authority' },
  SENATE_DEPARTMENT: { de: 'Senatsverwaltung', en: 'Senate department' },
  DIVISION: { de: 'Geschäftsbereich', en: 'Division' },
  OFFICE: { de: 'Amt', en: 'Office' },
  SECTION: { de: 'Fachbereich', en: 'Section' },
  SERVICE_UNIT: { de: 'Serviceeinheit', en: 'Service unit' },
  CROSS_CUTTING: { de: 'Querschnittseinheit', en: 'Cross-cutting unit' },
  AREA_COORDINATION: { de: 'OE SPK', en: 'Area coordination' },
} as const satisfies Record<UnitKind, LocalizedText>;

export const ROLE_NAMES = {
  CASE_WORKER: { de: 'Sachbearbeitung', en: 'Case work' },
  HEAD: { de: 'Leitung', en: 'Head' },
  DISTRICT_COUNCILLOR: { de: 'Bezirksstadtrat/-rätin', en: 'District councillor' },
  ADMIN: { de: 'Fachadministration', en: 'Administration' },
} as const satisfies Record<Role, LocalizedText>;

/** The formula of a signature that a role carries by itself; a deputy signs i. V. whatever the role. */
export const RoleCapacity = z.enum(['HEAD', 'BY_ORDER']);
export type RoleCapacity = z.infer<typeof RoleCapacity>;
export const ROLE_CAPACITY_NAMES = {
  HEAD: { de: 'ohne Zusatz', en: 'without suffix' },
  BY_ORDER: { de: 'im Auftrag (i. A.)', en: 'by order (i. A.)' },
} as const satisfies Record<RoleCapacity, LocalizedText>;
export const USUAL_CAPACITY = {
  CASE_WORKER: 'BY_ORDER',
  HEAD: 'HEAD',
  DISTRICT_COUNCILLOR: 'HEAD',
  ADMIN: 'BY_ORDER',
} as const satisfies Record<Role, RoleCapacity>;

/** Kürzel: what stands in lists and in CSV files. */
export const UnitCode = z
  .string()
  .trim()
  .min(1)
  .max(30)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._/-]*$/u);
export const UnitName = z.string().trim().min(2).max(150);
export const PersonName = z.string().trim().min(2).max(150);
/** As the sign-in knows it; Keycloak keeps usernames in small letters. */
export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .min(2)
  .max(100)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._@+-]*$/u);

/** Who changed it last and when; `by` is null for what came with the installation. */
export const LastChange = z.object({ at: Instant, by: PersonReference.nullable() });
export type LastChange = z.infer<typeof LastChange>;

/** `nobody`: no one may act for it · `noHead`: an office or section without head. */
export const UnitGap = z.enum(['nobody', 'noHead']);
export type UnitGap = z.infer<typeof UnitGap>;

export const HouseUnit = z.object({
  id: z.uuid(),
  parentId: z.uuid().nullable(),
  code: z.string(),
  name: z.string(),
  kind: UnitKind,
  department: Department.nullable(),
  dissolvedAt: Instant.nullable(),
  revision: z.int(),
  lastChange: LastChange.nullable(),
  /** People with a role in this unit now. */
  people: z.int(),
  gaps: z.array(UnitGap),
});
export type HouseUnit = z.infer<typeof HouseUnit>;

/** What still hangs on a unit; while anything does, it cannot be dissolved. */
export const UnitTies = z.object({
  units: z.int(),
  people: z.int(),
  projects: z.int(),
  tasks: z.int(),
  /** Closed projects that it leads and whose Fortschreibung is still to come. */
  cycles: z.int(),
});
export type UnitTies = z.infer<typeof UnitTies>;

export const PersonRole = z.object({
  id: z.uuid(),
  unit: z.object({ id: z.uuid(), code: z.string(), name: z.string() }),
  role: Role,
  capacity: RoleCapacity,
  /** The post that the person holds with this role. */
  position: z.object({ id: z.uuid(), code: z.string(), name: z.string() }).nullable(),
  validFrom: Instant,
  validTo: Instant.nullable(),
});
export type PersonRole = z.infer<typeof PersonRole>;

export const HousePerson = z.object({
  id: z.uuid(),
  name: z.string(),
  username: z.string(),
  /** Where mail goes; without one there is none. */
  email: z.string().nullable(),
  /** Bound to an account of the sign-in: at the first sign-in with this username. */
  boundAt: Instant.nullable(),
  isBound: z.boolean(),
  disabledAt: Instant.nullable(),
  revision: z.int(),
  lastChange: LastChange.nullable(),
  /** Now and to come. */
  roles: z.array(PersonRole),
});
export type HousePerson = z.infer<typeof HousePerson>;

export const HouseDeputation = z.object({
  id: z.uuid(),
  principal: PersonReference,
  deputy: PersonReference,
  validFrom: Instant,
  validTo: Instant,
});
export type HouseDeputation = z.infer<typeof HouseDeputation>;

/** A post with who holds it now, for the administrators of the house. */
export const HousePosition = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  holders: z.array(PersonReference),
  endedAt: Instant.nullable(),
  revision: z.int(),
});
export type HousePosition = z.infer<typeof HousePosition>;

export const HouseUnitDetail = HouseUnit.extend({
  members: z.array(HousePerson),
  positions: z.array(HousePosition),
  ties: UnitTies,
});
export type HouseUnitDetail = z.infer<typeof HouseUnitDetail>;
export const HousePersonDetail = HousePerson.extend({
  /** Roles that have ended, the youngest first. */
  formerRoles: z.array(PersonRole),
  /** As principal or as deputy, now and to come. */
  deputations: z.array(HouseDeputation),
});
export type HousePersonDetail = z.infer<typeof HousePersonDetail>;

export const UnitEntry = z.strictObject({
  code: UnitCode,
  name: UnitName,
  kind: UnitKind,
  department: Department.nullable(),
  parentId: z.uuid().nullable(),
});
export type UnitEntry = z.infer<typeof UnitEntry>;

export const Email = z.email().max(200);
export const PersonEntry = z.strictObject({
  name: PersonName,
  username: Username,
  email: Email.nullable().default(null),
});
export type PersonEntry = z.infer<typeof PersonEntry>;
export const PersonChange = z.strictObject({
  name: PersonName.optional(),
  username: Username.optional(),
  email: Email.nullable().optional(),
  disabled: z.boolean().optional(),
});
export type PersonChange = z.infer<typeof PersonChange>;

/** `from` and `to` are days in Europe/Berlin; `to` is the last one. Without `from` it begins now. */
export const RoleEntry = z.strictObject({
  unitId: z.uuid(),
  role: Role,
  capacity: RoleCapacity,
  from: LocalDate.nullable().default(null),
  to: LocalDate.nullable().default(null),
});
export type RoleEntry = z.infer<typeof RoleEntry>;
/** The last day; null ends it now. */
export const RoleEnd = z.strictObject({ to: LocalDate.nullable() });
export type RoleEnd = z.infer<typeof RoleEnd>;

export const PositionEntry = z.strictObject({ code: UnitCode, name: UnitName });
export type PositionEntry = z.infer<typeof PositionEntry>;
/** The post that goes with a role; `null` for none. */
export const RolePosition = z.strictObject({ positionId: z.uuid().nullable() });
export type RolePosition = z.infer<typeof RolePosition>;

export const DeputationEntry = z.strictObject({ deputyId: z.uuid(), from: LocalDate.nullable(), to: LocalDate });
export type DeputationEntry = z.infer<typeof DeputationEntry>;

export const PeopleQuery = PageQuery.extend({ query: z.string().max(100).optional() });
export type PeopleQuery = z.infer<typeof PeopleQuery>;
