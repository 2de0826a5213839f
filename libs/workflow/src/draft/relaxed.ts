import { z } from 'zod';
import { LocalizedText, Period, TimeLimit } from '../definition';

/** A text that is still being written. */
export const DraftText = z.object({ de: z.string().trim().max(300), en: z.string().trim().max(300) });
/** A period as it may be typed; the check says what is wrong with it. */
const DraftLength = { length: z.int().min(0).max(9999) };
export const DraftPeriod = Period.extend(DraftLength);
const DraftTimeLimit = TimeLimit.extend(DraftLength);

const MOST = 2000;
const isObject = (schema: unknown): schema is z.ZodObject => schema instanceof z.ZodObject;

function relaxedList(list: z.ZodArray): z.ZodType {
  const limit = list.def.checks?.flatMap(({ _zod: { def } }) => ('maximum' in def ? [Number(def.maximum)] : []))[0];
  return z.array(relaxed(list.element as z.ZodType)).max(limit ?? MOST);
}

/**
 * The same shape for something in work: texts and lists may still be empty, periods too long. What is not yet right is
 * told by the check; what has another shape altogether is refused as before.
 */
export function relaxed(schema: z.ZodType): z.ZodType {
  if (schema === LocalizedText) return DraftText;
  if (schema === Period) return DraftPeriod;
  if (schema === TimeLimit) return DraftTimeLimit;
  if (schema instanceof z.ZodOptional) return relaxed(schema.unwrap() as z.ZodType).optional();
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    const inner = relaxed(schema.unwrap() as z.ZodType);
    return schema instanceof z.ZodDefault
      ? inner.default(schema.def.defaultValue)
      : inner.prefault(schema.def.defaultValue);
  }
  if (schema instanceof z.ZodArray) return relaxedList(schema);
  if (schema instanceof z.ZodDiscriminatedUnion)
    return z.union(schema.options.map((option) => relaxed(option as z.ZodType)) as [z.ZodType, z.ZodType]);
  if (schema instanceof z.ZodString && schema.def.checks !== undefined) return z.union([schema, z.literal('')]);
  return isObject(schema)
    ? z.object(
        Object.fromEntries(Object.entries(schema.shape).map(([name, part]) => [name, relaxed(part as z.ZodType)])),
      )
    : schema;
}
