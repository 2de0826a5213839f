export * from './task-view';
export * from './tasks.service';
