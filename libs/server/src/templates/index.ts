export { furnishFrom } from './furnish';
export * from './project-opening.service';
export * from './template-proposals.service';
export { contentOf } from './template-from-project';
export * from './templates.service';
