import {
  ReferencePart,
  type ReferenceScheme,
  type ReferenceSchemeInput,
  referenceOf,
  schemeFault,
} from '@querraum/contracts';

export const PART_TYPES = [
  'unitCode',
  'kindCode',
  'number',
  'year',
  'text',
] as const satisfies readonly ReferencePart['type'][];

/** A part as it begins when somebody adds it or makes it another one. */
export function newPart(type: ReferencePart['type']): ReferencePart {
  switch (type) {
    case 'number':
      return { type, digits: 1 };
    case 'year':
      return { type, digits: 4 };
    case 'text':
      return { type, text: '/' };
    default:
      return { type };
  }
}

/** Moves a part one place; at the ends it stays. */
export function moved(parts: readonly ReferencePart[], from: number, by: -1 | 1): ReferencePart[] {
  const to = from + by;
  const part = parts[from];
  if (part === undefined || to < 0 || to >= parts.length) return [...parts];
  return parts.toSpliced(from, 1).toSpliced(to, 0, part);
}

/** The places of fixed texts that no Aktenzeichen may bear. */
export const faultyTexts = (parts: readonly ReferencePart[]): number[] =>
  parts.flatMap((part, index) => (ReferencePart.safeParse(part).success ? [] : [index]));

/** What the next Aktenzeichen would be; `undefined` while the scheme cannot stand. */
export function previewOf(scheme: ReferenceSchemeInput, { sample }: ReferenceScheme): string | undefined {
  if (schemeFault(scheme) !== undefined || faultyTexts(scheme.parts).length > 0) return undefined;
  return referenceOf(scheme.parts, { ...sample, number: sample.next[scheme.counter] });
}
