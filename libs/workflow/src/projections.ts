export { nextDue, nextDueAfter, turnsOfDue } from './advance';
export * from './projections/seat-facts';
export * from './projections/situation';
export * from './projections/tasks';
export { taskForm } from './projections/task-form';
