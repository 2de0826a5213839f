import { actedBy, fittingGrant, headGrant } from '../authority';
import type { ActedBy } from '../effects';
import type { Acting, Grant } from '../vocabulary';
import { isLive, ruleOf, type AssignmentKind, type AssignmentResult, type AssignmentState } from './kinds';

export const ASSIGNMENT_ACTS = [
  'claim',
  'release',
  'answer',
  'decline',
  'handOver',
  'handOverToUnit',
  'tick',
  'addDocument',
  'giveSubAssignment',
  'accept',
  'sendBack',
  'takeBack',
  'readdress',
  'extend',
  'changeDependencies',
] as const;
export type AssignmentAct = (typeof ASSIGNMENT_ACTS)[number];

/** What authority rests on, read under the lock of the project. */
export interface AssignmentFacts {
  kind: AssignmentKind;
  state: AssignmentState;
  unitId: string;
  /** The unit that gave it; the lead where that one has nothing to do with the project any more. */
  issuingUnitId: string;
  /** People of the unit to whom alone it is addressed; nobody where it is addressed to the unit, or where they are gone. */
  addressedTo: readonly string[];
  /** Who has taken it on, with the grants that hold now. */
  owner: Acting | null;
}

export type AssignmentRefusal =
  | 'noAuthority'
  | 'notOwner'
  | 'notIssuer'
  | 'alreadyClaimed'
  | 'headDistributes'
  | 'notOpen'
  | 'notAnswered'
  | 'notDeclined'
  | 'assignmentEnded'
  | 'staysInUnit';

export type Judgement = { by: ActedBy; refused?: undefined } | { by?: undefined; refused: AssignmentRefusal };

/**
 * `addressee`: who acts for the addressed unit, post or person · `owner`: of these, who has taken it on · `bearer`: the
 * owner, without one any of them, and the head of the unit at any time · `issuer`: who acts for the unit that gave it.
 */
type Side = 'claimer' | 'addressee' | 'owner' | 'bearer' | 'issuer' | 'either';

interface ActRule {
  side: Side;
  states: readonly AssignmentState[];
  /** What is said in another state, while it has not ended. */
  otherwise: 'notOpen' | 'notAnswered' | 'notDeclined';
}

const OPEN = { states: ['open'], otherwise: 'notOpen' } as const;
const RULES = {
  claim: { side: 'claimer', ...OPEN },
  release: { side: 'owner', ...OPEN },
  answer: { side: 'owner', ...OPEN },
  decline: { side: 'bearer', ...OPEN },
  handOver: { side: 'bearer', ...OPEN },
  handOverToUnit: { side: 'bearer', ...OPEN },
  tick: { side: 'addressee', ...OPEN },
  addDocument: { side: 'either', ...OPEN },
  giveSubAssignment: { side: 'bearer', ...OPEN },
  accept: { side: 'issuer', states: ['answered'], otherwise: 'notAnswered' },
  sendBack: { side: 'issuer', states: ['answered'], otherwise: 'notAnswered' },
  takeBack: { side: 'issuer', states: ['waiting', 'open', 'answered', 'declined'], otherwise: 'notOpen' },
  readdress: { side: 'issuer', states: ['declined'], otherwise: 'notDeclined' },
  extend: { side: 'issuer', states: ['waiting', 'open'], otherwise: 'notOpen' },
  changeDependencies: { side: 'issuer', states: ['waiting', 'open'], otherwise: 'notOpen' },
} as const satisfies Record<AssignmentAct, ActRule>;

/** Whether this person may do this now, and in which capacity; authority comes before the state of things. */
export function judgeAssignment(act: AssignmentAct, task: AssignmentFacts, by: Acting): Judgement {
  const rule: ActRule = RULES[act];
  const authority = AUTHORITY[rule.side](task, by);
  if (typeof authority === 'string')
    return { refused: authority === 'notOwner' && act.startsWith('handOver') ? 'headDistributes' : authority };
  if (!isLive(task.state)) return { refused: 'assignmentEnded' };
  if (!rule.states.includes(task.state)) return { refused: rule.otherwise };
  if (act === 'handOverToUnit' && !ruleOf(task.kind).toOtherUnits) return { refused: 'staysInUnit' };
  return { by: actedBy(by, authority) };
}

/** Everything that the person may do now. */
export const allowedActs = (task: AssignmentFacts, by: Acting): AssignmentAct[] =>
  ASSIGNMENT_ACTS.filter((act) => judgeAssignment(act, task, by).refused === undefined);

const AUTHORITY = {
  claimer: (task, by) => {
    const grant = addresseeGrant(task, by);
    if (grant === null) return 'noAuthority';
    const owner = presentOwner(task);
    // Who stands in for the owner takes on what the owner cannot do now.
    const standsIn = by.grants.find(
      ({ unitId, onBehalfOf }) => unitId === task.unitId && onBehalfOf !== undefined && onBehalfOf === owner?.personId,
    );
    return owner === null ? grant : (standsIn ?? 'alreadyClaimed');
  },
  addressee: (task, by) => addresseeGrant(task, by) ?? 'noAuthority',
  owner: (task, by) => {
    const grant = addresseeGrant(task, by);
    if (grant === null) return 'noAuthority';
    return task.owner?.personId === by.personId ? grant : 'notOwner';
  },
  bearer: (task, by) => {
    const grant = addresseeGrant(task, by);
    const owner = presentOwner(task);
    if (grant !== null && (owner === null || owner.personId === by.personId)) return grant;
    return headGrant(by, task.unitId) ?? (grant === null ? 'noAuthority' : 'notOwner');
  },
  issuer: (task, by) => fittingGrant(by, task.issuingUnitId) ?? 'notIssuer',
  either: (task, by) => addresseeGrant(task, by) ?? fittingGrant(by, task.issuingUnitId) ?? 'noAuthority',
} as const satisfies Record<
  Side,
  (task: AssignmentFacts, by: Acting) => Grant | 'noAuthority' | 'notOwner' | 'notIssuer' | 'alreadyClaimed'
>;

/** The grant under which somebody acts as addressee: for the unit, or as one of the people named, or for one of these i. V. */
function addresseeGrant(task: Pick<AssignmentFacts, 'unitId' | 'addressedTo'>, by: Acting): Grant | null {
  if (task.addressedTo.length === 0) return fittingGrant(by, task.unitId);
  const grants = by.grants.filter(({ onBehalfOf }) => task.addressedTo.includes(onBehalfOf ?? by.personId));
  return fittingGrant({ ...by, grants }, task.unitId);
}

/** An owner who has lost the authority is none. */
const presentOwner = (task: AssignmentFacts): Acting | null =>
  task.owner !== null && addresseeGrant(task, task.owner) !== null ? task.owner : null;

/** What an answer lacks. */
export function answerProblem(
  kind: AssignmentKind,
  { result, words, documents }: { result: AssignmentResult; words: string; documents: number },
): 'resultOfOtherKind' | 'wordsRequired' | 'wordsOrDocumentRequired' | null {
  const need = ruleOf(kind).results[result];
  if (need === undefined) return 'resultOfOtherKind';
  const isSilent = words.trim() === '';
  if (need === 'words' && isSilent) return 'wordsRequired';
  return need === 'wordsOrDocument' && isSilent && documents === 0 ? 'wordsOrDocumentRequired' : null;
}
