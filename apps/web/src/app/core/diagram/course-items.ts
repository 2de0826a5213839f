import {
  blockOf,
  depthsOf,
  flowInWords,
  nodesInOrder,
  procedureSteps,
  type Definition,
  type LocalizedText,
  type UnitNames,
} from '@querraum/workflow';
import type { Translate } from '../texts';
import type { CourseItem } from './course-item';

interface Context {
  say: Translate;
  of: (text: LocalizedText) => string;
  names: UnitNames;
}

/** Every node of a procedure with what it means and what comes after it, in the order of the course. */
export function courseItems(definition: Definition, { say, of, names }: Context): CourseItem[] {
  const steps = new Map(procedureSteps(definition, names).map((step) => [step.nodeId, step]));
  const depths = depthsOf(definition);
  const nameOf = (id: string): string => {
    const node = definition.nodes.find((one) => one.id === id);
    return node === undefined ? id : of(node.name);
  };
  return nodesInOrder(definition).map((node) => {
    const step = steps.get(node.id);
    const about = { label: say('diagram.about'), words: of(step?.summary ?? blockOf(node).about) };
    const attached =
      node.type === 'boundaryEvent' ? [{ label: say('diagram.at'), words: nameOf(node.attachedTo) }] : [];
    const onward = definition.flows
      .filter(({ from }) => from === node.id)
      .map((flow) => {
        const when = flowInWords(definition, flow);
        return { label: when === undefined ? say('diagram.onward') : of(when), words: nameOf(flow.to) };
      });
    const rules = (step?.rules ?? []).map(({ label, words }) => ({ label: of(label), words: of(words) }));
    return {
      id: node.id,
      name: of(node.name),
      kind: of(blockOf(node).name),
      depth: depths.get(node.id) ?? 0,
      notes: [],
      details: [about, ...attached, ...rules, ...onward],
    };
  });
}
