import type { Addressee, Definition, NodeDefinition } from '../definition';
import type { Found, LintCode } from './messages';

/** Whoever alone is meant must be one unit, whatever the project. */
function aloneMeant(node: NodeDefinition): Addressee[] {
  switch (node.type) {
    case 'task':
    case 'resubmission':
      return [node.addressee];
    case 'contribution':
      return node.combinedBy === undefined ? [] : [node.combinedBy];
    case 'committee':
      return [node.office, ...(node.chair === undefined ? [] : [node.chair])];
    case 'wait':
      return node.until.kind === 'event' ? [node.until.reportedBy] : [];
    default:
      return [];
  }
}

function lintSettings(definition: Definition, node: NodeDefinition): LintCode[] {
  switch (node.type) {
    case 'takeNote':
      return node.waits || node.period !== undefined ? [] : ['noteWithoutEnd'];
    case 'task': {
      const keys = (node.results ?? []).map(({ key }) => key);
      return [
        ...(new Set(keys).size < keys.length ? (['resultTwice'] as const) : []),
        ...(node.onSilence === 'escalate' && node.period === undefined ? (['silenceWithoutPeriod'] as const) : []),
      ];
    }
    case 'committee':
      return node.mode === 'circulation' && node.period === undefined ? ['circulationWithoutPeriod'] : [];
    case 'automatic':
      return node.job.kind === 'number' && !node.job.pattern.includes('{n}') ? ['patternWithoutNumber'] : [];
    case 'call':
      return node.procedure === definition.key ? ['callsItself'] : [];
    default:
      return [];
  }
}

/** Settings of a block that do not go together. */
export const lintBlocks = (definition: Definition): Found[] =>
  definition.nodes.flatMap((node) => {
    const several = aloneMeant(node).some(({ kind }) => kind === 'participants');
    const codes = [...lintSettings(definition, node), ...(several ? (['severalAddressees'] as const) : [])];
    return codes.map((code) => ({ nodeId: node.id, code }));
  });
