import { COUNT_CAP, type Page } from '@querraum/contracts';
import { z } from 'zod';
import { DomainError } from './domain-error';

/**
 * Makes a page of rows that were read with a limit of one more than asked for. `count` may be counted up to one above
 * the cap; `cursorOf` names where the page ended, opaque outside.
 */
export function toPage<R, T>(
  rows: R[],
  { limit, count, item, cursorOf }: { limit: number; count: number; item: (row: R) => T; cursorOf: (row: R) => object },
): Page<T> {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(item),
    nextCursor: last === undefined ? null : Buffer.from(JSON.stringify(cursorOf(last))).toString('base64url'),
    count: Math.min(count, COUNT_CAP),
    countExact: count <= COUNT_CAP,
  };
}

/** Throws `invalidInput` for a cursor that no page of this list can have given: nothing else reaches the query. */
export function decodeCursor<T>(text: string | undefined, shape: z.ZodType<T>): T | null {
  if (text === undefined) return null;
  const parsed = z
    .string()
    .transform((json, context): unknown => {
      try {
        return JSON.parse(json);
      } catch {
        context.addIssue('cursor');
        return z.NEVER;
      }
    })
    .pipe(shape)
    .safeParse(Buffer.from(text, 'base64url').toString());
  if (!parsed.success) throw new DomainError('invalidInput', { summary: 'cursor' });
  return parsed.data;
}
