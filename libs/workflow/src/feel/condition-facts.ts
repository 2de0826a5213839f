import type { FactValue } from '../definition';

/**
 * What a condition may read: a plain snapshot, no clock, no database.
 * `round`: the round that ended last; `finalSignature`: the one that ended last; `null` before there is any.
 */
export interface ConditionFacts {
  round: {
    outcome: string;
    /** How many reservations are open. */
    openReservations: number;
    /** How many dissents go to the decision shown. */
    shownDissents: number;
  } | null;
  finalSignature: { result: string } | null;
  lead: { unitId: string };
  /** Declared facts that have a value. */
  facts: Readonly<Record<string, FactValue>>;
  /** How the last step of each node ended, where it knows several ways, by node id. */
  steps: Readonly<Record<string, { result: string }>>;
}

/** The paths of `ConditionFacts`; the linter refuses any other. */
export const CONDITION_PATHS = [
  'round.outcome',
  'round.openReservations',
  'round.shownDissents',
  'finalSignature.result',
  'lead.unitId',
] as const;
