export * from './history';
export { entryOf, type EntryRow } from './project-history';
export { findKind, kindsOfHouse } from './project-kind';
export { ProjectKindsService } from './project-kinds.service';
export {
  followAddressees,
  getProject,
  keepStanding,
  lockProject,
  requireFile,
  requireOpen,
  touchProject,
  type ProjectRecord,
} from './project-record';
export { ProjectsService } from './projects.service';
export { standingOf } from './standing';
