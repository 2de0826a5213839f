import type { ActivityNode, Flow } from '../definition';
import type { Run } from '../run';
import { idle } from './idle';

/** What activities of imported models have in common; most wait for nothing but their own end. */
export const activity = {
  ...idle,
  enter(run: Run, node: ActivityNode): readonly Flow[] {
    run.beginnings.push({ node, scope: run.scope });
    return [];
  },
};
