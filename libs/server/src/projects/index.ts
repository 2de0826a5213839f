export * from './history';
export { addParty, getProject, lockProject, touchProject, type ProjectRecord } from './project-record';
