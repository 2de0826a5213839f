export * from './procedures.service';
export { bundleHash, checkedBundle } from './publish';
