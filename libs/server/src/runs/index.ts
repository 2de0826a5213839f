export * from './calendar-changes.service';
export * from './run-commands';
export * from './runs.service';
