import type { Definition, LocalizedText, NodeDefinition } from '../definition';
import { nodeOf, outgoingOf } from '../graph';
import { conditionInWords } from './conditions';
import { OTHERWISE } from './flow';
import { both, capital, joined, listed, quoted } from './localized';

function towards(definition: Definition, nodeId: string, passed: ReadonlySet<string>): LocalizedText {
  const node = nodeOf(definition, nodeId);
  if (passed.has(nodeId)) return { de: 'weiter wie oben', en: 'on as above' };
  switch (node.type) {
    case 'exclusiveGateway':
      return decision(definition, node, new Set([...passed, nodeId]));
    case 'parallelGateway':
      return branches(definition, node, new Set([...passed, nodeId]));
    case 'end': {
      const name = quoted(node.name);
      return { de: `endet das Verfahren mit ${name.de}`, en: `the procedure ends with ${name.en}` };
    }
    default: {
      const name = quoted(node.name);
      return { de: `folgt ${name.de}`, en: `${name.en} follows` };
    }
  }
}

function decision(
  definition: Definition,
  { id, defaultFlow }: Extract<NodeDefinition, { type: 'exclusiveGateway' }>,
  passed: ReadonlySet<string>,
): LocalizedText {
  const flows = outgoingOf(definition, id);
  const ways = [
    ...flows.filter((flow) => flow.id !== defaultFlow && flow.condition !== undefined),
    ...flows.filter((flow) => flow.id === defaultFlow || flow.condition === undefined),
  ].map((flow) => {
    const isRest = flow.id === defaultFlow || flow.condition === undefined;
    const when = isRest ? OTHERWISE : conditionInWords(definition, flow);
    const then = towards(definition, flow.to, passed);
    return both((language) => `${when[language]} ${then[language]}`);
  });
  return joined(ways, '; ');
}

function branches(definition: Definition, { id }: NodeDefinition, passed: ReadonlySet<string>): LocalizedText {
  const flows = outgoingOf(definition, id);
  const ways = listed(flows.map((flow) => towards(definition, flow.to, passed)));
  return flows.length > 1
    ? both((language) => `${language === 'de' ? 'zugleich' : 'at the same time'} ${ways[language]}`)
    : both(
        (language) =>
          `${language === 'de' ? 'wenn alle Zweige fertig sind,' : 'when all branches are done'} ${ways[language]}`,
      );
}

/** „Bei Einvernehmen folgt „Schlusszeichnung“; sonst endet das Verfahren mit …“ */
export function afterwards(definition: Definition, nodeId: string): LocalizedText {
  const ways = outgoingOf(definition, nodeId).map((flow) => towards(definition, flow.to, new Set([nodeId])));
  if (ways.length === 0) return { de: 'Danach folgt nichts.', en: 'Nothing follows.' };
  const words = capital(listed(ways));
  const needsThen = words.de.startsWith('Folgt') || words.de.startsWith('Endet');
  const sentence = needsThen
    ? both((language) => `${language === 'de' ? 'Danach' : 'Then'} ${listed(ways)[language]}`)
    : words;
  return both((language) => `${sentence[language]}.`);
}
