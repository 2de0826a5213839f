export * from './issuer';
export * from './test-api';
export * from './every-get-route';
