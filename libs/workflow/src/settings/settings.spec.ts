import { z } from 'zod';
import {
  Addressee,
  BPMN_NODES,
  FactKey,
  LocalizedText,
  NodeDefinition,
  Period,
  ResultDefinition,
  TimeLimit,
} from '../definition';
import { BLOCKS, blockOf, shownFields, valueAt, withValueAt, type SettingField } from './index';

type NodeSchema = (typeof NodeDefinition.options)[number];
type Leaf = [path: string, schema: z.ZodType];

const bare = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault
    ? bare(schema.unwrap() as z.ZodType)
    : schema;

/** Every value in the settings of a node, down to what a single control can hold. */
function* leaves(schema: z.ZodType, path: string): Generator<Leaf> {
  const inner = bare(schema);
  if (inner === Addressee || inner === LocalizedText || inner === Period || inner === TimeLimit) yield [path, inner];
  else if (inner instanceof z.ZodDiscriminatedUnion) {
    yield [path, inner];
    for (const option of inner.options)
      for (const [name, part] of Object.entries((option as z.ZodObject).shape))
        if (name !== 'kind') yield* leaves(part as z.ZodType, `${path}.${name}`);
  } else if (inner instanceof z.ZodObject && !('hitPolicy' in inner.shape))
    for (const [name, part] of Object.entries(inner.shape))
      yield* leaves(part as z.ZodType, path === '' ? name : `${path}.${name}`);
  else yield [path, inner];
}

/** What a control of this kind must be there for. */
function fits(field: SettingField, schema: z.ZodType): boolean {
  const element = schema instanceof z.ZodArray ? bare(schema.element as z.ZodType) : undefined;
  switch (field.kind) {
    case 'text':
      return schema === LocalizedText;
    case 'period':
      return schema === (field.startable ? TimeLimit : Period);
    case 'periods':
      return element === Period;
    case 'addressee':
      return schema === Addressee;
    case 'addressees':
      return element === Addressee;
    case 'results':
      return element === ResultDefinition;
    case 'yesNo':
      return schema instanceof z.ZodBoolean;
    case 'number':
      return (
        schema instanceof z.ZodNumber &&
        [field.min, field.max].every((value) => schema.safeParse(value).success) &&
        [field.min - 1, field.max + 1].every((value) => !schema.safeParse(value).success)
      );
    case 'weekday':
      return schema instanceof z.ZodNumber && schema.safeParse(7).success && !schema.safeParse(8).success;
    case 'choice':
      return (
        schema instanceof z.ZodEnum &&
        schema.options.toSorted().join() ===
          field.choices
            .map(({ value }) => value)
            .toSorted()
            .join()
      );
    case 'variant':
      return (
        schema instanceof z.ZodDiscriminatedUnion &&
        schema.options.length === field.variants.length &&
        field.variants.every(
          ({ value }) => !schema.safeParse({ kind: value }).error?.issues.some(({ code }) => code === 'invalid_union'),
        )
      );
    case 'fact':
      return schema === FactKey;
    default:
      return !(schema instanceof z.ZodBoolean || schema instanceof z.ZodNumber || schema instanceof z.ZodEnum);
  }
}

const isOptional = (node: NodeSchema, path: string): boolean => {
  let schema: z.ZodType = node as z.ZodType;
  for (const name of path.split('.')) {
    const inner = bare(schema);
    const options =
      inner instanceof z.ZodDiscriminatedUnion ? (inner.options as z.ZodObject[]) : [inner as z.ZodObject];
    const found = options.flatMap(({ shape }) => (name in shape ? [shape[name] as z.ZodType] : []))[0];
    if (found === undefined) return false;
    schema = found;
  }
  return schema instanceof z.ZodOptional;
};

/** What comes from a BPMN file is not edited by form. */
const BLOCKS_WITH_SETTINGS = NodeDefinition.options.filter(
  (schema) => !(BPMN_NODES as readonly unknown[]).includes(schema),
);

describe('the settings of a block', () => {
  it.each(BLOCKS_WITH_SETTINGS.map((schema) => [[...schema.shape.type.values][0], schema] as const))(
    'of the kind %s have each its field, and no field is for nothing',
    (type, schema) => {
      const { id: _, type: __, parent: ___, ...shape } = schema.shape as Record<string, z.ZodType>;
      const { fields } = blockOf({ type: type as NodeDefinition['type'] });
      const expected = [...leaves(z.object(shape), '')];
      expect(fields.map(({ path }) => path).toSorted()).toEqual(
        [...new Set(expected.map(([path]) => path))].toSorted(),
      );
      for (const field of fields) {
        const of = expected.filter(([path]) => path === field.path);
        expect([field.path, of.some(([, leaf]) => fits(field, leaf))]).toEqual([field.path, true]);
        expect([field.path, field.optional ?? false]).toEqual([field.path, isOptional(schema, field.path)]);
      }
    },
  );

  it('are named and explained in both languages', () => {
    for (const { name, about, fields } of Object.values(BLOCKS))
      for (const text of [name, about, ...fields.flatMap(({ label, help }) => [label, ...(help ? [help] : [])])])
        expect(LocalizedText.safeParse(text).success).toBe(true);
  });

  it('are shown only where the others make them matter', () => {
    const wait = { id: 'wait', type: 'wait', name: { de: 'W', en: 'W' }, until: { kind: 'date', fact: 'day' } };
    expect(shownFields(NodeDefinition.parse(wait)).map(({ path }) => path)).toEqual(['name', 'until', 'until.fact']);
  });

  it('are read and written at any depth, and left out when they are nothing', () => {
    const node = { at: { kind: 'date', fact: 'day' }, other: 1 };
    expect(valueAt(node, 'at.fact')).toBe('day');
    expect(valueAt(node, 'other.fact')).toBeUndefined();
    expect(withValueAt(node, 'at.fact', 'due')).toEqual({ at: { kind: 'date', fact: 'due' }, other: 1 });
    expect(withValueAt(node, 'at.fact', undefined)).toEqual({ at: { kind: 'date' }, other: 1 });
    expect(withValueAt(node, 'more.deep', 1)).toEqual({ ...node, more: { deep: 1 } });
  });
});
