import type { Addressee, Definition } from '@querraum/workflow';

const addresseesIn = ({ nodes }: Definition): Addressee[] =>
  nodes.flatMap((node) => {
    if (node.type === 'coSignatureRound') return node.waves.flatMap(({ seats }) => seats.map((seat) => seat.addressee));
    if (node.type === 'finalSignature') return node.signers;
    return node.type === 'task' ? [node.addressee] : [];
  });

/** The units that a procedure names one by one. */
export const unitIdsIn = (definition: Definition): string[] => [
  ...new Set(addresseesIn(definition).flatMap((addressee) => (addressee.kind === 'unit' ? [addressee.unitId] : []))),
];
