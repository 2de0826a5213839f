import { z } from 'zod';
import { Definition, FactDefinition, Flow, NodeDefinition, type LocalizedText } from './definition';
import { DraftText, relaxed } from './draft/relaxed';

const DraftNode = relaxed(NodeDefinition) as z.ZodType<NodeDefinition, NodeDefinition>;
const DraftFact = relaxed(FactDefinition) as z.ZodType<FactDefinition, FactDefinition>;

/** What an administrator changes of a procedure: everything but its key. */
export const ProcedureEdit = z.strictObject({
  name: DraftText,
  description: DraftText,
  facts: z.array(DraftFact).max(100),
  nodes: z.array(DraftNode).min(2).max(2000),
  flows: z.array(Flow).min(1).max(4000),
});
export type ProcedureEdit = z.infer<typeof ProcedureEdit>;

/** A definition in work: of the shape that the words and the check can read, not yet one that may run. */
export const DraftDefinition = Definition.extend({
  name: DraftText,
  description: DraftText.optional(),
  nodes: z.array(DraftNode),
  facts: z.array(DraftFact).optional(),
});

const EMPTY: LocalizedText = { de: '', en: '' };

/** The fields of the form as they stand. */
export const editOf = ({ name, description, facts, nodes, flows }: Definition): ProcedureEdit => ({
  name,
  description: description ?? EMPTY,
  facts: facts ?? [],
  nodes,
  flows,
});

/** What does not hang together so that nobody could read it: a step that a path names and that is not there, an id given twice. */
export function looseEnds({ nodes, flows }: Pick<ProcedureEdit, 'nodes' | 'flows'>): string[] {
  const known = new Set(nodes.map(({ id }) => id));
  const ids = [...nodes, ...flows].map(({ id }) => id);
  return [
    ...new Set([
      ...flows.flatMap(({ from, to }) => [from, to]).filter((id) => !known.has(id)),
      ...ids.filter((id, index) => ids.indexOf(id) !== index),
    ]),
  ];
}

/** The definition with the edit in it. */
export function applyEdit(definition: Definition, edit: ProcedureEdit): Definition {
  const { description: _, facts: __, ...rest } = definition;
  const isEmpty = edit.description.de === '' && edit.description.en === '';
  return {
    ...rest,
    name: edit.name,
    ...(!isEmpty && { description: edit.description }),
    nodes: edit.nodes,
    flows: edit.flows,
    ...(edit.facts.length > 0 && { facts: edit.facts }),
  };
}
