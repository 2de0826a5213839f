import { z } from 'zod';
import { AreaReference } from './areas';
import { Instant, LocalDate, PageQuery } from './page';
import { ProjectArea } from './projects';
import { UnitReference } from './runs';

/** The plan of a project: what shall happen until when, with whom it lies, what endangers it and who has decided what. */

/** So many of a kind can be in the plan of one project; beyond that it is several projects. */
export const PLAN_LIMITS = {
  phases: 30,
  milestones: 300,
  measures: 500,
  risks: 300,
  resolutions: 500,
  citations: 500,
  links: 100,
} as const;
export type PlanKind = keyof typeof PLAN_LIMITS;
/** A sub-project of a sub-project …: no deeper than this. */
export const PROJECT_DEPTH = 5;

const Title = z.string().trim().min(1).max(200);
const Words = z.string().trim().max(2000).default('');
const Reason = z.string().trim().min(3).max(1000);
/** Place in the list, from 1; a new thing without one comes last. */
const Position = z.int().min(1).max(1000);

/** Why something leaves the plan; it stays in the history. */
export const PlanEnding = z.strictObject({ reason: Reason });
export type PlanEnding = z.infer<typeof PlanEnding>;

/** At most one phase of a project is `current`. */
export const PHASE_STATES = ['planned', 'current', 'done'] as const;
export const PhaseState = z.enum(PHASE_STATES);
export type PhaseState = z.infer<typeof PhaseState>;
/** `from` and `to` are days, `to` is the last one. */
export const PhaseEntry = z.strictObject({
  name: Title,
  from: LocalDate,
  to: LocalDate,
  position: Position.optional(),
});
export type PhaseEntry = z.infer<typeof PhaseEntry>;
export const PhaseStep = z.strictObject({ state: PhaseState });
export type PhaseStep = z.infer<typeof PhaseStep>;
export const Phase = z.object({
  id: z.uuid(),
  revision: z.int(),
  name: z.string(),
  position: z.int(),
  from: LocalDate,
  to: LocalDate,
  state: PhaseState,
});
export type Phase = z.infer<typeof Phase>;

export const MilestoneEntry = z.strictObject({
  name: Title,
  day: LocalDate,
  unitId: z.uuid(),
  phaseId: z.uuid().nullable().default(null),
});
export type MilestoneEntry = z.infer<typeof MilestoneEntry>;
/** The day on which it was reached; `null` takes that back. */
export const MilestoneStep = z.strictObject({ doneOn: LocalDate.nullable() });
export type MilestoneStep = z.infer<typeof MilestoneStep>;
export const Milestone = z.object({
  id: z.uuid(),
  revision: z.int(),
  name: z.string(),
  day: LocalDate,
  doneOn: LocalDate.nullable(),
  unit: UnitReference,
  phase: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  isOverdue: z.boolean(),
  /** The day lies outside its phase, or, without one, outside everything that the phases cover. */
  isOutside: z.boolean(),
  allowed: z.array(z.enum(['plan:report'])),
});
export type Milestone = z.infer<typeof Milestone>;

/** Ideas for the Bedarfsgruppe of a measure: a group, never a person. */
export const TARGET_GROUPS = [
  'Kinder im Vorschulalter',
  'Schulkinder',
  'Jugendliche und junge Erwachsene',
  'Familien',
  'Alleinerziehende',
  'Ältere Menschen',
  'Menschen mit Behinderung',
  'Menschen mit Fluchtgeschichte',
  'Wohnungslose Menschen',
  'Alle Menschen im Sozialraum',
] as const;

export const MEASURE_STATES = ['planned', 'running', 'done', 'abandoned'] as const;
export const MeasureState = z.enum(MEASURE_STATES);
export type MeasureState = z.infer<typeof MeasureState>;
/** A unit, or in words whom the administration works with: a Träger, a school, a club. */
export const PartnerInput = z.union([
  z.strictObject({ unitId: z.uuid() }),
  z.strictObject({ name: z.string().trim().min(2).max(150) }),
]);
export type PartnerInput = z.infer<typeof PartnerInput>;
export const MeasureEntry = z.strictObject({
  title: Title,
  description: z.string().trim().max(4000).default(''),
  leadUnitId: z.uuid(),
  partners: z.array(PartnerInput).max(30).default([]),
  targetGroup: z.string().trim().max(200).default(''),
  /** Some of the project's areas; none means all of them. */
  areas: z.array(AreaReference).max(50).default([]),
  from: LocalDate.nullable().default(null),
  to: LocalDate.nullable().default(null),
  isKey: z.boolean().default(false),
  position: Position.optional(),
});
export type MeasureEntry = z.infer<typeof MeasureEntry>;
/** How it stands, in words; whoever abandons a measure says why. */
export const MeasureStep = z.strictObject({ state: MeasureState, note: Words });
export type MeasureStep = z.infer<typeof MeasureStep>;
export const Measure = z.object({
  id: z.uuid(),
  revision: z.int(),
  position: z.int(),
  title: z.string(),
  description: z.string(),
  leadUnit: UnitReference,
  partners: z.array(z.object({ unitId: z.uuid().nullable(), name: z.string() })),
  targetGroup: z.string(),
  areas: z.array(ProjectArea),
  from: LocalDate.nullable(),
  to: LocalDate.nullable(),
  isKey: z.boolean(),
  state: MeasureState,
  note: z.string(),
  /** When the state or its note was last said. */
  statedAt: Instant,
  statedBy: z.string(),
  isOverdue: z.boolean(),
  allowed: z.array(z.enum(['plan:report'])),
});
export type Measure = z.infer<typeof Measure>;
export const MeasureQuery = PageQuery.extend({ state: MeasureState.optional() });
export type MeasureQuery = z.infer<typeof MeasureQuery>;
export const MeasureExportQuery = z.object({ language: z.enum(['de', 'en']).default('de') });
export type MeasureExportQuery = z.infer<typeof MeasureExportQuery>;

export const RISK_CATEGORIES = [
  'personnel',
  'money',
  'law',
  'space',
  'agreement',
  'participation',
  'time',
  'other',
] as const;
export const RiskCategory = z.enum(RISK_CATEGORIES);
export type RiskCategory = z.infer<typeof RiskCategory>;
export const RISK_STATES = ['open', 'handled', 'closed'] as const;
export const RiskState = z.enum(RISK_STATES);
export type RiskState = z.infer<typeof RiskState>;
/** Low, medium, high. */
export const RiskLevel = z.union([z.literal(1), z.literal(2), z.literal(3)]);
export type RiskLevel = z.infer<typeof RiskLevel>;
const RiskWords = { category: RiskCategory, title: Title, description: Words, unitId: z.uuid() };
/** A risk may happen; an obstacle (Hemmnis) is there, and may need the decision of a unit. */
export const RiskEntry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('risk'), ...RiskWords, likelihood: RiskLevel, impact: RiskLevel }),
  z.strictObject({ kind: z.literal('obstacle'), ...RiskWords, decisionUnitId: z.uuid().nullable().default(null) }),
]);
export type RiskEntry = z.infer<typeof RiskEntry>;
/** `handled`: something is done about it · `closed`: it no longer threatens. Both say how. */
export const RiskStep = z.strictObject({ state: RiskState, words: Words });
export type RiskStep = z.infer<typeof RiskStep>;
export const Risk = z.object({
  id: z.uuid(),
  revision: z.int(),
  kind: z.enum(['risk', 'obstacle']),
  category: RiskCategory,
  title: z.string(),
  description: z.string(),
  unit: UnitReference,
  likelihood: RiskLevel.nullable(),
  impact: RiskLevel.nullable(),
  decisionUnit: UnitReference.nullable(),
  state: RiskState,
  words: z.string(),
  statedAt: Instant,
  statedBy: z.string(),
  allowed: z.array(z.enum(['plan:report'])),
});
export type Risk = z.infer<typeof Risk>;

/** Ideas for who decides. */
export const RESOLUTION_BODIES = [
  'Bezirksamt',
  'Bezirksverordnetenversammlung (BVV)',
  'Jugendhilfeausschuss',
  'Steuerungsrunde',
  'Quartiersrat',
  'Senat von Berlin',
  'Abgeordnetenhaus von Berlin',
] as const;

/** A Beschluss: what a body has decided. It is never changed; a correcting entry takes its place. */
export const ResolutionEntry = z.strictObject({
  body: z.string().trim().min(2).max(150),
  decidedOn: LocalDate,
  /** Of the paper, as `Drucksache 0167/V`. */
  number: z.string().trim().max(60).default(''),
  text: z.string().trim().min(1).max(10_000),
  /** „einstimmig“, „mit 31 gegen 12 Stimmen“, „vertagt“. */
  result: z.string().trim().max(300).default(''),
  documentId: z.uuid().nullable().default(null),
});
export type ResolutionEntry = z.infer<typeof ResolutionEntry>;
export const ResolutionCorrection = ResolutionEntry.extend({ reason: Reason });
export type ResolutionCorrection = z.infer<typeof ResolutionCorrection>;
export const Resolution = z.object({
  id: z.uuid(),
  body: z.string(),
  decidedOn: LocalDate,
  number: z.string(),
  text: z.string(),
  result: z.string(),
  document: z.object({ id: z.uuid(), title: z.string() }).nullable(),
  enteredAt: Instant,
  enteredBy: z.string(),
  /** The entry whose place this one takes, and why. */
  corrects: z.uuid().nullable(),
  correctionReason: z.string(),
  /** The entry that has taken its place: this one no longer counts. */
  correctedBy: z.uuid().nullable(),
});
export type Resolution = z.infer<typeof Resolution>;

/** Only addresses of the web: no script, no file. */
export const WebAddress = z
  .string()
  .trim()
  .max(1000)
  .regex(/^https?:\/\/[^\s"'<>\\]+$/i)
  .pipe(z.url());
/** A Fundstelle: where something can be read up. */
export const CitationEntry = z.strictObject({
  title: Title,
  source: z.string().trim().max(300).default(''),
  link: WebAddress.nullable().default(null),
});
export type CitationEntry = z.infer<typeof CitationEntry>;
export const Citation = z.object({
  id: z.uuid(),
  revision: z.int(),
  title: z.string(),
  source: z.string(),
  link: z.string().nullable(),
});
export type Citation = z.infer<typeof Citation>;

/** `parent`: the project becomes a sub-project of the other one. */
export const LINK_KINDS = ['parent', 'belongsTogether', 'replaces', 'depends'] as const;
export const LinkKind = z.enum(LINK_KINDS);
export type LinkKind = z.infer<typeof LinkKind>;
export const LinkEntry = z.strictObject({ kind: LinkKind, projectId: z.uuid() });
export type LinkEntry = z.infer<typeof LinkEntry>;
/** A linked project, seen from this one; whoever does not see that project does not see the link either. */
export const ProjectLink = z.object({
  id: z.uuid(),
  kind: LinkKind,
  /** `to`: this project names the other (its parent, what it replaces or depends on); `from`: it is named by the other. */
  direction: z.enum(['to', 'from']),
  project: z.object({
    id: z.uuid(),
    reference: z.string(),
    title: z.string(),
    state: z.enum(['open', 'closed']),
    leadUnitName: z.string(),
  }),
  since: Instant,
});
export type ProjectLink = z.infer<typeof ProjectLink>;

/** What stands above the lists, and what is short enough to be shown whole. */
export const Plan = z.object({
  phases: z.array(Phase),
  links: z.array(ProjectLink),
  counts: z.object({
    measures: z.record(MeasureState, z.int()),
    milestones: z.object({ open: z.int(), done: z.int(), overdue: z.int() }),
    risks: z.record(RiskState, z.int()),
  }),
  /** What the asking person may do now; the same table decides on the server. */
  allowed: z.array(z.enum(['plan:edit'])),
});
export type Plan = z.infer<typeof Plan>;
