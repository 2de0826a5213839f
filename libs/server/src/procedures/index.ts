export { unitIdsIn } from './named-units';
export * from './procedure-drafts.service';
export * from './procedure-templates.service';
export * from './procedures.service';
export { bundleHash, checkedBundle } from './publish';
