import type { Definition } from '../../definition';
import { importBpmn } from '../import-bpmn';
import type { ModdleElement } from '../moddle';
import { differencesOf, isSame } from '../own';
import { writeDocument } from './document';
import type { Own } from './process';
import { toXml, type Writing } from './writing';

type OwnWith = (writing: Writing) => Own;
const NONE = (): ModdleElement[] => [];

/** Of a model the standard part says nearly all; of a procedure of building blocks it is a picture. */
const says =
  (all: boolean): OwnWith =>
  (writing) => ({
    procedure: ({ nodes: _, flows: __, imported, ...head }) =>
      all || imported === undefined ? [writing.own('procedure', { ...head, imported })] : [],
    node: ({ imported }, { id: _, parent: __, ...settings }) =>
      all || imported === undefined ? [writing.own('node', settings)] : [],
    flow: NONE,
  });

/** Settings of everything, and whatever our own reading of the file would still miss or understand otherwise. */
export async function ownOf(definitions: readonly Definition[]): Promise<OwnWith> {
  for (const all of [false, true]) {
    const read = await readBack(definitions, says(all));
    if (read !== undefined) return withRest(says(all), definitions, read);
  }
  return says(true);
}

const orderOf = ({ nodes, flows }: Definition) => ({
  nodes: nodes.map(({ id }) => id),
  flows: flows.map(({ id }) => id),
});
const sorted = ({ nodes, flows }: ReturnType<typeof orderOf>) => [nodes.toSorted(), flows.toSorted()];

/** Nothing where a part is refused or lost: what is not there cannot be amended. */
async function readBack(definitions: readonly Definition[], own: OwnWith): Promise<Definition[] | undefined> {
  const result = await importBpmn(await toXml(writeDocument(definitions, own).root));
  if (!result.ok) return undefined;
  const isWhole = definitions.every((definition, index) => {
    const read = result.definitions[index];
    return read !== undefined && isSame(sorted(orderOf(definition)), sorted(orderOf(read)));
  });
  return isWhole ? result.definitions : undefined;
}

function withRest(own: OwnWith, definitions: readonly Definition[], read: readonly Definition[]): OwnWith {
  const heads = new Map<Definition, object>();
  const parts = new Map<string, object>();
  for (const definition of read)
    for (const part of [...definition.nodes, ...definition.flows]) parts.set(part.id, part);
  for (const [index, definition] of definitions.entries()) {
    const { nodes: _, flows: __, ...head } = read[index] ?? definition;
    heads.set(definition, head);
  }
  return (writing) => {
    const base = own(writing);
    const rest = (meant: object, said: object | undefined) => {
      const differences = differencesOf(meant, said ?? {});
      return differences === undefined ? [] : [writing.own('rest', differences)];
    };
    return {
      procedure(definition) {
        const { nodes: _, flows: __, ...head } = definition;
        const said = read[definitions.indexOf(definition)];
        const order =
          said === undefined || isSame(orderOf(said), orderOf(definition)) ? {} : { order: orderOf(definition) };
        return [...base.procedure(definition), ...rest({ ...head, ...order }, heads.get(definition))];
      },
      node: (definition, node) => [...base.node(definition, node), ...rest(node, parts.get(node.id))],
      flow: (definition, flow) => [...base.flow(definition, flow), ...rest(flow, parts.get(flow.id))],
    };
  };
}
