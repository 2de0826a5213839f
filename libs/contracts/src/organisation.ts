import { z } from 'zod';
import { CAPACITIES, Department, DEPARTMENT_WORDS } from '@querraum/workflow';

export const Role = z.enum(['CASE_WORKER', 'HEAD', 'DISTRICT_COUNCILLOR', 'ADMIN']);
export type Role = z.infer<typeof Role>;

export const UnitKind = z.enum([
  'DISTRICT_AUTHORITY',
  'SENATE_DEPARTMENT',
  'DIVISION',
  'OFFICE',
  'SECTION',
  'SERVICE_UNIT',
  'CROSS_CUTTING',
  'AREA_COORDINATION',
]);
export type UnitKind = z.infer<typeof UnitKind>;

export const Unit = z.object({
  id: z.uuid(),
  tenantId: z.uuid(),
  tenantName: z.string(),
  parentId: z.uuid().nullable(),
  code: z.string(),
  name: z.string(),
  kind: UnitKind,
  department: Department.nullable(),
});
export type Unit = z.infer<typeof Unit>;

export const UnitQuery = z.object({ query: z.string().max(100).optional(), tenantId: z.uuid().optional() });
export type UnitQuery = z.infer<typeof UnitQuery>;

export const PersonReference = z.object({ id: z.uuid(), name: z.string() });
export type PersonReference = z.infer<typeof PersonReference>;

/** A post of a unit (Dienstposten); who holds it is known in the own house alone. */
export const Position = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  code: z.string(),
  name: z.string(),
  /** Nobody holds it now: what is addressed to it falls to the unit. */
  vacant: z.boolean(),
});
export type Position = z.infer<typeof Position>;

/** A language in which the product speaks and writes. */
export const Language = z.enum(['de', 'en']);
export type Language = z.infer<typeof Language>;

export const MailNotifications = z.enum(['immediately', 'never']);
export type MailNotifications = z.infer<typeof MailNotifications>;

/** One authority of the signed-in person, read from the database now. */
export const OwnGrant = z.object({
  unit: Unit,
  role: Role,
  capacity: z.enum(CAPACITIES),
  onBehalfOf: PersonReference.nullable(),
});

export const Me = z.object({
  id: z.uuid(),
  name: z.string(),
  username: z.string(),
  tenantId: z.uuid(),
  /** Where messages go; kept by the administration. */
  email: z.string().nullable(),
  language: Language,
  mailNotifications: MailNotifications,
  grants: z.array(OwnGrant),
  isAdmin: z.boolean(),
  /** Units whose inbox the person sees: the own ones, for heads those below too. */
  inboxUnitIds: z.array(z.uuid()),
});
export type Me = z.infer<typeof Me>;

/** What people decide for themselves; what is left out stays. */
export const OwnSettings = z
  .strictObject({ language: Language.optional(), mailNotifications: MailNotifications.optional() })
  .refine((settings) => Object.keys(settings).length > 0);
export type OwnSettings = z.infer<typeof OwnSettings>;

/** Open to everyone: what the web app must know before sign-in. */
export const Configuration = z.object({
  issuer: z.string(),
  clientId: z.string(),
  version: z.string(),
  demo: z.boolean(),
  testClock: z.boolean(),
  now: z.string(),
  /** Whether requests begin traces (`traceparent`). */
  tracing: z.boolean().optional(),
});
export type Configuration = z.infer<typeof Configuration>;

export const DEPARTMENT_NAMES = DEPARTMENT_WORDS;
