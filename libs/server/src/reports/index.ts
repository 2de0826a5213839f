export { composeReport } from './compose-report';
export * from './reports.service';
export { runReport } from './run-report';
