import type { Actor } from '../platform';

/** Units whose inbox is somebody's own: where they hold an office or deputise, not those that they only oversee. */
export const ownUnits = (actor: Actor): string[] => [
  ...new Set(actor.grants.filter((grant) => grant.role !== 'ADMIN').map((grant) => grant.unitId)),
];
