import type { Definition, LocalizedText, NodeDefinition } from '../definition';
import { isSameText, quoted } from '../words/localized';

/** From the nodes of the old definition to those of the new one; a node without a line has no counterpart. */
export type NodeMapping = Readonly<Record<string, string>>;

export interface UnmappedNode {
  nodeId: string;
  name: LocalizedText;
  reason: LocalizedText;
}

export interface ProposedMapping {
  mapping: NodeMapping;
  unmapped: UnmappedNode[];
}

const isCounterpart = (one: NodeDefinition, other: NodeDefinition): boolean =>
  one.type === other.type && isSameText(one.name, other.name);

function whyUnmapped(node: NodeDefinition, to: Definition, alike: number): LocalizedText {
  const name = quoted(node.name);
  if (alike > 0)
    return {
      de: `Die neue Version hat mehrere Schritte derselben Art mit dem Namen ${name.de}. Wählen Sie einen.`,
      en: `The new version has several steps of this kind with the name ${name.en}. Choose one.`,
    };
  if (to.nodes.some(({ id }) => id === node.id))
    return {
      de: `Der Schritt ${name.de} ist in der neuen Version von anderer Art.`,
      en: `The step ${name.en} is of another kind in the new version.`,
    };
  return {
    de: `Die neue Version hat keinen Schritt ${name.de}.`,
    en: `The new version has no step ${name.en}.`,
  };
}

/** The same id and type, else the same name and type where exactly one is left; each new node stands for one old node. */
export function proposeMapping(from: Definition, to: Definition): ProposedMapping {
  const mapping: Record<string, string> = {};
  const free = new Set(to.nodes);
  const take = (node: NodeDefinition, found: NodeDefinition): void => {
    mapping[node.id] = found.id;
    free.delete(found);
  };
  for (const node of from.nodes) {
    const same = to.nodes.find(({ id, type }) => id === node.id && type === node.type);
    if (same !== undefined) take(node, same);
  }
  const unmapped: UnmappedNode[] = [];
  for (const node of from.nodes.filter(({ id }) => !(id in mapping))) {
    const twins = from.nodes.filter((other) => !(other.id in mapping) && isCounterpart(node, other));
    const alike = [...free].filter((other) => isCounterpart(node, other));
    const [found] = alike;
    if (found !== undefined && alike.length === 1 && twins.length === 1) take(node, found);
    else unmapped.push({ nodeId: node.id, name: node.name, reason: whyUnmapped(node, to, alike.length) });
  }
  return { mapping, unmapped };
}

export type MappingFault = { nodeId: string; fault: 'unknownNode' | 'unknownTarget' | 'typeDiffers' | 'targetTwice' };

/** What speaks against a mapping that somebody has written. */
export function faultsOfMapping(from: Definition, to: Definition, mapping: NodeMapping): MappingFault[] {
  const taken = new Set<string>();
  return Object.entries(mapping).flatMap(([nodeId, targetId]): MappingFault[] => {
    const node = from.nodes.find(({ id }) => id === nodeId);
    const target = to.nodes.find(({ id }) => id === targetId);
    if (node === undefined) return [{ nodeId, fault: 'unknownNode' }];
    if (target === undefined) return [{ nodeId, fault: 'unknownTarget' }];
    if (node.type !== target.type) return [{ nodeId, fault: 'typeDiffers' }];
    if (taken.has(targetId)) return [{ nodeId, fault: 'targetTwice' }];
    taken.add(targetId);
    return [];
  });
}
