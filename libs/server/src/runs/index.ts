export * from './run-commands';
export * from './runs.service';
