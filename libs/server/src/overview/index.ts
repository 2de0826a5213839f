export { STAGE_NAMES } from './overview-csv';
export { filterParameters } from './overview-filter';
export { FILTERED, RUNNING } from './overview.queries';
export * from './overview.service';
