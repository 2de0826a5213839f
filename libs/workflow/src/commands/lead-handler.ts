import type { LeadCommand, Refusal } from '../command';
import type { ActedBy } from '../effects';
import type { Run } from '../run';

/** Carries a command of the lead out or says why not. */
export type LeadHandler<Type extends LeadCommand['type']> = (
  run: Run,
  command: Extract<LeadCommand, { type: Type }>,
  lead: ActedBy,
) => Refusal | null;
