import { z } from 'zod';
import { LastChange } from './house';

/** What an Aktenzeichen is made of, in this order: `SPK 1/2026` is unit, ` `, number, `/`, year. */
export const ReferencePart = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('unitCode') }),
  z.strictObject({ type: z.literal('kindCode') }),
  z.strictObject({ type: z.literal('number'), digits: z.int().min(1).max(6).default(1) }),
  z.strictObject({ type: z.literal('year'), digits: z.union([z.literal(2), z.literal(4)]).default(4) }),
  z.strictObject({
    type: z.literal('text'),
    text: z
      .string()
      .min(1)
      .max(20)
      .regex(/^[\p{L}\p{N} ._/()-]+$/u),
  }),
]);
export type ReferencePart = z.infer<typeof ReferencePart>;

/** `house`: one running number a year · `unit`: one for each lead unit and year. */
export const ReferenceCounter = z.enum(['house', 'unit']);
export type ReferenceCounter = z.infer<typeof ReferenceCounter>;

/** How the house names its files. */
export const ReferenceSchemeInput = z.strictObject({
  parts: z.array(ReferencePart).min(1).max(12),
  counter: ReferenceCounter,
});
export type ReferenceSchemeInput = z.infer<typeof ReferenceSchemeInput>;

export const ReferenceScheme = ReferenceSchemeInput.extend({
  /** 0 while the house has never set one. */
  revision: z.int(),
  lastChange: LastChange.nullable(),
  /** A unit of the house and the numbers whose turn it is, so that a scheme can be tried out before it is kept. */
  sample: z.object({
    unitCode: z.string(),
    kindCode: z.string(),
    year: z.int(),
    next: z.object({ house: z.int(), unit: z.int() }),
  }),
  /** The next Aktenzeichen of that unit by this scheme. */
  next: z.string(),
});
export type ReferenceScheme = z.infer<typeof ReferenceScheme>;

export const DEFAULT_REFERENCE_SCHEME: ReferenceSchemeInput = {
  parts: [
    { type: 'unitCode' },
    { type: 'text', text: ' ' },
    { type: 'number', digits: 1 },
    { type: 'text', text: '/' },
    { type: 'year', digits: 4 },
  ],
  counter: 'house',
};

export interface ReferenceValues {
  unitCode: string;
  kindCode: string;
  number: number;
  year: number;
}

/** The Aktenzeichen of one project; the browser's preview and the server make it alike. */
export function referenceOf(
  parts: readonly ReferencePart[],
  { unitCode, kindCode, number, year }: ReferenceValues,
): string {
  const say = (part: ReferencePart): string => {
    switch (part.type) {
      case 'unitCode':
        return unitCode;
      case 'kindCode':
        return kindCode;
      case 'number':
        return String(number).padStart(part.digits, '0');
      case 'year':
        return String(year).slice(-part.digits);
      case 'text':
        return part.text;
    }
  };
  return parts.map(say).join('').trim();
}

/**
 * Why a scheme would give the same Aktenzeichen twice, or one that cannot be read back; `undefined` where it may stand.
 * `numberMissing` · `numberTwice` · `yearMissing`: every year begins with 1 · `unitMissing`: every unit does ·
 * `numberTouches`: `12026` is 1/2026 and 12/026.
 */
export type SchemeFault = 'numberMissing' | 'numberTwice' | 'yearMissing' | 'unitMissing' | 'numberTouches';

export function schemeFault({
  parts,
  counter,
}: Pick<ReferenceSchemeInput, 'parts' | 'counter'>): SchemeFault | undefined {
  const has = (type: ReferencePart['type']) => parts.some((part) => part.type === type);
  const at = parts.findIndex(({ type }) => type === 'number');
  if (at === -1) return 'numberMissing';
  if (parts.filter(({ type }) => type === 'number').length > 1) return 'numberTwice';
  if (!has('year')) return 'yearMissing';
  if (counter === 'unit' && !has('unitCode')) return 'unitMissing';
  return touches(parts[at - 1], 'end') || touches(parts[at + 1], 'start') ? 'numberTouches' : undefined;
}

/** Whether the neighbour of the number may show a digit where they meet. */
function touches(part: ReferencePart | undefined, edge: 'start' | 'end'): boolean {
  if (part === undefined) return false;
  if (part.type !== 'text') return true;
  return (edge === 'start' ? /^\p{N}/u : /\p{N}$/u).test(part.text);
}
