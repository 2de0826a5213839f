import type { Definition, LocalizedText } from './definition';
import { lintBlocks } from './lint/blocks';
import { lintCourse } from './lint/deadlock';
import { lintFacts } from './lint/facts';
import { lintFixedEnd } from './lint/fixed-end';
import { lintPeriodStarts } from './lint/period-starts';
import { lintConditions, lintFlows, lintReach } from './lint/graph';
import { MESSAGES } from './lint/messages';
import type { LintCode } from './lint/messages';
import { lintFinalSignatures, lintParallelRounds, lintRounds } from './lint/signatures';

export type { LintCode } from './lint/messages';

export interface LintFinding {
  /** `null` where the whole definition is meant. */
  nodeId: string | null;
  code: LintCode;
  message: LocalizedText;
}

/** What is wrong with a definition so that it may not be published; empty when all is well. There are no warnings. */
export function lintDefinition(definition: Definition): LintFinding[] {
  // A model runs by its own rules; what it may not say is refused when it is read (docs/adr/0048).
  if (definition.imported !== undefined) return [];
  const broken = lintFlows(definition);
  // A graph whose ends are loose cannot be walked.
  const rest =
    broken.length > 0
      ? []
      : [
          ...lintReach(definition),
          ...lintConditions(definition),
          ...lintFinalSignatures(definition),
          ...lintParallelRounds(definition),
          ...lintCourse(definition),
          ...lintFixedEnd(definition),
          ...lintPeriodStarts(definition),
        ];
  const settings = [...lintRounds(definition), ...lintBlocks(definition), ...lintFacts(definition)];
  return [...broken, ...rest, ...settings].map(({ nodeId, code }) => ({ nodeId, code, message: MESSAGES[code] }));
}
