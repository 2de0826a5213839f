import type { Facts } from './command';
import type { Addressee, Definition, NodeDefinition } from './definition';

type Resolve<Kind extends Addressee['kind']> = (
  addressee: Extract<Addressee, { kind: Kind }>,
  facts: Facts,
) => (string | null)[];

const resolvers: { [Kind in Addressee['kind']]: Resolve<Kind> } = {
  unit: (addressee) => [addressee.unitId],
  lead: (_, facts) => [facts.leadUnitId],
  department: (addressee, facts) => [
    facts.parties.find((party) => party.department === addressee.department)?.unitId ?? null,
  ],
  participants: (addressee, facts) => [
    ...new Set(facts.parties.filter((party) => party.involvement === addressee.involvement).map((p) => p.unitId)),
  ],
  boardMemberOfLead: (_, facts) => [facts.boardMemberUnitId],
};

/** The units that are meant now; `null` stands for one that is missing. */
export function unitsOf(addressee: Addressee, facts: Facts): (string | null)[] {
  const resolve = resolvers[addressee.kind] as Resolve<Addressee['kind']>;
  return resolve(addressee, facts);
}

export function addresseesOf(node: NodeDefinition): Addressee[] {
  switch (node.type) {
    case 'task':
      return [node.addressee];
    case 'coSignatureRound':
      return node.waves.flatMap((wave) => wave.seats.map((seat) => seat.addressee));
    case 'finalSignature':
      return node.signers;
    default:
      return [];
  }
}

/** A step begins only when everybody it is for is there; „alle Beteiligten“ may be nobody, but not alone. */
export function isComplete(node: NodeDefinition, facts: Facts): boolean {
  const addressees = addresseesOf(node);
  if (addressees.length === 0) return true;
  const units = addressees.flatMap((addressee) => unitsOf(addressee, facts));
  return units.length > 0 && !units.includes(null);
}

/** The first addressee of the definition that the facts cannot fill. */
export function findMissing(definition: Definition, facts: Facts): { nodeId: string; missing: string } | undefined {
  for (const node of definition.nodes) {
    if (isComplete(node, facts)) continue;
    const empty = addresseesOf(node).find((addressee) => {
      const units = unitsOf(addressee, facts);
      return units.length === 0 || units.includes(null);
    });
    return { nodeId: node.id, missing: empty?.kind === 'department' ? empty.department : (empty?.kind ?? 'addressee') };
  }
  return undefined;
}
