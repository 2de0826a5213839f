import { z } from 'zod';
import { DomainError } from './domain-error';

/** Where a page ended: the value of the order and the id that breaks ties. Opaque outside. */
const Cursor = z.object({ order: z.string().max(200), id: z.string().max(100) });
export type Cursor = z.infer<typeof Cursor>;

export const encodeCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** Throws `invalidInput` for a cursor that no page has given. */
export function decodeCursor(text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    throw new DomainError('invalidInput', { summary: 'cursor' });
  }
}
