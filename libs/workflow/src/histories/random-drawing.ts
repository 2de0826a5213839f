import type { Definition, NodeDefinition } from '../definition';
import { seededRandom } from './random';

const name = (text: string) => ({ de: text, en: text });
const TYPES = ['manualTask', 'userTask', 'catchEvent', 'exclusiveGateway', 'parallelGateway', 'endEvent'] as const;

/** Any graph at all: branches, loops, frames in frames, attached events, arrows from anywhere to anywhere. */
export function randomDrawing(seed: number, size: number): Definition {
  const { below } = seededRandom(seed);
  const frames: string[] = [];
  const homes = new Map<string, string | undefined>();
  const nodes: NodeDefinition[] = [];
  const put = (node: Record<string, unknown> & { id: string }, parent: string | undefined) => {
    homes.set(node.id, parent);
    const words = 'Prüfung der Unterlagen durch das Straßenverkehrsamt'.slice(0, 3 + below(48));
    nodes.push({ name: name(words), ...node, ...(parent !== undefined && { parent }) } as unknown as NodeDefinition);
  };
  put({ id: 'start', type: 'startEvent' }, undefined);
  for (let index = 0; index < size; index += 1) {
    const parent = frames[below(frames.length + 3)];
    const id = `n${String(index)}`;
    const kind = below(12);
    if (kind === 0) frames.push(id);
    if (kind === 0) put({ id, type: 'subProcess' }, parent);
    else put({ id, type: TYPES[below(TYPES.length)] }, parent);
    const node = nodes.at(-1);
    if (node?.type !== 'userTask' && node?.type !== 'subProcess') continue;
    for (let event = below(3); event > 0; event -= 1) {
      put({ id: `${id}-b${String(event)}`, type: 'boundaryEvent', attachedTo: id }, parent);
    }
  }
  const flows = Array.from({ length: size + below(size) }, (_, index) => {
    const from = nodes[below(nodes.length)];
    const peers = nodes.filter(
      ({ id, type }) => homes.get(id) === homes.get(from?.id ?? '') && type !== 'boundaryEvent',
    );
    const to = peers[below(peers.length)];
    const condition = below(4) === 0 && { condition: 'Antrag vollständig und zuständig' };
    return { id: `f${String(index)}`, from: from?.id ?? '', to: to?.id ?? '', ...condition };
  });
  return { schemaVersion: 1, key: 'random', name: name('Zufall'), nodes, flows };
}
