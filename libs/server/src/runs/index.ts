export * from './calendar-changes.service';
export * from './migrate-run';
export * from './run-commands';
export { startRun } from './run-start';
export { actingOf, actingPerson } from './run-facts';
export * from './run-lead.service';
export * from './runs.service';
