export { ownUnits } from './inbox';
export * from './task-view';
export * from './tasks.service';
