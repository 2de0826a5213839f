import type { DecisionNode } from '../definition';
import { decide } from '../tables';
import { conditionFacts } from './condition-facts';
import type { NodeKind } from './node';

/** Entscheidung by table: sets what the table says and goes on; two rules for one case are the lead's to clear up. */
export const decision: NodeKind<DecisionNode> = {
  obstacle: (run, { table }) => (decide(table, conditionFacts(run)) === null ? 'tableNotUnique' : null),
  enter(run, { id, table }) {
    run.setFacts(decide(table, conditionFacts(run)) ?? {});
    return run.outgoing(id);
  },
};
