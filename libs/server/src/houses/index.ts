export * from './known-houses';
