export * from './definition';
export * from './vocabulary';
export * from './state';
export * from './effects';
export * from './command';
export * from './calendar';
export * from './calendar-backwards';
export * from './calendar-words';
export * from './cycles';
export * from './feel';
export * from './advance';
export { movedDeadlines } from './recount';
export type { MovedDeadline } from './recount';
export * from './projections';
export {
  planReopening,
  planReturn,
  type PlannedStep,
  type ReturnPlan,
  type ReturnTarget,
} from './commands/return-plan';
export { danglingOf } from './dangling';
export { refuseFacts } from './facts';
export { definitionIn, nodeOfStep, ownerOf } from './scopes';
export * from './lint';
export { addresseesOf } from './addressees';
export { startKey } from './begins';
export * from './draft';
export { addStep, canMove, canRemove, moveStep, removeStep } from './draft/steps';
export * from './settings';
export { callsOf, lintCalls, modelCallsOf } from './lint/calls';
export { lintDraft, type DraftFinding } from './lint/draft';
export * from './words';
export * from './diagram';
export { isLate } from './nodes/places';
export { actingAsHeadOf, actingFor, fittingGrant, headGrant } from './authority';
export { toAcknowledge } from './nodes/final-signature/signing';
export * from './assignments';
export * from './migration';
export * from './record';
