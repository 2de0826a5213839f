export * from './history';
export {
  followAddressees,
  getProject,
  keepStanding,
  lockProject,
  requireOpen,
  touchProject,
  type ProjectRecord,
} from './project-record';
export { ProjectsService } from './projects.service';
export { standingOf } from './standing';
