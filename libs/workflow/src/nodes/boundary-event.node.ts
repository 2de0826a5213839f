import type { BpmnNodeOf } from '../definition';
import type { NodeKind } from './node';

/** No flow leads here: it occurs while its activity is running. */
export const boundaryEvent: NodeKind<BpmnNodeOf<'boundaryEvent'>> = { enter: () => [] };
