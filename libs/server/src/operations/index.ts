export * from './installation-standing';
export * from './job-register.service';
export { reportIncident } from './report-incident';
export * from './work-items.service';
