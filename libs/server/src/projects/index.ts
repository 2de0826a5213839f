export * from './history';
export { entryOf, type EntryRow } from './project-history';
export { findKind, kindsOfHouse } from './project-kind';
export { ProjectKindsService } from './project-kinds.service';
export { filesOfList, LAST_CHANGED_FIRST } from './project-list';
export { requireKept, requireNoHold, stopReleased } from './project-deletion';
export {
  followAddressees,
  followAssignees,
  getProject,
  insertParties,
  lockProject,
  openFile,
  PROJECT,
  requireFile,
  requireOpen,
  touchProject,
  type ProjectRecord,
} from './project-record';
export { openProject, ProjectsService } from './projects.service';
export { areasOf, projectDetail } from './project-view';
export { firstFree, schemeOf } from './reference';
export { keepReach, standingOf, standingValues, type Standing } from './standing';
export { currentStanding, keepOwnStanding } from './current-standing';
export { wakeRuns } from './wake-runs';
