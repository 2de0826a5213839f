export { unitIdsIn } from './named-units';
export { administrators } from './house-units';
export { auditProcedure } from './procedure-audit';
export { requireProcedure } from './procedure-draft';
export * from './procedure-drafts.service';
export * from './procedure-templates.service';
export * from './procedures.service';
export { bundleHash, checkedBundle } from './publish';
export { NOBODY } from './release';
