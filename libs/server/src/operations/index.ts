export * from './checkpoint-mail';
export * from './installation-standing';
export * from './job-register.service';
export * from './work-items.service';
export { reportIncident } from './report-incident';
