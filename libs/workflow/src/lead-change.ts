import type { Addressee, NodeDefinition } from './definition';
import { isOver } from './nodes/places';
import { inDissent, isPending } from './nodes/round/need';
import type { Run } from './run';
import type { PlacesState } from './nodes/places';
import type { AutomaticStep, FinalSignatureStep, RoundStep, Seat, StepState, TaskStep, UserTaskStep } from './state';
import type { PlaceRole } from './vocabulary';

/** Who follows the lead: the lead itself, and whoever stands above it. */
const FOLLOWS_LEAD: ReadonlySet<Addressee['kind']> = new Set(['lead', 'superiorOfLead', 'boardMemberOfLead']);
const followsLead = ({ kind }: Addressee): boolean => FOLLOWS_LEAD.has(kind);

const waitsForLead = (seat: Seat): boolean =>
  (seat.state === 'back' && seat.notResponsible <= 1) || isPending(seat) || inDissent(seat);

/** Seats are asked as the units they are; only what waits for the lead goes to the new one. */
function moveRound(run: Run, step: RoundStep): void {
  const { round } = step;
  round.leadUnitId = run.facts.leadUnitId;
  round.responsibilityUnitId = run.facts.responsibilityUnitId;
  for (const seat of round.seats.filter(waitsForLead))
    run.notify('waitsForLead', { step, seat, unitId: round.leadUnitId });
}

function moveTask(run: Run, step: TaskStep | UserTaskStep, addressee: Addressee): void {
  const [unitId] = run.unitsOf(addressee);
  if (!followsLead(addressee) || !unitId || unitId === step.unitId) return;
  Object.assign(step, { unitId, owner: null, ownerSince: null });
  run.notify('newTask', { step, unitId });
}

/** Whoever has signed has signed; the others are those of the new lead. */
function moveSigners(run: Run, step: FinalSignatureStep, addressees: readonly Addressee[]): void {
  // One unit an addressee, else nobody could say which signer stands for which.
  if (addressees.length !== step.signers.length) return;
  addressees.forEach((addressee, index) => {
    const signer = step.signers[index];
    const [unitId] = run.unitsOf(addressee);
    if (signer === undefined || (signer.state !== 'open' && signer.state !== 'waiting')) return;
    if (!followsLead(addressee) || !unitId || unitId === signer.unitId) return;
    Object.assign(signer, { unitId, owner: null, ownerSince: null });
    if (signer.state === 'open') run.notify('newTask', { step, seat: signer });
  });
}

/** Whose duty it is; several who are asked alike (notes, parts, votes) are asked as the units they are. */
function dutyOf(node: NodeDefinition, role: PlaceRole): Addressee | undefined {
  if (node.type === 'contribution' && role === 'combine') return node.combinedBy;
  if (node.type === 'dispatch' || node.type === 'resubmission') return node.addressee;
  if (node.type === 'committee' && (role === 'agenda' || role === 'minutes')) return node.office;
  return node.type === 'wait' && node.until.kind === 'event' ? node.until.reportedBy : undefined;
}

function movePlaces(run: Run, step: PlacesState, node: NodeDefinition): void {
  for (const place of step.places) {
    const addressee = dutyOf(node, place.role);
    if (addressee === undefined || !followsLead(addressee) || isOver(place)) continue;
    const [unitId] = run.unitsOf(addressee);
    if (!unitId || unitId === place.unitId) continue;
    Object.assign(place, { unitId, owner: null, ownerSince: null });
    if (place.state === 'open') run.notify('newTask', { step, seat: place });
  }
}

function moveRepair(run: Run, step: AutomaticStep): void {
  if (step.failed === null || step.unitId === undefined) return;
  step.unitId = run.facts.leadUnitId;
  run.notify('waitsForLead', { step, unitId: step.unitId });
}

function moveStep(run: Run, step: StepState): void {
  const node = run.actIn(step);
  if (step.type === 'coSignatureRound') moveRound(run, step);
  if (step.type === 'task' && node.type === 'task') moveTask(run, step, node.addressee);
  if (step.type === 'userTask' && node.type === 'userTask') moveTask(run, step, node.addressee ?? { kind: 'lead' });
  if (step.type === 'automatic') moveRepair(run, step);
  if ('places' in step) movePlaces(run, step, node);
  if (step.type === 'finalSignature' && node.type === 'finalSignature') moveSigners(run, step, node.signers);
}

/**
 * The Federführung has changed hands: the new lead stands in the facts, and everything that waits for the lead waits for
 * it. Answers, signatures, Fristen and authorship stay as they are.
 */
export function changeLead(run: Run, fromUnitId: string): void {
  const toUnitId = run.facts.leadUnitId;
  run.record({ type: 'leadChanged', fromUnitId, toUnitId });
  for (const { id, open } of run.state.steps) {
    const step = open ? run.step(id) : undefined;
    if (step !== undefined) moveStep(run, step);
  }
}
