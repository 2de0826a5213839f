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

/** The years that an office plans for and a database can store; what lies outside is a slip of the pen. */
const IN_RANGE = /^(19[9]\d|20\d\d|21\d\d)-/;
/** Local date in Europe/Berlin, `2027-04-05`, from 1990 to 2199. */
export const LocalDate = z.iso.date().regex(IN_RANGE);
/** ISO 8601 in UTC with milliseconds, from 1990 to 2199. */
export const Instant = z.iso.datetime({ precision: 3 }).regex(IN_RANGE);

/** `HEALTH,YOUTH`: several values of one dimension, united. */
export const anyOf = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .string()
    .max(2000)
    .transform((text) => [...new Set(text.split(',').filter((part) => part !== ''))])
    .pipe(z.array(item).min(1).max(50));
