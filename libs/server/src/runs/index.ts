export * from './calendar-changes.service';
export * from './run-commands';
export { startRun } from './run-start';
export * from './runs.service';
