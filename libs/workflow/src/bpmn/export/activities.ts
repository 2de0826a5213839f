import type { ActivityNode, BpmnNodeOf, Loop, MappedValue } from '../../definition';
import type { ModdleElement } from '../moddle';
import type { Writable, Writing } from './writing';

type Mapping = { name: string; value: MappedValue };

/** A value as Camunda writes it: a text, or a list or a map of such. */
function valued(writing: Writing, name: string, attributes: object, value: MappedValue): ModdleElement {
  if (typeof value === 'string') return writing.vendor(name, { ...attributes, $body: value });
  const inner =
    'list' in value
      ? writing.vendor('list', { $children: value.list.map((item) => valued(writing, 'value', {}, item)) })
      : writing.vendor('map', {
          $children: Object.entries(value.map).map(([key, item]) => valued(writing, 'entry', { key }, item)),
        });
  return writing.vendor(name, { ...attributes, $children: [inner] });
}

/** Variables of its own, and what it hands out. */
export function mappings(writing: Writing, inputs: readonly Mapping[] = [], outputs: readonly Mapping[] = []) {
  if (inputs.length + outputs.length === 0) return [];
  return [
    writing.vendor('inputOutput', {
      $children: [
        ...inputs.map(({ name, value }) => valued(writing, 'inputParameter', { name }, value)),
        ...outputs.map(({ name, value }) => valued(writing, 'outputParameter', { name }, value)),
      ],
    }),
  ];
}

export function loopOf(writing: Writing, loop: Loop | undefined): Writable | undefined {
  if (loop === undefined) return undefined;
  const { sequential, cardinality, collection, elementVariable, completionCondition } = loop;
  const element = writing.element('MultiInstanceLoopCharacteristics', {
    isSequential: sequential || undefined,
    loopCardinality: writing.expression(cardinality),
    completionCondition: writing.expression(completionCondition),
  });
  if (collection !== undefined) element.set('camunda:collection', collection);
  if (elementVariable !== undefined) element.set('camunda:elementVariable', elementVariable);
  return element;
}

/** What every activity of a model may have; its default flow is set when all flows are there. */
export const activityOf = (writing: Writing, { loop, forCompensation }: ActivityNode) => ({
  loopCharacteristics: loopOf(writing, loop),
  isForCompensation: forCompensation,
});

type Handover = NonNullable<BpmnNodeOf<'callActivity'>['ins']>[number];

export function handovers(writing: Writing, { ins = [], outs = [] }: BpmnNodeOf<'callActivity'>): ModdleElement[] {
  const write =
    (name: 'in' | 'out') =>
    ({ source, expression, all, target, local }: Handover) =>
      writing.vendor(name, {
        ...(all === true ? { variables: 'all' } : {}),
        ...(source === undefined ? {} : { source }),
        ...(expression === undefined ? {} : { sourceExpression: expression }),
        ...(target === undefined ? {} : { target }),
        ...(local === true ? { local: 'true' } : {}),
      });
  return [...ins.map(write('in')), ...outs.map(write('out'))];
}
