export { faultsOfMapping, proposeMapping, type MappingFault, type NodeMapping, type ProposedMapping } from './mapping';
export { migrateState, type Migrated, type MigrationContext } from './migrate';
export { moveRun, type MovedRun } from './move';
export { refusalInWords, type MigrationRefusal, type MigrationRefusalCode } from './refusal';
export type { MigrationChange } from './changes';
