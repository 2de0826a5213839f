import type { DiagramLayout, DrawnFlow, DrawnNode } from '@querraum/workflow';

const middle = ({ box }: DrawnNode): number => box.y + box.height / 2;

/** Where an arrow key leads: along the arrows to the right and left, to what stands beside upwards and downwards. */
export function nextNode({ nodes, flows }: DiagramLayout, from: string, key: string): string | undefined {
  const here = nodes.find(({ id }) => id === from);
  if (key === 'Home' || here === undefined) return nodes[0]?.id;
  if (key === 'End') return nodes.at(-1)?.id;
  if (key === 'ArrowRight') return along(nodes, flows, here, 'from') ?? following(nodes, from, 1);
  if (key === 'ArrowLeft') return along(nodes, flows, here, 'to') ?? following(nodes, from, -1);
  if (key === 'ArrowDown' || key === 'ArrowUp') return beside(nodes, here, key === 'ArrowDown' ? 1 : -1);
  return undefined;
}

/** The straightest of several ways. */
function along(
  nodes: readonly DrawnNode[],
  flows: readonly DrawnFlow[],
  here: DrawnNode,
  leaves: 'from' | 'to',
): string | undefined {
  const arrives = leaves === 'from' ? 'to' : 'from';
  const ends = flows.filter((flow) => flow[leaves] === here.id && flow.from !== flow.to);
  const onward = ends.filter(({ loop }) => !loop);
  return (onward.length > 0 ? onward : ends)
    .flatMap((flow) => nodes.filter(({ id }) => id === flow[arrives]))
    .toSorted((one, other) => Math.abs(middle(one) - middle(here)) - Math.abs(middle(other) - middle(here)))
    .at(0)?.id;
}

function following(nodes: readonly DrawnNode[], from: string, step: 1 | -1): string | undefined {
  return nodes[nodes.findIndex(({ id }) => id === from) + step]?.id;
}

/** The nearest above or below that stands over some of it, else the nearest at all in that direction. */
function beside(nodes: readonly DrawnNode[], here: DrawnNode, direction: 1 | -1): string | undefined {
  const centre = here.box.x + here.box.width / 2;
  return nodes
    .map((node) => ({
      node,
      down: (middle(node) - middle(here)) * direction,
      aside: Math.abs(node.box.x + node.box.width / 2 - centre),
    }))
    .filter(({ node, down }) => node.id !== here.id && down > 1)
    .toSorted((one, other) => one.aside * 2 + one.down - (other.aside * 2 + other.down))
    .at(0)?.node.id;
}
