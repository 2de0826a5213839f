export * from './project-opening.service';
export * from './template-proposals.service';
export * from './templates.service';
