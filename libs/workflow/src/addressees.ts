import type { Facts } from './command';
import { Department } from './definition';
import type { Addressee, Definition, FactValue, NodeDefinition } from './definition';

type Declared = Readonly<Record<string, FactValue>>;

type Resolve<Kind extends Addressee['kind']> = (
  addressee: Extract<Addressee, { kind: Kind }>,
  facts: Facts,
  declared: Declared,
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
  superiorOfLead: (_, { leadUnitId, superiors }) => [superiors[leadUnitId] ?? leadUnitId],
  fact: ({ fact }, facts, declared) => namedIn(declared[fact] ?? null, facts),
};

/** A Ressort means its participating unit; whatever else stands there is a unit. */
function namedIn(value: FactValue, facts: Facts): (string | null)[] {
  const names = Array.isArray(value) ? value : typeof value === 'string' ? [value] : [null];
  return names.map((name) => {
    if (name === null || !Department.safeParse(name).success) return name;
    return facts.parties.find(({ department }) => department === name)?.unitId ?? null;
  });
}

/** The units that are meant now; `null` stands for one that is missing. */
export function unitsOf(addressee: Addressee, facts: Facts, declared: Declared = {}): (string | null)[] {
  const resolve = resolvers[addressee.kind] as Resolve<Addressee['kind']>;
  return resolve(addressee, facts, declared);
}

export function addresseesOf(node: NodeDefinition): Addressee[] {
  switch (node.type) {
    case 'task':
      return [node.addressee];
    case 'coSignatureRound':
      return node.waves.flatMap((wave) => wave.seats.map((seat) => seat.addressee));
    case 'finalSignature':
      return node.signers;
    case 'takeNote':
      return node.addressees;
    case 'contribution':
      return node.combinedBy === undefined ? node.addressees : [...node.addressees, node.combinedBy];
    case 'dispatch':
    case 'resubmission':
      return [node.addressee];
    case 'committee':
      return [node.office, ...node.members];
    case 'wait':
      return node.until.kind === 'event' ? [node.until.reportedBy] : [];
    case 'automatic':
      return node.job.kind === 'notify' ? node.job.addressees : [];
    default:
      return [];
  }
}

/** A step begins only when everybody it is for is there; „alle Beteiligten“ may be nobody, but not alone. */
export function isComplete(node: NodeDefinition, facts: Facts, declared: Declared = {}): boolean {
  const addressees = addresseesOf(node);
  if (addressees.length === 0) return true;
  const units = addressees.flatMap((addressee) => unitsOf(addressee, facts, declared));
  return units.length > 0 && !units.includes(null);
}

/** The first addressee of the definition that the facts cannot fill. */
export function findMissing(definition: Definition, facts: Facts): { nodeId: string; missing: string } | undefined {
  for (const node of definition.nodes) {
    // Whom a declared fact names is known only when the step begins.
    if (addresseesOf(node).some(({ kind }) => kind === 'fact') || isComplete(node, facts)) continue;
    const empty = addresseesOf(node).find((addressee) => {
      const units = unitsOf(addressee, facts);
      return units.length === 0 || units.includes(null);
    });
    return { nodeId: node.id, missing: empty?.kind === 'department' ? empty.department : (empty?.kind ?? 'addressee') };
  }
  return undefined;
}
