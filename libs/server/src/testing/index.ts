export * from './test-database';
export * from './demo-people';
