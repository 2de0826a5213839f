import type { Acting } from '@querraum/workflow';
import { type HistorySetup, type ModelRun, person, type World } from '@querraum/workflow/testing';
import { NOBODY } from './house';

/** The history that is told, and the world in which it happens. */
export interface Scene {
  setup: HistorySetup;
  world: World;
}

/** How things stand between two asks. */
export interface Moment {
  run: ModelRun;
  at: number;
  /** People whom the administration has disabled. */
  disabled: ReadonlySet<string>;
}

/** Who is disabled has no authority, and neither has who stands in for them. */
export const actingNow = (personId: string, { disabled }: Pick<Moment, 'disabled'>): Acting => ({
  personId,
  grants: disabled.has(personId)
    ? []
    : person(personId).grants.filter(({ onBehalfOf }) => onBehalfOf === undefined || !disabled.has(onBehalfOf)),
});

/** Whom the house does not let in, and who sees nothing of it: they learn no more than that. */
export function shutOut(personId: string, moment: Pick<Moment, 'disabled'>): 'personUnknown' | 'notFound' | undefined {
  if (moment.disabled.has(personId)) return 'personUnknown';
  return personId !== NOBODY.personId && actingNow(personId, moment).grants.length === 0 ? 'notFound' : undefined;
}
