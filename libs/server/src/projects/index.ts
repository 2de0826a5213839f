export * from './history';
export { entryOf, type EntryRow } from './project-history';
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
