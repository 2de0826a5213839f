import type { Definition, Flow, LocalizedText } from '../definition';
import { graphOf, outgoingOf } from '../graph';
import { conditionInWords } from './conditions';
import { both } from './localized';

export const OTHERWISE = { de: 'sonst', en: 'otherwise' };

/** When this way is taken, to be written beside its arrow; nothing where there is no choice. */
export function flowInWords(definition: Definition, flow: Flow): LocalizedText | undefined {
  const source = graphOf(definition).nodes.get(flow.from);
  const isDefault = source !== undefined && 'defaultFlow' in source && source.defaultFlow === flow.id;
  if (flow.condition === undefined) {
    const others = outgoingOf(definition, flow.from);
    const chooses = source?.type === 'exclusiveGateway' || source?.type === 'inclusiveGateway';
    return isDefault || (chooses && others.length > 1) ? OTHERWISE : undefined;
  }
  if (isDefault) return OTHERWISE;
  if (definition.imported !== undefined) return { de: flow.condition, en: flow.condition };
  const words = conditionInWords(definition, flow);
  return both((language) => words[language].replace(/,$/, ''));
}
