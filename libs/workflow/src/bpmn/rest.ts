import { z } from 'zod';
import { Definition, Flow, NodeDefinition } from '../definition';
import { extensionOf } from './element';
import type { OwnElement } from './extension';
import type { ModdleElement } from './moddle';
import { applyDifferences } from './own';
import type { Reading } from './reading';
import { note } from './report';

/** What our own extension element of this name says; nothing where there is none or where it is no JSON object. */
export function ownOf(reading: Reading, element: ModdleElement, name: OwnElement): object | undefined {
  const extension = extensionOf(element, `querraum:${name}`);
  if (extension === undefined) return undefined;
  const value = parsed(extension.$body ?? '');
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  note(reading.report, element, `querraum:${name}`, 'unreadable');
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const Differences = z.record(z.string(), z.object({ instead: z.unknown().optional(), value: z.unknown().optional() }));

/** The part with what the standard part leaves out; what was changed there since stays as it is there. */
export function amended<Part extends object>(
  reading: Reading,
  element: ModdleElement,
  part: Part,
  schema: z.ZodType<Part>,
): Part {
  const own = ownOf(reading, element, 'rest');
  if (own === undefined) return part;
  const differences = Differences.safeParse(own);
  const { value, changed } = applyDifferences(part, differences.data ?? {});
  const result = schema.safeParse(value);
  if (!differences.success || !result.success) {
    note(reading.report, element, 'querraum:rest', 'unreadable');
    return part;
  }
  for (const what of changed) note(reading.report, element, what, 'changedElsewhere');
  return result.data;
}

export const Head = Definition.omit({ nodes: true, flows: true }).extend({
  order: z.object({ nodes: z.array(z.string()), flows: z.array(z.string()) }).optional(),
});

/** A definition as it was read, with what else is meant of it and of its parts. */
export function withRest(reading: Reading, process: ModdleElement, { nodes, flows, ...said }: Definition): Definition {
  const elements = new Map(inside(process).map((element) => [reading.ids.known(element), element]));
  const each =
    <Part extends Flow | NodeDefinition>(schema: z.ZodType<Part>) =>
    (part: Part): Part => {
      const element = elements.get(part.id);
      if (element === undefined) return part;
      const { parent } = part as NodeDefinition;
      const whole = { ...amended(reading, element, part, schema), id: part.id };
      return parent === undefined ? whole : { ...whole, parent };
    };
  const { order, ...head } = amended<z.infer<typeof Head>>(reading, process, said, Head);
  return {
    ...head,
    nodes: inOrder(nodes.map(each(NodeDefinition)), order?.nodes),
    flows: inOrder(flows.map(each(Flow)), order?.flows),
  };
}

function inside(scope: ModdleElement): ModdleElement[] {
  const elements = (scope['flowElements'] ?? []) as ModdleElement[];
  return elements.flatMap((element) => [element, ...inside(element)]);
}

/** What is not in the list comes last. */
function inOrder<Part extends { id: string }>(parts: Part[], order: string[] | undefined): Part[] {
  if (order === undefined) return parts;
  const ranks = new Map(order.map((id, rank) => [id, rank]));
  const rank = ({ id }: Part) => ranks.get(id) ?? order.length;
  return parts.toSorted((one, other) => rank(one) - rank(other));
}
