import { addresseesOf, type Definition } from '@querraum/workflow';

/** The units that a procedure names one by one. */
export const unitIdsIn = (definition: Definition): string[] => [
  ...new Set(
    definition.nodes
      .flatMap(addresseesOf)
      .flatMap((addressee) => (addressee.kind === 'unit' ? [addressee.unitId] : [])),
  ),
];
