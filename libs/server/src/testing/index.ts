export * from './test-database';
export * from './demo-people';
export * from './demo-template';
