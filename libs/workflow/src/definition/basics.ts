import { z } from 'zod';

/** Every text that an administrator writes exists in both languages. */
export const LocalizedText = z.object({ de: z.string().min(1).max(300), en: z.string().min(1).max(300) });
export type LocalizedText = z.infer<typeof LocalizedText>;

/** An NCName of XML, so that what comes from a BPMN file keeps its names; states are keyed by it, so that no object may have it already. */
const NAMES_OF_OBJECTS =
  '__proto__|__(?:define|lookup)[GS]etter__|constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|to(?:Locale)?String|valueOf';
export const NodeId = z
  .string()
  .regex(new RegExp(`^(?!(?:${NAMES_OF_OBJECTS})$)[\\p{L}_][\\p{L}\\p{N}._-]{0,254}$`, 'u'));

export const FactKey = z.string().regex(/^[a-z][a-zA-Z0-9]{0,40}$/);

/** A period as the administration counts it (§§ 187–193 BGB); `latestTime` is inclusive local time in Europe/Berlin. */
export const Period = z.object({
  length: z.int().min(1).max(366),
  /** A declared number that says the length when the step begins; where it says none, `length` counts. */
  lengthFact: FactKey.optional(),
  unit: z.enum(['workingDay', 'calendarDay', 'week', 'month']),
  roll: z.boolean().default(true),
  latestTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
});
/** `begins`: see `begins.ts`; no procedure says it, only the engine once it knows. */
export type Period = z.infer<typeof Period> & { begins?: { at: string; leavesTime: boolean } };

/** What a period counts from: the day that a fact names, such as the receipt, or the end of another step. */
export const PeriodStart = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fact'), fact: FactKey }),
  z.object({ kind: z.literal('step'), nodeId: NodeId }),
]);
export type PeriodStart = z.infer<typeof PeriodStart>;

/** A Frist: without `from` it counts from the beginning of its step. Whoever has to act has the next working day in any case. */
export const TimeLimit = Period.extend({ from: PeriodStart.optional() });
export type TimeLimit = Period & { from?: PeriodStart | undefined };

/** Fields of responsibility (Ressorts) by which routing goes. */
export const Department = z.enum([
  'HEALTH',
  'YOUTH',
  'SOCIAL_AFFAIRS',
  'URBAN_DEVELOPMENT',
  'AREA_COORDINATION',
  'LEGAL',
  'FINANCE',
  'EDUCATION',
  'SPORT',
  'ENVIRONMENT',
  'BOARD',
]);
export type Department = z.infer<typeof Department>;

export const Involvement = z.enum(['CO_SIGNATURE', 'CO_EXAMINATION', 'STATEMENT', 'CONTRIBUTION', 'TAKE_NOTE']);
export type Involvement = z.infer<typeof Involvement>;

/** Who a step is for. Resolved to units when the step begins, from the facts of that moment. */
export const Addressee = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unit'), unitId: z.uuid() }),
  z.object({ kind: z.literal('lead') }),
  /** The participating unit of this Ressort; a project without one cannot start the procedure. */
  z.object({ kind: z.literal('department'), department: Department }),
  /** Every participating unit with this involvement, one seat each. */
  z.object({ kind: z.literal('participants'), involvement: Involvement }),
  /** The unit of the board member above the lead. */
  z.object({ kind: z.literal('boardMemberOfLead') }),
  /** The next superior unit of the lead; the lead itself at the top. */
  z.object({ kind: z.literal('superiorOfLead') }),
  /** The units, or the participating units of the Ressorts, that a declared fact names. */
  z.object({ kind: z.literal('fact'), fact: FactKey }),
]);
export type Addressee = z.infer<typeof Addressee>;

/** What every node has; the id is stable over all versions of a procedure. `parent`: the sub-process in which it stands. */
export const nodeBase = { id: NodeId, name: LocalizedText, parent: NodeId.optional() };
