import { z } from 'zod';

/** Query of every list: an opaque cursor from the page before, and how many rows. */
export const PageQuery = z.object({
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** A count is exact up to 999; above that `count` is 999 and `countExact` false, shown as „999+“. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    count: z.int(),
    countExact: z.boolean(),
  });
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  count: number;
  countExact: boolean;
}
export const COUNT_CAP = 999;

/** Local date in Europe/Berlin, `2027-04-05`. */
export const LocalDate = z.iso.date();
/** ISO 8601 in UTC with milliseconds. */
export const Instant = z.iso.datetime({ precision: 3 });
