import type { ActivityNode } from '../definition';
import type { LoopStep } from '../state';
import { activity } from './activity';
import type { StepKind } from './node';

/** An activity that is carried out several times, as a whole: it ends with its instances. */
export const loop: StepKind<ActivityNode, LoopStep> = { ...activity };
