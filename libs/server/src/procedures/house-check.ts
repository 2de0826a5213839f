import type { ProcedureFinding } from '@querraum/contracts';
import {
  addresseeInWords,
  shownFields,
  valueAt,
  type Addressee,
  type Definition,
  type Department,
  type LocalizedText,
  type NodeDefinition,
} from '@querraum/workflow';

/** A unit of the house with how many people may act for it, and how many of them as its head. */
export interface HouseUnit {
  id: string;
  name: string;
  department: Department | null;
  parentId: string | null;
  members: number;
  heads: number;
}

type Found = Pick<ProcedureFinding, 'code' | 'message' | 'proposal'>;

const FIND_PEOPLE: LocalizedText = {
  de: 'Tragen Sie unter „Organisation“ jemanden ein, der für die Stelle handelt, oder wählen Sie eine andere Stelle.',
  en: 'Register somebody who acts for the unit under “Organisation”, or choose another unit.',
};
const FIND_HEAD: LocalizedText = {
  de: 'Tragen Sie unter „Organisation“ eine Leitung ein; auch ihre Vertretung kann erst dann zeichnen.',
  en: 'Register a head under “Organisation”; only then can a deputy sign, too.',
};

const withoutPeople = (name: string): Found => ({
  code: 'unitWithoutPeople',
  message: {
    de: `Für die Stelle „${name}“ darf zurzeit niemand handeln.`,
    en: `Nobody may act for the unit “${name}” at present.`,
  },
  proposal: FIND_PEOPLE,
});
const withoutHead = (name: string): Found => ({
  code: 'unitWithoutHead',
  message: {
    de: `Die Stelle „${name}“ hat zurzeit keine Leitung, die schlusszeichnen kann.`,
    en: `The unit “${name}” has no head at present who can sign finally.`,
  },
  proposal: FIND_HEAD,
});

/** The units of the house that the addressee can mean, whatever the project; empty where only the project knows. */
function meantUnits(addressee: Addressee, units: readonly HouseUnit[]): readonly HouseUnit[] {
  switch (addressee.kind) {
    case 'unit':
      return units.filter(({ id }) => id === addressee.unitId);
    case 'department':
      return units.filter(({ department }) => department === addressee.department);
    case 'boardMemberOfLead': {
      const members = units.filter(({ department }) => department === 'BOARD');
      return members.length > 0 ? members : units.filter(({ parentId }) => parentId === null);
    }
    case 'lead':
    case 'participants':
    case 'superiorOfLead':
    case 'fact':
      return [];
  }
}

const DEPENDS_ON_PROJECT: ReadonlySet<Addressee['kind']> = new Set(['lead', 'participants', 'superiorOfLead', 'fact']);
const dependsOnProject = ({ kind }: Addressee): boolean => DEPENDS_ON_PROJECT.has(kind);

function missing(addressee: Addressee): Found {
  const { de, en } = addresseeInWords(addressee, { units: {} });
  return addressee.kind === 'unit'
    ? {
        code: 'unitUnknown',
        message: { de: 'Diese Stelle gibt es in Ihrem Haus nicht.', en: 'Your house has no such unit.' },
        proposal: { de: 'Entfernen Sie sie, oder wählen Sie eine andere.', en: 'Remove it, or choose another.' },
      }
    : {
        code: 'departmentWithoutUnit',
        message: { de: `Ihr Haus hat keine Stelle für „${de}“.`, en: `Your house has no unit for “${en}”.` },
        proposal: {
          de: 'Ordnen Sie unter „Organisation“ einer Stelle dieses Ressort zu, oder wählen Sie ein anderes.',
          en: 'Give a unit this department under “Organisation”, or choose another one.',
        },
      };
}

/** Somebody must be able to act: for a department one of its units suffices, because the project names which. */
function checkParticipant(addressee: Addressee, units: readonly HouseUnit[]): Found[] {
  if (dependsOnProject(addressee)) return [];
  const meant = meantUnits(addressee, units);
  if (meant.length === 0) return [missing(addressee)];
  return meant.some(({ members }) => members > 0) ? [] : meant.slice(0, 1).map(({ name }) => withoutPeople(name));
}

/** Whoever may be asked to sign finally must have a head. */
function checkSigner(addressee: Addressee, units: readonly HouseUnit[]): Found[] {
  if (dependsOnProject(addressee)) return [];
  const meant = meantUnits(addressee, units);
  if (meant.length === 0) return [missing(addressee)];
  return meant.filter(({ heads }) => heads === 0).map(({ name }) => withoutHead(name));
}

function checkNode(node: NodeDefinition, units: readonly HouseUnit[]): ProcedureFinding[] {
  const at = (path: string, found: Found[]) => found.map((one) => ({ nodeId: node.id, path, ...one }));
  switch (node.type) {
    case 'coSignatureRound':
      return node.waves.flatMap(({ seats }, wave) =>
        seats.flatMap(({ addressee }, seat) => at(`waves.${wave}.seats.${seat}`, checkParticipant(addressee, units))),
      );
    case 'finalSignature':
      return node.signers.flatMap((signer, index) => at(`signers.${index}`, checkSigner(signer, units)));
    default:
      return shownFields(node).flatMap(({ kind, path }) => {
        const value = valueAt(node, path);
        if (kind === 'addressee' && value !== undefined) return at(path, checkParticipant(value as Addressee, units));
        if (kind !== 'addressees') return [];
        return (value as Addressee[]).flatMap((one, index) => at(`${path}.${index}`, checkParticipant(one, units)));
      });
  }
}

/** What only the house knows: whether the people whom a procedure counts on are there. */
export const checkHouse = ({ nodes }: Definition, units: readonly HouseUnit[]): ProcedureFinding[] =>
  nodes.flatMap((node) => checkNode(node, units));
