export * from './issuer';
export * from './test-api';
